/* Sends what waits, again and again, until the school has answered for each. */
(() => {
  "use strict";
  if (!window.exam) return;
  const { all, clock, put, root } = window.exam;
  const { post, sending } = window.phone;
  const MOST = 100, LATEST = 30000;

  /* `closing()`: {hand_in: true} or {over: true} once no more is answered;
     `told(state, detail)`: what to say on the page. */
  const sender = (closing, told) => {
    let waiting = [];
    const later = (state) => { told(state, waiting.length); return "later"; };
    const settle = async (answer, result) => {
      await put({ ...answer, sent: true, refused: result.status === "refused" ? result.code : "" });
      if (result.status === "refused") told("refused", { answer, result });
    };
    const turn = async () => {
      waiting = (await all()).filter((one) => !one.sent);
      const part = waiting.slice(0, MOST);
      if (part.length) told("sending", waiting.length);
      const answers = part.map(({ uuid, number, chosen, at }) => ({ uuid, number, chosen, at }));
      const whole = part.length === waiting.length;
      const answer = await post(root.dataset.take, { answers, ...(whole ? closing() : {}) });
      if (answer.type === "opaqueredirect" || answer.status === 403) return later("signedOut");
      if (!answer.ok) return later("waiting");
      const said = await answer.json();
      clock.told(said.now);
      const by = new Map(said.results.map((one) => [one.uuid, one]));
      for (const one of part) if (by.has(one.uuid)) await settle(one, by.get(one.uuid));
      if (!whole) return "more";
      told("answered", said);
      return "done";
    };
    return sending(turn, { latest: LATEST, failed: () => later("waiting") });
  };

  window.exam = { ...window.exam, sender };
})();
