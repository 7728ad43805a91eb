/* Shows a picture in its place once the reader asks for it; without script the link opens it. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-put-off]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const picture = new Image(Number(link.dataset.width), Number(link.dataset.height));
    picture.alt = link.querySelector(".put-off__words").textContent;
    picture.src = link.href;
    picture.tabIndex = -1;
    picture.addEventListener("error", () => picture.replaceWith(link));
    link.replaceWith(picture);
    picture.focus();
  });
})();
