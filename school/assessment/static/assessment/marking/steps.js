/* One step at a time, or the whole sheet: as she chose it last on this phone. */
(() => {
  "use strict";
  const sheet = document.querySelector("form[data-sheet]");
  if (!sheet || !window.marking) return;
  const { read, write } = window.phone.memo;
  const VIEW = "marking-view";
  const turn = sheet.querySelector("[data-turn]");
  const finish = sheet.querySelector("[data-finish]");
  const parts = [...sheet.querySelectorAll("[data-item]"), finish];
  const button = sheet.querySelector("[data-view]");
  let current = 0;

  const isOne = () => read(VIEW) === "one";
  const show = (place, focus = true) => {
    current = Math.max(0, Math.min(place, parts.length - 1));
    parts.forEach((part, index) => { part.hidden = isOne() && index !== current; });
    turn.hidden = !isOne();
    turn.querySelector("[data-back]").disabled = current === 0;
    turn.querySelector("[data-next]").disabled = current === parts.length - 1;
    turn.querySelector("[data-place]").textContent = `${Math.min(current + 1, parts.length - 1)} / ${parts.length - 1}`;
    button.textContent = isOne() ? button.dataset.whole : button.dataset.one;
    if (!focus || !isOne()) return;
    parts[current].focus({ preventScroll: true });
    parts[current].scrollIntoView({ block: "start" });
  };
  const showPart = (part) => show(parts.indexOf(part.closest("[data-item], [data-finish]")));
  const firstOpen = () => {
    const place = parts.findIndex((part) => part.querySelector("[data-choose]") || (part !== finish && part.dataset.points === undefined));
    return place < 0 ? parts.length - 1 : place;
  };

  button.addEventListener("click", () => {
    write(VIEW, isOne() ? "all" : "one");
    show(firstOpen());
  });
  turn.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (pressed) show(current + ("next" in pressed.dataset ? 1 : -1));
  });
  document.querySelectorAll("a[href='#critical']").forEach((link) => link.addEventListener("click", () => {
    if (isOne()) show(parts.length - 1);
  }));

  window.marking.steps = { begin: () => show(firstOpen(), false), showPart };
})();
