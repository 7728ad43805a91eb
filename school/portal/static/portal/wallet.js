/* The page of certificates, as it was last seen, for when there is no signal. The worker
   renews it each time it is opened; signing out and signing in take it away. */
(() => {
  "use strict";
  const { worker, scope } = document.currentScript.dataset;
  if (!window.caches || !navigator.serviceWorker) return;

  const keep = async () => {
    await navigator.serviceWorker.register(worker, { scope });
    const cache = await caches.open("wallet-1");
    await Promise.allSettled([location.pathname, ...window.phone.linked(document)].map(async (one) => {
      if (await cache.match(one, { ignoreVary: true })) return;
      const answer = await fetch(one);
      if (answer.ok && !answer.redirected) await cache.put(one, answer);
    }));
  };
  /* What is not kept is missed when there is no signal, and now it is not. */
  keep().catch(() => {});
})();
