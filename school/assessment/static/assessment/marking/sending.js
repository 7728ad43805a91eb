/* Sends what waits, of all sheets, again and again, until the school has answered for each line. */
(() => {
  "use strict";
  if (!window.marking) return;
  const { all, clock, replace, root } = window.marking;
  const { post, sending } = window.phone;
  const MOST = 100, LATEST = 30000;
  const FIELDS = ["uuid", "sheet", "claim", "kind", "subject", "points", "is_observed", "seen", "note",
    "note_before", "rest_not_done", "rubric", "device", "at"];

  const bare = (line) => Object.fromEntries(FIELDS.filter((name) => name in line).map((name) => [name, line[name]]));

  /* `told(state, detail)`: what to say on the page. Nothing is sent past a line that waits. */
  const sender = (told) => {
    const later = (state) => { told(state); return "later"; };
    const settle = async (line, { fate, count, reason, text }) => {
      const said = { ...line, sent: true, fate, count, reason: "", text: "" };
      if (fate === "refused" || fate === "stray") Object.assign(said, { reason, text });
      await replace(said);
      return said;
    };
    const turn = async () => {
      const waiting = (await all()).filter((one) => !one.sent);
      const part = waiting.slice(0, MOST);
      if (!part.length) { told("idle"); return "done"; }
      told("sending");
      const answer = await post(root.dataset.send, { marks: part.map(bare) });
      if (answer.type === "opaqueredirect" || answer.status === 403) return later("signedOut");
      if (!answer.ok) return later("waiting");
      const said = await answer.json();
      clock.told(said.now);
      const by = new Map(said.results.map((one) => [one.uuid, one]));
      const settled = [];
      for (const one of part) if (by.has(one.uuid)) settled.push(await settle(one, by.get(one.uuid)));
      told("answered", { lines: settled, sheets: said.sheets });
      return settled.length && waiting.length > part.length ? "more" : "done";
    };
    return sending(turn, { latest: LATEST, failed: () => later("waiting") });
  };

  window.marking = { ...window.marking, sender };
})();
