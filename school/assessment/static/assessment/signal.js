/* A form that a lost signal would lose with its page: asked first whether the school can
   be reached; if not, the page stays as it is and says so. */
(() => {
  "use strict";
  const probe = document.currentScript.src;
  const WAIT = 8000;

  const reached = async () => {
    if (!navigator.onLine) return false;
    try {
      const signal = AbortSignal.timeout ? AbortSignal.timeout(WAIT) : undefined;
      const answer = await fetch(probe, { method: "HEAD", cache: "no-store", signal });
      return answer.ok;
    } catch {
      return false;
    }
  };

  let asking = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-needs-signal]") || form.dataset.reached) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const button = event.submitter;
    const notice = document.querySelector("[data-no-signal]");
    notice.hidden = true;
    const isThere = await reached();
    asking = false;
    if (!isThere) {
      notice.hidden = false;
      notice.focus();
      return;
    }
    form.dataset.reached = "1";
    form.requestSubmit(button);
    delete form.dataset.reached;
  }, true);
})();
