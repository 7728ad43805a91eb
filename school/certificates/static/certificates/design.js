// The preview beside a template's form follows what is typed. Without this script its
// button shows it.
(() => {
  "use strict";

  const AFTER = 900;
  const form = document.querySelector("form[data-edit-form]");
  const frame = document.querySelector("[data-design-preview]");
  if (!form || !frame) return;
  let waiting = 0;
  let shown = "";
  let turn = 0;

  async function show() {
    turn += 1;
    const mine = turn;
    const typed = new FormData(form);
    typed.set("version", frame.dataset.version);
    try {
      const answer = await fetch(frame.dataset.designPreview, {
        method: "POST",
        body: typed,
      });
      const sheet = answer.ok && await answer.blob();
      // Typed on meanwhile: a later one shows it.
      if (!sheet || mine !== turn) return;
      const address = URL.createObjectURL(sheet);
      frame.src = `${address}#toolbar=0&view=FitH`;
      if (shown) URL.revokeObjectURL(shown);
      shown = address;
    } catch (error) {
      // The line is down: the next one shows it.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(show, AFTER);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  show();
})();
