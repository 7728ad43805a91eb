/* Sends what waits, again and again, until the school has answered for each. */
(() => {
  "use strict";
  if (!window.exam) return;
  const { all, clock, put, root } = window.exam;
  const MOST = 100, PATIENCE = 15000, SOON = 2000, LATEST = 30000;

  const post = async (body) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await window.phone.post(root.dataset.take, body, { signal: stop.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  /* `closing()`: {hand_in: true} or {over: true} once no more is answered;
     `told(state, detail)`: what to say on the page. */
  const sender = (closing, told) => {
    let busy = false, again = false, pause = SOON, timer = 0;
    const later = (state, count) => {
      told(state, count);
      clearTimeout(timer);
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, LATEST);
    };
    const settle = async (answer, result) => {
      await put({ ...answer, sent: true, refused: result.status === "refused" ? result.code : "" });
      if (result.status === "refused") told("refused", { answer, result });
    };
    const send = async () => {
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      let waiting = [];
      try {
        waiting = (await all()).filter((one) => !one.sent);
        const part = waiting.slice(0, MOST);
        if (part.length) told("sending", waiting.length);
        const answers = part.map(({ uuid, number, chosen, at }) => ({ uuid, number, chosen, at }));
        const whole = part.length === waiting.length;
        const answer = await post({ answers, ...(whole ? closing() : {}) });
        if (answer.type === "opaqueredirect" || answer.status === 403) return later("signedOut", waiting.length);
        if (!answer.ok) return later("waiting", waiting.length);
        const said = await answer.json();
        clock.told(said.now);
        const by = new Map(said.results.map((one) => [one.uuid, one]));
        for (const one of part) if (by.has(one.uuid)) await settle(one, by.get(one.uuid));
        pause = SOON;
        if (!whole) again = true;
        else told("answered", said);
      } catch {
        return later("waiting", waiting.length);
      } finally {
        busy = false;
        if (again) send();
      }
      return undefined;
    };
    addEventListener("online", () => { pause = SOON; send(); });
    return send;
  };

  window.exam = { ...window.exam, sender };
})();
