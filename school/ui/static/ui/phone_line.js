/* The line from the phone to the school, which may lead nowhere without the phone knowing. */
(() => {
  "use strict";
  const PATIENCE = 15000;
  /* Browsers send no more than 64 KB after the page is gone. */
  const OUTLIVES = 20000;

  /* In production its name bears the prefix that ties it to the host. */
  const cookie = (name) => (document.cookie.match(`(?:^|; )(?:__Host-)?${name}=([^;]*)`) || [])[1] || "";
  /* A line that takes so long leads nowhere. */
  const patiently = async (address, how, patience = PATIENCE) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      return await fetch(address, { ...how, signal: stop.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  /* Things as JSON, a form with its files as it is. `outlives`: it goes on when the page is
     left, if it is small enough; `patience`: how long to wait for an answer, as long as the
     browser does for 0. */
  const post = (address, what, { outlives = false, patience = PATIENCE } = {}) => {
    const isForm = what instanceof FormData;
    const body = isForm ? what : JSON.stringify(what);
    const headers = { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") };
    if (!isForm) headers["Content-Type"] = "application/json";
    const how = { method: "POST", redirect: "manual", keepalive: outlives && body.length < OUTLIVES, headers, body };
    return patience ? patiently(address, how, patience) : fetch(address, how);
  };

  /* What waits is sent by turns: never two at once; after one that failed again, each time
     later. `turn()` sends a part and returns "more" if there is more to send at once, "later"
     if this was in vain; `failed()` is told of a turn that raised. */
  const sending = (turn, { soon = 2000, latest = 60000, failed = () => {} } = {}) => {
    let busy = false, again = false, pause = soon, timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, latest);
    };
    const send = async () => {
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      try {
        const came = await turn();
        if (came === "later") later(); else pause = soon;
        again = again || came === "more";
      } catch {
        failed();
        later();
      } finally {
        busy = false;
        if (again) send();
      }
    };
    addEventListener("online", () => { pause = soon; send(); });
    return send;
  };

  /* Where to go on; nothing where the school has something to say about the form. */
  const whither = async (form, button) => {
    if (!navigator.onLine) throw new Error("no signal");
    const body = new FormData(form);
    const address = button && button.hasAttribute("formaction") ? button.formAction : form.action;
    if (button && button.name) body.append(button.name, button.value);
    const answer = await patiently(address, { method: "POST", body, headers: { "X-From-Page": "1" } });
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

  window.phone = { ...window.phone, post, sendFromPage, sending };
})();
