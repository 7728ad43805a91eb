/* Lessons kept on the phone: a cache for each, by its code, and one for what they share.
   Nothing in them is anybody's own: copies are fetched as by a visitor. */
(() => {
  "use strict";
  if (!window.caches || !navigator.serviceWorker || !window.phone) return;
  const { linked } = window.phone;
  /* The worker knows it too; another number lets everything older go. */
  const KEPT = "lesson-1";
  const nameOf = (code) => `${KEPT}-${code}`;
  const asVisitor = () => ({ credentials: "omit", headers: { "Accept-Language": document.documentElement.lang } });
  const register = (worker) => navigator.serviceWorker.register(worker, { scope: "/" });

  /* A picture in several sizes: the one that this phone shows, and all its addresses. */
  const pictures = (page) => [...page.querySelectorAll("img[src]")].map((one) => {
    const sizes = (one.getAttribute("srcset") || "").split(",").map((each) => each.trim().split(/\s+/)).filter(([url]) => url)
      .map(([url, width]) => ({ url, width: parseInt(width, 10) || 0 })).sort((a, b) => a.width - b.width);
    const wanted = 0.92 * Math.min(innerWidth, 768) * devicePixelRatio;
    const shown = sizes.find((each) => each.width >= wanted) || sizes[sizes.length - 1] || { url: one.getAttribute("src") };
    const whole = (url) => new URL(url, location.href).href;
    return { shown: whole(shown.url), all: [...new Set([one.getAttribute("src"), ...sizes.map(({ url }) => url)].map(whole))] };
  });
  const add = async (cache, address, all = [address]) => {
    if (await cache.match(address)) return;
    const isOurs = new URL(address).origin === location.origin;
    const answer = await fetch(address, isOurs ? { credentials: "omit" } : { mode: "no-cors", credentials: "omit" });
    if (isOurs && !answer.ok) throw new TypeError(address);
    await Promise.all(all.map((one) => cache.put(one, answer.clone())));
  };
  const fetched = async (address) => {
    const answer = await fetch(address, asVisitor());
    if (!answer.ok || answer.redirected) throw new TypeError(address);
    const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
    const shared = await caches.open(KEPT);
    await Promise.all(linked(page).map((one) => add(shared, one)));
    return { answer, page };
  };

  /* Who saves data has pictures only where she keeps the lesson on purpose. */
  const keep = async ({ code, page, copy, savesData = false }) => {
    const found = await fetched(copy);
    const cache = await caches.open(nameOf(code));
    if (!savesData) await Promise.all(pictures(found.page).map(({ shown, all }) => add(cache, shown, all)));
    await cache.put(`/lesson/${code}/`, Response.redirect(page));
    await cache.put(page, found.answer);
  };
  const keepList = async (address) => {
    const { answer } = await fetched(`${address}?copy`);
    await (await caches.open(KEPT)).put(address, answer);
  };
  const remove = (code) => caches.delete(nameOf(code));
  const codes = async () => (await caches.keys()).filter((name) => name.startsWith(`${KEPT}-`))
    .map((name) => name.slice(KEPT.length + 1));
  const copyOf = async (address) => {
    const answer = await caches.match(address, { ignoreVary: true });
    return answer ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };
  const sizeOf = async (code) => {
    const cache = await caches.open(nameOf(code));
    const answers = await cache.matchAll();
    /* A picture stands there once for each of its addresses. */
    const files = [...new Map(answers.map((one) => [one.url, one])).values()];
    const sizes = await Promise.all(files.map(async (one) => (await one.blob()).size));
    return sizes.reduce((sum, one) => sum + one, 0);
  };

  window.lessons = { ...window.lessons, codes, copyOf, keep, keepList, pictures, register, remove, sizeOf };
})();
