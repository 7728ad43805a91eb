/* An answer that could not be sent is kept on the phone and sent until it arrives. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-exam]");
  if (!form || !window.htmx) return;
  const key = `exam-${form.dataset.exam}`;
  const chosen = () => [...form.querySelectorAll("[name=option]:checked")].map((box) => box.value);
  const keep = (value) => { try { localStorage.setItem(key, value); } catch { /* no room, or not allowed */ } };
  const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const drop = () => { try { localStorage.removeItem(key); } catch { /* not allowed */ } };
  let waiting = false;
  let leave = null;
  let timer = 0;

  form.addEventListener("change", () => {
    waiting = true;
    keep(JSON.stringify(chosen()));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== form && !event.target.closest?.("#strip")) return;
    if (event.detail.elt !== form && event.detail.requestConfig?.elt !== form) return;
    if (event.detail.successful) {
      waiting = false;
      drop();
      if (leave) {
        const button = leave;
        leave = null;
        form.requestSubmit(button);
      }
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(again, 4000);
  });
  const again = () => { if (waiting) window.htmx.trigger(form, "retry"); };
  addEventListener("online", again);

  /* While an answer is on its way, a page that cannot be fetched would lose it. */
  document.addEventListener("submit", (event) => {
    if (event.target !== form || !waiting) return;
    event.preventDefault();
    event.stopPropagation();
    leave = event.submitter;
    clearTimeout(timer);
    timer = setTimeout(again, 1500);
  }, true);

  const left = kept();
  if (left) {
    const values = JSON.parse(left);
    form.querySelectorAll("[name=option]").forEach((box) => { box.checked = values.includes(box.value); });
    waiting = true;
    timer = setTimeout(again, 300);
  }
})();
