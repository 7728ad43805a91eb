/* Sends what waits, a hundred at a time, again and again until the school answers for each. */
(() => {
  "use strict";
  if (!window.evening || !window.evening.queue) return;
  const { clock, queue } = window.evening;
  const MOST = 100, MOST_CHARACTERS = 3000000;

  const portion = (waiting) => {
    const chosen = [];
    let characters = 0;
    for (const scan of waiting) {
      characters += (scan.frame || "").length + 400;
      if (chosen.length && (chosen.length === MOST || characters > MOST_CHARACTERS)) break;
      if (scan.take === waiting[0].take) chosen.push(scan);
    }
    return chosen;
  };
  const post = (take, scans) => window.phone.post(take, {
    sent_at: Date.now(),
    events: scans.map(({ uuid, kind, at, code, enrollment, face, frame }) =>
      ({ uuid, kind, at, code, enrollment, face, frame })),
    /* Pictures of codes take their time. */
  }, { patience: 0 });
  /* `owner`: whose scans; `gone`: what to say of scans for a class she no longer works in;
     `told(state, detail)`: what to say on the page. */
  const sender = (owner, gone, told) => {
    const settle = async (scan, result) => {
      if (result.status === "kept") {
        await queue.remove(scan.uuid);
        told("kept", { scan, result });
      } else {
        await queue.put({ ...scan, frame: "", refused: result.text });
      }
    };
    const later = (state) => { told(state); return "later"; };
    const turn = async () => {
      const waiting = (await queue.all(owner)).filter((scan) => !scan.refused);
      if (!waiting.length) { told("idle"); return "done"; }
      const scans = portion(waiting);
      const answer = await post(scans[0].take, scans);
      if (answer.type === "opaqueredirect" || answer.status === 403) return later("signed_out");
      if (answer.ok) {
        const { results } = await answer.json();
        const by = new Map(results.map((one) => [one.uuid, one]));
        for (const scan of scans) if (by.has(scan.uuid)) await settle(scan, by.get(scan.uuid));
      } else if (answer.status === 400 || answer.status === 404 || answer.status === 409) {
        const text = answer.status === 404 ? gone : (await answer.json()).text;
        for (const scan of scans) await settle(scan, { status: "refused", text });
      } else return later("waiting");
      clock.told(answer);
      return "more";
    };
    return window.phone.sending(turn, { failed: () => later("waiting") });
  };

  window.evening = { ...window.evening, sender };
})();
