/* The exam was gone on with elsewhere: what still waits on this phone is sent all the same. */
(() => {
  "use strict";
  const root = document.querySelector("[data-older]");
  if (!root || !window.exam || !window.exam.sender) return;
  const line = root.querySelector("[data-state-line]");
  window.exam.handing.end();
  const send = window.exam.sender(() => ({}), (state, detail) => {
    if (state === "answered" && detail.status === "marked") location.replace(root.dataset.after);
    else if (line.dataset[state]) line.textContent = `${line.dataset[state]} ${detail}`;
    else line.textContent = "";
  });
  send();
})();
