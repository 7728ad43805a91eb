/* Scans wait in the phone's own database until the school has each of them. */
(() => {
  "use strict";
  const NAME = "evening", STORE = "scans";
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "uuid" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const within = async (mode, work) => {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  const put = (scan) => within("readwrite", (store) => store.put(scan));
  const remove = (uuid) => within("readwrite", (store) => store.delete(uuid));
  const all = async (owner) =>
    (await within("readonly", (store) => store.getAll())).filter((scan) => scan.owner === owner)
      .sort((a, b) => a.at - b.at);

  const newUuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));

  window.evening = { ...window.evening, queue: { all, newUuid, put, remove } };
})();
