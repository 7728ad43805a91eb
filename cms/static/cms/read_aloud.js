/* Reads a lesson aloud where the browser has a Chinese voice, and says so where it has none. */
(() => {
  "use strict";
  const place = document.querySelector("[data-aloud]");
  const text = document.querySelector("[data-aloud-text]");
  if (!place || !text) return;
  const [play, end, speed] = ["play", "stop", "speed"].map((name) =>
    place.querySelector(`[data-aloud-${name}]`)
  );
  const word = play.querySelector("span");
  const note = place.querySelector(".aloud__note");
  const says = place.dataset;
  const KEPT = `aloud:${location.pathname}`;
  const RATE = "aloud:rate";
  const LEAVES = "p, li, tr, h2, h3, figcaption, legend, label, .field__help";

  /* A private window may forbid keeping anything; reading goes on without it. */
  const keep = (key, value) => {
    try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* see above */ }
  };
  const kept = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };

  const silent = () => {
    play.hidden = end.hidden = speed.parentElement.hidden = true;
    note.textContent = says.noVoice;
    note.hidden = false;
    place.hidden = false;
  };
  if (!("speechSynthesis" in window)) return silent();

  const leaves = (part) => {
    const all = [...part.querySelectorAll(LEAVES)];
    const found = all.filter((one) => !one.querySelector(LEAVES));
    return found.length ? found : [part];
  };
  const parts = [...document.querySelectorAll("main [data-read]")].flatMap(leaves);
  /* Some phones fall silent in the middle of a long text: one sentence at a time. */
  const sentences = (part) =>
    part.innerText.split(/(?<=[。！？；\n])/u).map((one) => one.trim()).filter(Boolean);

  let turn = 0;
  let reading = false;
  let at = { part: 0, line: 0 };
  const before = /^(\d+):(\d+)$/.exec(kept(KEPT) || "");
  if (before && Number(before[1]) < parts.length) {
    at = { part: Number(before[1]), line: Number(before[2]) };
  }
  if ([...speed.options].some((one) => one.value === kept(RATE))) speed.value = kept(RATE);

  const show = () => {
    const begun = at.part > 0 || at.line > 0;
    word.textContent = reading ? says.pause : begun ? says.resume : says.play;
    end.hidden = speed.parentElement.hidden = !(reading || begun);
    place.hidden = false;
  };
  const mark = (part) => {
    parts.forEach((one) => one.classList.toggle("being-read", one === part));
    if (!part) return;
    const { top, bottom } = part.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 80) part.scrollIntoView({ block: "center" });
  };
  const hush = () => {
    turn += 1;
    reading = false;
    speechSynthesis.cancel();
  };
  const pause = () => {
    hush();
    keep(KEPT, `${at.part}:${at.line}`);
    show();
  };
  const stop = () => {
    hush();
    at = { part: 0, line: 0 };
    keep(KEPT, null);
    mark(null);
    show();
  };
  const chinese = (voice) => /^(zh|cmn)\b/i.test(voice.lang.replace("_", "-"));

  const next = (mine) => {
    if (mine !== turn) return;
    if (at.part >= parts.length) return stop();
    const lines = sentences(parts[at.part]);
    if (at.line >= lines.length) {
      at = { part: at.part + 1, line: 0 };
      return next(mine);
    }
    mark(parts[at.part]);
    keep(KEPT, `${at.part}:${at.line}`);
    const speech = new SpeechSynthesisUtterance(lines[at.line]);
    const voice = speechSynthesis.getVoices().find(chinese);
    if (voice) speech.voice = voice;
    speech.lang = "zh-CN";
    speech.rate = Number(speed.value);
    speech.onend = () => {
      if (mine !== turn) return;
      at.line += 1;
      next(mine);
    };
    speech.onerror = (event) => {
      if (mine !== turn || ["interrupted", "canceled"].includes(event.error)) return;
      stop();
      silent();
    };
    speechSynthesis.speak(speech);
  };
  const begin = () => {
    const voices = speechSynthesis.getVoices();
    if (voices.length && !voices.some(chinese)) return silent();
    reading = true;
    turn += 1;
    const mine = turn;
    show();
    next(mine);
    /* Some browsers without any voice take the text and never say a word. */
    if (!voices.length) {
      setTimeout(() => {
        if (mine !== turn || speechSynthesis.getVoices().length) return;
        stop();
        silent();
      }, 4000);
    }
  };

  play.addEventListener("click", () => (reading ? pause() : begin()));
  end.addEventListener("click", stop);
  speed.addEventListener("change", () => {
    keep(RATE, speed.value);
    if (!reading) return;
    hush();
    begin();
  });
  addEventListener("pagehide", () => reading && pause());
  show();
})();
