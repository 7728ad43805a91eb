/* What is answered to one question, read from its fields and put back into them. */
(() => {
  "use strict";
  if (!window.exam) return;
  const NUMBER = /^[+-]?\d{1,9}(\.\d{1,6})?$/;
  /* As at the school: 1,500 may be meant as fifteen hundred or as one and a half. */
  const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
  const plain = (text) => text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/。/g, ".").replace(/−/g, "-").trim();
  const lines = (section) => [...section.querySelectorAll("[data-letter]")];
  const boxes = (section) => [...section.querySelectorAll("input")];

  /* null: what is typed is no answer yet. */
  const chosen = (section) => {
    const { kind } = section.dataset;
    if (kind === "ordering") return lines(section).map((line) => line.dataset.letter);
    if (kind !== "numeric") return boxes(section).filter((box) => box.checked).map((box) => box.value);
    const typed = plain(boxes(section)[0].value);
    if (!typed) return [];
    return !AMBIGUOUS.test(typed) && NUMBER.test(typed.replace(",", ".")) ? [typed] : null;
  };
  const numbered = (section) => lines(section).forEach((line, index) => {
    line.querySelector("[data-place]").textContent = index + 1;
  });
  const fill = (section, answer) => {
    const { kind } = section.dataset;
    if (kind === "numeric") boxes(section)[0].value = answer[0] || "";
    else if (kind !== "ordering") boxes(section).forEach((box) => { box.checked = answer.includes(box.value); });
    else if (answer.length) {
      const list = section.querySelector("[data-order]");
      const by = new Map(lines(section).map((line) => [line.dataset.letter, line]));
      list.append(...answer.map((letter) => by.get(letter)).filter(Boolean));
      numbered(section);
    }
  };
  /* Moves a line by one; the button stays under the finger and in focus. */
  const move = (button) => {
    const line = button.closest("[data-letter]");
    const section = line.closest("[data-number]");
    const by = Number(button.dataset.move);
    const other = by < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (!other) return 0;
    if (by < 0) other.before(line); else other.after(line);
    button.focus();
    numbered(section);
    return lines(section).indexOf(line) + 1;
  };

  window.exam = { ...window.exam, fields: { chosen, fill, move } };
})();
