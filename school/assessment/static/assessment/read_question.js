/* Reads the question on the page and its answers aloud, one after the other. */
(() => {
  "use strict";
  const place = document.querySelector("[data-read-question]");
  if (!place || !("speechSynthesis" in window)) return;
  const button = place.querySelector("button");
  const word = button.querySelector("span");
  const start = word.textContent;
  const chinese = document.documentElement.lang.startsWith("zh");
  const seen = (one) => one.offsetParent !== null;

  const text = (part) => {
    const picture = part.querySelector("img");
    return picture ? `${part.innerText} ${picture.alt}` : part.innerText;
  };
  const lines = () => {
    const question = [...document.querySelectorAll("fieldset.question")].find(seen);
    if (!question) return [];
    const parts = question.querySelectorAll(
      ".question__stem, .question__hint, .question__picture, .choice > span, .order__text",
    );
    return [...parts].map((part) => (part.alt ?? text(part)).trim()).filter(Boolean);
  };
  const show = (isReading) => {
    word.textContent = isReading ? button.dataset.stop : start;
    button.setAttribute("aria-pressed", String(isReading));
  };
  const stop = () => {
    speechSynthesis.cancel();
    show(false);
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    speechSynthesis.cancel();
    const all = lines();
    all.forEach((line, index) => {
      const speech = new SpeechSynthesisUtterance(line);
      speech.lang = chinese ? "zh-CN" : "en-GB";
      speech.rate = 0.9;
      if (index === all.length - 1) speech.onend = () => show(false);
      speechSynthesis.speak(speech);
    });
    show(all.length > 0);
  });
  addEventListener("pagehide", stop);
  /* Another question, by whatever button: what is read must be what is shown. */
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-next], [data-back], [data-go], [data-look]")) stop();
  });
  place.hidden = false;
})();
