/* Answers for the evening's pages while there is no signal, with what evening.js kept. */
"use strict";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const evenings = async () => (await caches.keys()).filter((name) => name.startsWith("evening-"));
const kept = async (request) => {
  for (const name of await evenings()) {
    const cache = await caches.open(name);
    const answer = await cache.match(request, { ignoreVary: true });
    if (answer) return { cache, answer };
  }
  return null;
};
/* The network first, for as long as one waits at a door. */
const answer = async (request) => {
  const held = await kept(request);
  if (!held) return fetch(request);
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE); });
  const fresh = fetch(request).then((found) => {
    if (found.ok && !found.redirected) held.cache.put(request, found.clone());
    return found;
  }, () => null);
  const first = await Promise.race([fresh, late]);
  return first && first.status < 500 ? first : held.answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});
