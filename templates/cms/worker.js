/* Opens lessons that are kept on the phone (learning/keeping.js) while there is no signal. */
"use strict";
const KEPT = "lesson-1", PATIENCE = 4000;
const LIST = "{% url 'cms:kept' %}";
const FILES = ["style", "script", "image", "font"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("lesson-"));
  const old = names.filter((name) => name !== KEPT && !name.startsWith(`${KEPT}-`));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

const kept = async (request) => {
  const names = (await caches.keys()).filter((name) => name.startsWith("lesson-"));
  for (const name of names) {
    const cache = await caches.open(name);
    const answer = await cache.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
    if (answer) return answer;
  }
  return null;
};
/* What is fresh first, for as long as one waits for a page. Any other page: what is kept here instead. */
const answer = async (request) => {
  const fresh = fetch(request);
  const held = await kept(request);
  if (!held && request.mode === "navigate") {
    return fresh.catch(async () => (await kept(new Request(LIST))) || Response.error());
  }
  if (!held) return fresh;
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE); });
  const first = await Promise.race([fresh.catch(() => null), late]);
  return first && first.status < 500 ? first : held;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" || FILES.includes(request.destination)) event.respondWith(answer(request));
});
