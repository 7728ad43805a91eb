/* What was read and answered waits in the phone's own database until the school has it. */
(() => {
  "use strict";
  if (!window.phone) return;
  const { database, memo, named, newUuid } = window.phone;
  /* Whose turn with the phone it is. What the one before has read is not hers. */
  const turn = (owner) => {
    const before = memo.read("lessons-owner");
    if (before && before !== owner) memo.forget(...Object.keys(localStorage).filter((name) => /^lessons-(read-|time$)/.test(name)));
    memo.write("lessons-owner", owner);
  };
  window.lessons = { ...window.lessons, turn };
  if (!window.indexedDB) return;
  const MOST = 100;
  const noted = database("lessons", "rows");
  const post = (address, owner, rows) => window.phone.post(address, {
    owner,
    device: named("lessons-device"),
    sent_at: Date.now(),
    rows: rows.map(({ owner: _owner, ...row }) => row),
  }, { outlives: true });

  /* `told(row, result)`: what became of each. */
  const queue = (owner, address, told = () => {}) => {
    /* A page that is left can tell nobody: what it sent is sent once more, and told, by the next. */
    let isLeft = false;
    addEventListener("pagehide", () => { isLeft = true; });
    const send = window.phone.sending(async () => {
      const rows = (await noted.all((row) => row.owner === owner)).slice(0, MOST);
      if (!rows.length) return "done";
      const answer = await post(address, owner, rows);
      if (answer.status === 400 && (await answer.json()).code === "unreadable_batch") {
        await noted.remove(...rows.map((row) => row.uuid));
      }
      if (!answer.ok) return "done";
      const { results } = await answer.json();
      if (isLeft) return "done";
      const by = new Map(results.map((one) => [one.uuid, one]));
      const settled = rows.filter((one) => by.has(one.uuid));
      for (const row of settled) {
        await noted.remove(row.uuid);
        told(row, by.get(row.uuid));
      }
      return settled.length === MOST ? "more" : "done";
    });
    const put = async (row) => {
      await noted.put({ uuid: newUuid(), at: Date.now(), owner, ...row });
      send();
    };
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
