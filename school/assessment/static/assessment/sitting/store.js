/* Answers are in the phone's own database before they are anywhere else, and stay until
   the school has each of them; and the page itself is kept, to go on without a signal. */
(() => {
  "use strict";
  const root = document.querySelector("[data-attempt]");
  if (!root || !window.phone) return;
  const DAY = 86400000;
  const { attempt, owner } = root.dataset;
  const answers = window.phone.database("exam", "answers", "strict");
  const put = (answer) => answers.put({ ...answer, attempt, owner });
  const isOurs = (one) => one.attempt === attempt && one.owner === owner;
  const all = () => answers.all(isOurs);
  const drop = async (which) => answers.remove(...(await answers.all(which)).map((one) => one.uuid));

  const { linked, memo, schoolClock } = window.phone;
  const clock = schoolClock("exam-clock", root.dataset.now * 1000);

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
    const pictures = [...document.querySelectorAll("[data-sit] img")].map((one) => one.src);
    const addresses = new Set([location.pathname, ...linked(document), ...pictures]);
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
    is: () => Boolean(memo.read(HANDED)),
    begin: () => memo.write(HANDED, "1"),
    end: () => memo.forget(HANDED),
  };
  /* Time may be given while it runs, which a page kept before does not know. */
  const ENDS = `exam-ends-${attempt}`;
  const deadline = {
    get: () => Math.max(root.dataset.ends * 1000, Number(memo.read(ENDS))),
    told: (ends) => { if (ends > deadline.get()) memo.write(ENDS, String(ends)); },
    forget: () => memo.forget(ENDS),
  };
  /* Handed in: nothing of the paper and of the answers stays on the phone. */
  const forget = async () => {
    handing.end();
    deadline.forget();
    if (window.caches) {
      const ours = (await caches.keys()).filter((name) => name.endsWith(`-${attempt}`) && name.startsWith("exam-"));
      await Promise.all(ours.map((name) => caches.delete(name)));
    }
    await drop((one) => isOurs(one) && one.sent);
  };

  window.exam = { all, clock, deadline, forget, handing, keep, put, root };
})();
