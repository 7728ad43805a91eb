/* Answers with what a page's scripts kept on the phone, while there is no signal. */
"use strict";
const PATIENCE = 4000;
const PREFIX = "{% block prefix %}{% endblock %}";
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

{% block questions %}
/* Which requests it answers. */
const isAnswered = (request) => new URL(request.url).origin === self.location.origin;
{% endblock %}
{% block kept %}
/* The copy of what is asked for, and the cache in which it is renewed. */
const kept = async (request) => {
  for (const name of await ours()) {
    const cache = await caches.open(name);
    const copy = await cache.match(request, { ignoreVary: true });
    if (copy) return { cache, copy };
  }
  return null;
};
{% endblock %}
{% block instead %}
/* What is shown in place of a page that is not kept. */
const instead = () => Response.error();
{% endblock %}
{% block begun %}
const begin = () => self.clients.claim();
{% endblock %}

/* A file that has a hash in its name never changes; and after the school's next version a page
   that was kept asks for files that the school no longer has. */
const isForEver = ({ url }) => /\.[0-9a-f]{12}\.\w+$/.test(new URL(url).pathname);

/* The school first, for as long as one waits. */
const answer = async (request) => {
  const same = isForEver(request) && await kept(request);
  if (same) return same.copy;
  const asked = fetch(request);
  asked.catch(() => {});
  const held = await kept(request);
  if (!held) return request.mode === "navigate" ? asked.catch(() => instead(request)) : asked;
  const fresh = asked.then((found) => {
    if (held.cache && found.ok && !found.redirected) held.cache.put(request, found.clone());
    return found;
  }, () => null);
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE); });
  const first = await Promise.race([fresh, late]);
  return first && first.status < 500 ? first : held.copy;
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isAnswered(request)) event.respondWith(answer(request));
});
