/* What the phone keeps. Its own databases: what was done without a signal waits in them until
   the school has it; and the small things that may be lost. */
(() => {
  "use strict";
  /* Rows lie by their uuid. Another name, store or version would leave behind what waits on phones. */
  const VERSION = 1, KEY = "uuid";
  const opened = (name, store) => new Promise((resolve, reject) => {
    if (!window.indexedDB) throw new Error("no database");
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: KEY });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  /* `durability`: "strict" is on the disk before we say that it is kept, for the battery that dies next. */
  const database = (name, store, durability = "default") => {
    const ready = opened(name, store);
    ready.catch(() => {});
    const within = async (mode, work) => {
      const found = await ready;
      return new Promise((resolve, reject) => {
        const transaction = found.transaction(store, mode, { durability });
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request && request.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    };
    return {
      /* The rows of which it is so, in the order in which they were done. */
      all: async (isSo) => (await within("readonly", (rows) => rows.getAll())).filter(isSo).sort((a, b) => a.at - b.at),
      put: (row) => within("readwrite", (rows) => rows.put(row)),
      remove: (...uuids) => within("readwrite", (rows) => { uuids.forEach((uuid) => rows.delete(uuid)); }),
    };
  };
  /* Browsers from before 2022 and pages without TLS have no `randomUUID`. */
  const newUuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));

  const memo = {
    read: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    write: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } },
    forget: (...keys) => { try { keys.forEach((key) => localStorage.removeItem(key)); } catch { /* was not kept */ } },
  };
  /* A name for the phone, for as long as it is not tidied. */
  const named = (key) => {
    const name = memo.read(key) || newUuid();
    memo.write(key, name);
    return name;
  };
  /* The school's clock by the phone's. `now`: what it was when the page was written, which
     for a page kept earlier is long ago: what the school has told since then goes before. */
  const schoolClock = (key, now) => {
    const known = memo.read(key);
    let off = Number(known === null ? now - Date.now() : known);
    return {
      now: () => Date.now() + off,
      told: (at) => { off = at - Date.now(); memo.write(key, String(off)); },
    };
  };
  /* The files that a page is made of, besides its pictures. */
  const linked = (page) => [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=manifest], script[src]")]
    .map((one) => new URL(one.getAttribute("href") || one.getAttribute("src"), location.href).href);

  window.phone = { ...window.phone, database, linked, memo, named, newUuid, schoolClock };
})();
