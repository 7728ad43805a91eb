/* Answers for the sitting's page while there is no signal, with what paper.js kept. */
"use strict";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const papers = async () => (await caches.keys()).filter((name) => name.startsWith("exam-"));
const kept = async (request) => {
  for (const name of await papers()) {
    const cache = await caches.open(name);
    const answer = await cache.match(request, { ignoreVary: true });
    if (answer) return { cache, answer };
  }
  return null;
};
/* Another page of the same sitting, which is not kept: the whole paper is. */
const paperOf = async (request) => {
  const asked = new URL(request.url).pathname;
  for (const name of await papers()) {
    for (const one of await (await caches.open(name)).keys()) {
      const { pathname } = new URL(one.url);
      if (pathname.endsWith("/sit/") && asked.startsWith(pathname.slice(0, -4))) return Response.redirect(one.url);
    }
  }
  return Response.error();
};
const answer = async (request) => {
  const held = await kept(request);
  if (!held) return request.mode === "navigate" ? fetch(request).catch(() => paperOf(request)) : fetch(request);
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
