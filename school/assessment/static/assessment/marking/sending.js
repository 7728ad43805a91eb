/* Sends what waits, of all sheets, again and again, until the school has answered for each line. */
(() => {
  "use strict";
  if (!window.marking) return;
  const { all, clock, replace, root } = window.marking;
  const MOST = 100, PATIENCE = 15000, SOON = 2000, LATEST = 30000;
  const FIELDS = ["uuid", "sheet", "claim", "kind", "subject", "points", "is_observed", "seen", "note",
    "note_before", "rest_not_done", "rubric", "device", "at"];

  const post = async (marks) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await window.phone.post(root.dataset.send, { marks }, { signal: stop.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  const bare = (line) => Object.fromEntries(FIELDS.filter((name) => name in line).map((name) => [name, line[name]]));

  /* `told(state, detail)`: what to say on the page. Nothing is sent past a line that waits. */
  const sender = (told) => {
    let busy = false, again = false, pause = SOON, timer = 0;
    const later = async (state) => {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, LATEST);
      told(state);
    };
    const settle = async (line, { fate, count, reason, text }) => {
      const said = { ...line, sent: true, fate, count, reason: "", text: "" };
      if (fate === "refused" || fate === "stray") Object.assign(said, { reason, text });
      await replace(said);
      return said;
    };
    const send = async () => {
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      try {
        const waiting = (await all()).filter((one) => !one.sent);
        const part = waiting.slice(0, MOST);
        if (!part.length) { told("idle"); return; }
        told("sending");
        const answer = await post(part.map(bare));
        if (answer.type === "opaqueredirect" || answer.status === 403) { later("signedOut"); return; }
        if (!answer.ok) { later("waiting"); return; }
        const said = await answer.json();
        clock.told(said.now);
        const by = new Map(said.results.map((one) => [one.uuid, one]));
        const settled = [];
        for (const one of part) if (by.has(one.uuid)) settled.push(await settle(one, by.get(one.uuid)));
        pause = SOON;
        again = again || (settled.length > 0 && waiting.length > part.length);
        told("answered", { lines: settled, sheets: said.sheets });
      } catch {
        later("waiting");
      } finally {
        busy = false;
        if (again) send();
      }
    };
    addEventListener("online", () => { pause = SOON; send(); });
    return send;
  };

  window.marking = { ...window.marking, sender };
})();
