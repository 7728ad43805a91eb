/* Asks the browser for messages on its screen; the form takes its answer to the school. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-push]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const said = form.querySelector("[data-said]");
  form.querySelector("[data-without]").hidden = true;
  form.querySelector("[data-with]").hidden = false;

  const bytes = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4);
    return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
  };
  const say = (reason) => {
    said.textContent = said.dataset[reason];
    said.hidden = false;
  };

  const subscribe = async () => {
    const worker = await navigator.serviceWorker.register(form.dataset.worker);
    const old = await worker.pushManager.getSubscription();
    /* One made for another key would be refused for ever. */
    if (old) await old.unsubscribe();
    return worker.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(form.dataset.key),
    });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    try {
      const { endpoint, keys } = (await subscribe()).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.submit();
    } catch {
      say("failed");
    }
  });
})();
