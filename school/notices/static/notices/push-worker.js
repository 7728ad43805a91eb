/* Shows what the school pushes, and opens what it is about. Keeps nothing. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let words = {};
  try {
    words = event.data.json();
  } catch {
    return;
  }
  event.waitUntil(
    self.registration.showNotification(words.title, {
      body: words.body,
      tag: words.tag,
      data: { url: words.url },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data.url || "/notices/", self.location.origin);
  /* Never away from the school. */
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});
