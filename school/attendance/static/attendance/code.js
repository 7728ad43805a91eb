/* The trainee's code, made anew each half minute on her phone, signal or none.
   codes.py reads what this makes; whoever changes one changes both. */
(() => {
  "use strict";
  const root = document.querySelector("[data-code]");
  if (!root || !window.evening) return;
  const { clock, drawing, keep } = window.evening;
  const SLOT = 30;
  const line = document.querySelector("[data-kept]");
  let shown = 0;
  let key = null;

  const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
  const now = () => Date.now() + (clock.known() || 0);
  const mac = async (slot) => {
    const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(String(slot)));
    return base64url(new Uint8Array(signed).slice(0, 9));
  };
  const show = async () => {
    const slot = Math.floor(now() / 1000 / SLOT);
    root.hidden = now() < Number(root.dataset.opens) * 1000 || now() > Number(root.dataset.closes) * 1000;
    if (slot === shown || root.hidden) return;
    shown = slot;
    const text = `NS1.${root.dataset.enrollment}.${root.dataset.session}.${slot}.${await mac(slot)}`;
    const picture = drawing(text);
    picture.dataset.text = text;
    root.replaceChildren(picture);
  };
  const begin = async () => {
    const bytes = Uint8Array.from(atob(root.dataset.code), (c) => c.charCodeAt(0));
    key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    await clock.ask();
    await show();
    setInterval(show, 1000);
    if (await keep()) line.textContent = line.dataset.kept;
  };

  /* Without the browser's own cryptography the school draws the code. */
  if (!window.crypto || !crypto.subtle) setInterval(() => location.reload(), 25000);
  else begin().catch(() => { line.textContent = line.dataset.failed || ""; });
})();
