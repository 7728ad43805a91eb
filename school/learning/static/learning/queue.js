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
  if (!window.indexedDB || !window.phone) return;
  const { database, newUuid } = window.phone;
  const MOST = 100;
  const noted = database("lessons", "rows");
  /* Names the phone for as long as it is not tidied; nothing follows from it. */
  const device = () => {
    const name = localStorage.getItem("lessons-device") || newUuid();
    localStorage.setItem("lessons-device", name);
    return name;
  };
  const post = (address, owner, rows) => window.phone.post(address, {
    owner,
    device: device(),
    sent_at: Date.now(),
    rows: rows.map(({ owner: _owner, ...row }) => row),
  }, { outlives: true });

  /* `told(row, result)`: what became of each. */
  const queue = (owner, address, told = () => {}) => {
    let busy = false, again = false, pause = 2000, timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, 60000);
    };
    /* A page that is left can tell nobody: what it sent is sent once more, and told, by the next. */
    let isLeft = false;
    addEventListener("pagehide", () => { isLeft = true; });
    const send = async () => {
      if (busy) { again = true; return; }
      busy = true;
      again = false;
      try {
        const rows = (await noted.all((row) => row.owner === owner)).slice(0, MOST);
        if (!rows.length) return;
        const answer = await post(address, owner, rows);
        if (answer.status === 400 && (await answer.json()).code === "unreadable_batch") {
          await noted.remove(...rows.map((row) => row.uuid));
        }
        if (!answer.ok) return;
        const { results } = await answer.json();
        if (isLeft) return;
        const by = new Map(results.map((one) => [one.uuid, one]));
        for (const row of rows.filter((one) => by.has(one.uuid))) {
          await noted.remove(row.uuid);
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
      await noted.put({ uuid: newUuid(), at: Date.now(), owner, ...row });
      send();
    };
    addEventListener("online", () => { pause = 2000; send(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) { isLeft = false; send(); } });
    return { put, send };
  };

  /* Pages that lead to lessons send what waits on the phone; the school takes what is hers who asks. */
  const sendRest = async (address) => {
    const rows = await noted.all(() => true);
    new Set(rows.map((row) => row.owner)).forEach((owner) => queue(owner, address).send());
  };
  const { sync } = document.currentScript.dataset;
  if (sync) sendRest(sync).catch(() => {});

  window.lessons = { ...window.lessons, queue };
})();
