/* A form that a lost signal would lose with its page: it is sent from the page, which stays
   as it is, and says so, until the school has answered. Sent twice, it changes nothing. */
(() => {
  "use strict";
  const WAIT = 15000;

  /* Where to go on; nothing where the school has something to say about the form. */
  const send = async (form, button) => {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { "X-From-Page": "1" },
      signal: AbortSignal.timeout ? AbortSignal.timeout(WAIT) : undefined,
    });
    if (answer.status >= 500) throw new Error(answer.statusText);
    return answer.headers.get("X-Go-To");
  };

  let sending = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-needs-signal]") || form.dataset.answered) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sending) return;
    sending = true;
    const button = event.submitter;
    const notice = document.querySelector("[data-no-signal]");
    notice.hidden = true;
    try {
      const next = await send(form, button);
      if (next) return location.assign(next);
      form.dataset.answered = "1";
      form.requestSubmit(button);
    } catch {
      notice.hidden = false;
      notice.focus();
    }
    sending = false;
  }, true);
  window.addEventListener("pageshow", () => { sending = false; });
})();
