/* What the code page and the scanning page share: the page kept for when there is no
   signal, and how far this phone's clock is from the school's. */
(() => {
  "use strict";
  const HOURS_KEPT = 12;
  const root = document.querySelector("[data-evening]");
  if (!root) return;

  /* A kept page holds names: it goes half a day after its evening. */
  const name = `evening-${root.dataset.closes}-${root.dataset.evening}`;
  const tidy = async () => {
    for (const each of await caches.keys()) {
      const closes = Number((each.match(/^evening-(\d+)-/) || [])[1]);
      if (closes && closes * 1000 + HOURS_KEPT * 3600000 < Date.now()) await caches.delete(each);
    }
  };
  const keep = async (more = []) => {
    if (!window.caches || !navigator.serviceWorker) return false;
    await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope });
    await tidy();
    if (!navigator.onLine) return true;
    const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    const files = linked.map((one) => one.href || one.src);
    const cache = await caches.open(name);
    const addresses = [...new Set([location.pathname, ...files, ...more])];
    const kept = await Promise.allSettled(addresses.map((one) => cache.add(one)));
    return kept.slice(0, 1 + files.length).every((one) => one.status === "fulfilled");
  };

  /* These pages go on without a signal, which is not what other pages say. */
  const banner = document.getElementById("offline");
  if (banner && root.dataset.offline) banner.textContent = root.dataset.offline;

  const CLOCK = "evening-clock";
  const known = () => Number(localStorage.getItem(CLOCK) || NaN);
  const told = (answer) => {
    const date = Date.parse(answer.headers.get("Date"));
    if (!date) return;
    const off = date - Date.now();
    try { localStorage.setItem(CLOCK, String(Math.abs(off) < 2000 ? 0 : off)); } catch { /* not kept */ }
  };
  /* A HEAD is never answered from what is kept. */
  const ask = () => fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" })
    .then(told, () => {});

  window.evening = { ...window.evening, keep, clock: { ask, known, told } };
})();
