/* A form that a lost signal would lose with its page: the page stays, and says so, until
   the school has answered. */
(() => {
  "use strict";
  if (!window.phone) return;
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-needs-signal]")) return;
    const notice = document.querySelector("[data-no-signal]");
    notice.hidden = true;
    window.phone.sendFromPage(event, () => {
      notice.hidden = false;
      notice.focus();
    });
  }, true);
})();
