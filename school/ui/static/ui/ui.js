/* Improves pages that already work without it. Nothing here decides anything. */
(() => {
  "use strict";
  const root = document.documentElement;

  /* Large letters at once; the form's own journey is the fallback. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-size-switch]")) return;
    event.preventDefault();
    const large = root.dataset.size !== "large";
    const body = new FormData(form);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    root.dataset.size = large ? "large" : "regular";
    form.elements.size.value = large ? "regular" : "large";
    form.querySelector("button").setAttribute("aria-pressed", String(large));
  });

  /* One press is enough on a slow line. */
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    if (form.method !== "post" || form.target) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) {
      button.setAttribute("aria-disabled", "true");
      if (button.dataset.busy) button.textContent = button.dataset.busy;
    }
    setTimeout(() => release(form), 8000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  /* Ask once more: <button data-confirm="Withdraw from this cohort?"> */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-confirm]");
    const dialog = document.getElementById("confirm");
    if (!button || !dialog || !dialog.showModal || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.querySelector("[data-question]").textContent = button.dataset.confirm;
    dialog.querySelector("[value=yes]").textContent = button.dataset.verb || button.textContent.trim();
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue !== "yes") return button.focus();
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
    };
    dialog.showModal();
  }, true);

  /* Time left: <span data-deadline="2026-11-21T20:30:00+08:00" data-near="60">
     The server keeps the time; data-now corrects a phone whose clock is wrong. */
  const clocks = (scope) => scope.querySelectorAll("[data-deadline]:not([data-running])").forEach((clock) => {
    clock.dataset.running = "1";
    const skew = clock.dataset.now ? Date.parse(clock.dataset.now) - Date.now() : 0;
    const deadline = Date.parse(clock.dataset.deadline);
    const words = clock.querySelector("[data-left]") || clock;
    const near = Number(clock.dataset.near || 60);
    const tick = () => {
      const left = Math.max(0, Math.ceil((deadline - Date.now() - skew) / 1000));
      const pad = (n) => String(n).padStart(2, "0");
      const hours = Math.floor(left / 3600);
      const rest = `${pad(Math.floor((left % 3600) / 60))}:${pad(left % 60)}`;
      words.textContent = hours ? `${hours}:${rest}` : rest;
      clock.classList.toggle("countdown--near", left <= near);
      if (left === near) say(clock.dataset.nearText);
      if (left > 0) return;
      clearInterval(timer);
      say(clock.dataset.overText);
      clock.dispatchEvent(new CustomEvent("deadline", { bubbles: true }));
      const form = clock.dataset.submits && document.querySelector(clock.dataset.submits);
      if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
    };
    const timer = setInterval(tick, 1000);
    tick();
  });
  const say = (text) => {
    const voice = document.getElementById("voice");
    if (voice && text) voice.textContent = text;
  };

  /* Saving as one goes: <form data-autosave hx-post=… hx-trigger="change"> with a
     [data-saved] beside it that carries the three sentences. */
  const saved = (source, state) => {
    const form = source && source.closest && source.closest("[data-autosave]");
    const line = form && (form.querySelector("[data-saved]") || document.querySelector("[data-saved]"));
    if (!line) return;
    line.dataset.state = state;
    line.textContent = line.dataset[`${state}Text`] || "";
  };
  document.addEventListener("htmx:beforeRequest", (e) => saved(e.target, "saving"));
  document.addEventListener("htmx:afterRequest", (e) => saved(e.target, e.detail.successful ? "saved" : "failed"));
  document.addEventListener("htmx:afterSwap", (e) => clocks(e.target));

  /* Signal lost, signal back. */
  const line = document.getElementById("offline");
  const signal = () => { if (line) line.hidden = navigator.onLine; };
  addEventListener("online", signal);
  addEventListener("offline", signal);
  signal();

  /* Take the reader to what needs mending. */
  const summary = document.querySelector("[data-error-summary]");
  if (summary && !summary.closest("[data-still]")) summary.focus();

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  clocks(document);
})();
