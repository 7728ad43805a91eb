/* Answers are in the phone's own database before they are anywhere else, and stay until
   the school has each of them; and the page itself is kept, to go on without a signal. */
(() => {
  "use strict";
  const root = document.querySelector("[data-attempt]");
  if (!root) return;
  const NAME = "exam", STORE = "answers", DAY = 86400000;
  const { attempt, owner } = root.dataset;
  const opened = window.indexedDB ? new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "uuid" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }) : Promise.reject(new Error("no database"));
  opened.catch(() => {});
  /* "strict": on the disk before we say that it is kept, for the battery that dies next. */
  const within = async (mode, work) => {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  const put = (answer) => within("readwrite", (store) => store.put({ ...answer, attempt, owner }));
  const everything = () => within("readonly", (store) => store.getAll());
  const all = async () => (await everything())
    .filter((one) => one.attempt === attempt && one.owner === owner).sort((a, b) => a.at - b.at);
  const drop = async (which) => {
    const gone = (await everything()).filter(which);
    await within("readwrite", (store) => { gone.forEach((one) => store.delete(one.uuid)); });
  };
  const newUuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));

  const CLOCK = "exam-clock";
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } };
  /* How far this phone's clock is from the school's. A page kept earlier does not know. */
  let off = Number(read(CLOCK) === null ? root.dataset.now * 1000 - Date.now() : read(CLOCK));
  const clock = {
    now: () => Date.now() + off,
    told: (now) => { off = now - Date.now(); write(CLOCK, String(off)); },
  };

  const page = `exam-${root.dataset.ends}-${attempt}`;
  const keep = async () => {
    if (!window.caches || !navigator.serviceWorker) return;
    await navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope });
    for (const each of await caches.keys()) {
      const ends = Number((each.match(/^exam-(\d+)-/) || [])[1]);
      if (ends && ends * 1000 + DAY < Date.now()) await caches.delete(each);
    }
    await drop((one) => one.sent && one.attempt !== attempt && one.at + 7 * DAY < Date.now());
    if (!navigator.onLine) return;
    const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], [data-sit] img")];
    const addresses = new Set([location.pathname, ...linked.map((one) => one.href || one.src)]);
    const cache = await caches.open(page);
    /* Led elsewhere, to sign in perhaps, it is not the paper. */
    await Promise.allSettled([...addresses].map(async (one) => {
      const found = await fetch(one);
      if (found.ok && !found.redirected) await cache.put(one, found);
    }));
  };
  /* That she has handed in without a signal; no longer so once she goes on elsewhere. */
  const HANDED = `exam-hand-in-${attempt}`;
  const handing = {
    is: () => Boolean(read(HANDED)),
    begin: () => write(HANDED, "1"),
    end: () => { try { localStorage.removeItem(HANDED); } catch { /* was not kept */ } },
  };
  /* Time may be given while it runs, which a page kept before does not know. */
  const ENDS = `exam-ends-${attempt}`;
  const deadline = {
    get: () => Math.max(root.dataset.ends * 1000, Number(read(ENDS))),
    told: (ends) => { if (ends > deadline.get()) write(ENDS, String(ends)); },
    forget: () => { try { localStorage.removeItem(ENDS); } catch { /* was not kept */ } },
  };
  /* Handed in: nothing of the paper and of the answers stays on the phone. */
  const forget = async () => {
    handing.end();
    deadline.forget();
    if (window.caches) {
      const ours = (await caches.keys()).filter((name) => name.endsWith(`-${attempt}`) && name.startsWith("exam-"));
      await Promise.all(ours.map((name) => caches.delete(name)));
    }
    await drop((one) => one.attempt === attempt && one.owner === owner && one.sent);
  };

  window.exam = { all, clock, deadline, forget, handing, keep, newUuid, put, root };
})();
