/* The paper is handed in: what still waits on this phone is sent, and what was kept of it goes. */
(() => {
  "use strict";
  const root = document.querySelector("[data-handed-in]");
  if (!root || !window.exam || !window.exam.sender) return;
  const { all, forget, sender } = window.exam;
  const line = root.querySelector("[data-state-line]");
  const told = (state, detail) => {
    root.querySelector("[data-sign-in]").hidden = state !== "signedOut";
    if (state === "answered") forget().finally(() => location.reload());
    else if (line.dataset[state]) line.textContent = `${line.dataset[state]} ${detail || ""}`;
    /* Of what has nothing to be said about it nothing is shown. */
    root.hidden = !line.textContent.trim();
  };
  const begin = async () => {
    if ((await all()).some((one) => !one.sent)) sender(() => ({}), told)();
    else await forget();
  };
  begin().catch(() => {});
})();
