/* What was read and answered waits in the phone's own database until the school has it. */
(() => {
  "use strict";
  /* Whose turn with the phone it is. What the one before has read is not hers. */
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* not kept */ } };
  const turn = (owner) => {
    const before = localStorage.getItem("lessons-owner");
    if (before && before !== owner) {
      Object.keys(localStorage).filter((name) => /^lessons-(read-|time$)/.test(name)).forEach((name) => localStorage.removeItem(name));
    }
    store("lessons-owner", owner);
  };
  window.lessons = { ...window.lessons, store, turn };
  if (!window.indexedDB) return;
  const STORE = "rows", MOST = 100;
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open("lessons", 1);
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
  const remove = (uuid) => within("readwrite", (store) => store.delete(uuid));
  const all = async (owner) =>
    (await within("readonly", (store) => store.getAll())).filter((row) => row.owner === owner)
      .sort((a, b) => a.at - b.at);
  const newUuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));
  /* Names the phone for as long as it is not tidied; nothing follows from it. */
  const device = () => {
    const name = localStorage.getItem("lessons-device") || newUuid();
    localStorage.setItem("lessons-device", name);
    return name;
  };
  const cookie = (name) => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1] || "";
  const post = (address, owner, rows) => {
    const body = JSON.stringify({
      owner,
      device: device(),
      sent_at: Date.now(),
      rows: rows.map(({ owner: _owner, ...row }) => row),
    });
    return fetch(address, {
      method: "POST",
      redirect: "manual",
      /* Browsers send no more than 64 KB after the page is gone. */
      keepalive: body.length < 20000,
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body,
    });
  };

  /* `told(row, result)`: what became of each. */
  const queue = (owner, address, told = () => {}) => {
    let busy = false, again = false, pause = 2000, timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, 60000);
    };
    const send = async () => {
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      try {
        const rows = (await all(owner)).slice(0, MOST);
        if (!rows.length) return;
        const answer = await post(address, owner, rows);
        if (answer.status === 400 && (await answer.json()).code === "unreadable_batch") {
          await Promise.all(rows.map((row) => remove(row.uuid)));
        }
        if (!answer.ok) return;
        const { results } = await answer.json();
        const by = new Map(results.map((one) => [one.uuid, one]));
        for (const row of rows.filter((one) => by.has(one.uuid))) {
          await remove(row.uuid);
          told(row, by.get(row.uuid));
        }
        pause = 2000;
        again = again || rows.length === MOST;
      } catch {
        later();
      } finally {
        busy = false;
        if (again) send();
      }
    };
    const put = async (row) => {
      await within("readwrite", (store) => store.put({ uuid: newUuid(), at: Date.now(), owner, ...row }));
      send();
    };
    addEventListener("online", () => { pause = 2000; send(); });
    return { put, send };
  };

  /* Pages that lead to lessons send what waits on the phone; the school takes what is hers who asks. */
  const sendRest = async (address) => {
    const rows = await within("readonly", (store) => store.getAll());
    new Set(rows.map((row) => row.owner)).forEach((owner) => queue(owner, address).send());
  };
  const { sync } = document.currentScript.dataset;
  if (sync) sendRest(sync).catch(() => {});

  window.lessons = { ...window.lessons, queue };
})();
