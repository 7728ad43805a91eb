/* The line from the phone to the school, which may lead nowhere without the phone knowing. */
(() => {
  "use strict";
  const PATIENCE = 15000;
  /* Browsers send no more than 64 KB after the page is gone. */
  const OUTLIVES = 20000;

  const cookie = (name) => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1] || "";
  /* Things as JSON, a form with its files as it is. `outlives`: it goes on when the page is
     left, if it is small enough. */
  const post = (address, what, { outlives = false, signal } = {}) => {
    const isForm = what instanceof FormData;
    const body = isForm ? what : JSON.stringify(what);
    const headers = { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") };
    if (!isForm) headers["Content-Type"] = "application/json";
    return fetch(address, { method: "POST", redirect: "manual", keepalive: outlives && body.length < OUTLIVES, signal, headers, body });
  };

  /* Where to go on; nothing where the school has something to say about the form. */
  const whither = async (form, button) => {
    if (!navigator.onLine) throw new Error("no signal");
    const body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-From-Page": "1" }, signal });
    if (answer.status >= 500) throw new Error(answer.statusText);
    return answer.headers.get("X-Go-To");
  };
  /* To another place of the same page alone, a browser goes without asking the school. */
  const go = (next) => {
    const { hash, pathname, search } = new URL(next, location.href);
    if (!hash || pathname !== location.pathname || search !== location.search) { location.assign(next); return; }
    location.hash = hash;
    location.reload();
  };
  const settled = (form, button) => {
    delete form.dataset.sending;
    if (button) button.removeAttribute("aria-disabled");
  };
  /* For a form that a lost signal would lose with its page: the page sends it and stays as
     it is until the school has answered (`led_by_script`); if it does not, `otherwise` does
     what can be done. Only for what changes nothing when it is sent twice. */
  const sendFromPage = async (event, otherwise) => {
    const { target: form, submitter: button } = event;
    if (form.dataset.answered) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.sending) return;
    form.dataset.sending = "1";
    if (button) button.setAttribute("aria-disabled", "true");
    try {
      const next = await whither(form, button);
      if (next) { go(next); return; }
    } catch {
      settled(form, button);
      otherwise();
      return;
    }
    settled(form, button);
    form.dataset.answered = "1";
    if (form.requestSubmit) form.requestSubmit(button); else form.submit();
    delete form.dataset.answered;
  };
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach((form) =>
    [...form.elements].forEach((one) => settled(form, one))));

  window.phone = { ...window.phone, post, sendFromPage };
})();
