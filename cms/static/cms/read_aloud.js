/* Reads a lesson aloud where the browser can speak. Without it the button stays hidden. */
(() => {
  "use strict";
  const place = document.querySelector("[data-aloud]");
  const text = document.querySelector("[data-aloud-text]");
  if (!place || !text || !("speechSynthesis" in window)) return;
  const button = place.querySelector("button");
  const word = button.querySelector("span");
  const start = word.textContent;
  const parts = [...text.querySelectorAll("[data-read]")];
  let turn = 0;

  const mark = (part) => {
    parts.forEach((one) => one.classList.toggle("being-read", one === part));
    if (part) part.scrollIntoView({ block: "center" });
  };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    mark(null);
    word.textContent = start;
    button.setAttribute("aria-pressed", "false");
  };
  /* A pause for each line; long blocks are cut into sentences, which some phones need. */
  const sentences = (part) =>
    part.innerText.split(/(?<=[。！？；\n])/u).map((s) => s.trim()).filter(Boolean);
  const read = (number, mine) => {
    if (mine !== turn) return;
    if (number >= parts.length) return stop();
    const lines = sentences(parts[number]);
    mark(parts[number]);
    if (!lines.length) return read(number + 1, mine);
    lines.forEach((line, index) => {
      const speech = new SpeechSynthesisUtterance(line);
      speech.lang = "zh-CN";
      speech.rate = 0.9;
      if (index === lines.length - 1) speech.onend = () => read(number + 1, mine);
      speechSynthesis.speak(speech);
    });
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    button.setAttribute("aria-pressed", "true");
    word.textContent = place.dataset.stop;
    turn += 1;
    read(0, turn);
  });
  addEventListener("pagehide", stop);
  button.setAttribute("aria-pressed", "false");
  place.hidden = false;
})();
