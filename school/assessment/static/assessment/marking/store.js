/* Marks are in the phone's own database before they are anywhere else, and stay until the
   school has answered for each; and the sheets themselves are kept, to go on without a signal. */
(() => {
  "use strict";
  const root = document.querySelector("[data-marking]");
  if (!root || !window.phone) return;
  const FRESH = 60000;
  const PAGES = "marking-page-", FILES = "marking-files", LIST = "marking-list";
  const { owner } = root.dataset;
  const { linked, named, newUuid, schoolClock } = window.phone;
  const lines = window.phone.database("marking", "marks", "strict");
  /* What another phone says of the same step is known for another's by its name. */
  const device = named("marking-device");
  const clock = schoolClock("marking-clock", root.dataset.now * 1000);
  /* The page as the school has just written it, and no copy of an earlier one. */
  const isFresh = Math.abs(root.dataset.now * 1000 - clock.now()) < FRESH;

  const all = (sheet) => lines.all((one) => one.owner === owner && (!sheet || one.sheet === sheet));
  /* What is given later stays later, when the school sets the phone's clock back as well. */
  let latest = 0;
  const begun = all().then((found) => found.forEach((one) => { latest = Math.max(latest, one.at); }));
  begun.catch(() => {});
  const put = async (line) => {
    await begun;
    latest = Math.max(clock.now(), latest + 1);
    const whole = { uuid: newUuid(), at: latest, owner, device, sent: false, ...line };
    await lines.put(whole);
    return whole;
  };

  /* Sheets on the phone */
  const files = async (page) => {
    const cache = await caches.open(FILES);
    await Promise.all(linked(page).map(async (one) => {
      if (await cache.match(one)) return;
      const found = await fetch(one);
      if (found.ok) await cache.put(one, found);
    }));
  };
  const keep = async (name, address) => {
    const found = await fetch(address);
    /* Led elsewhere, to sign in perhaps, it is not the sheet. */
    if (!found.ok || found.redirected) throw new TypeError(address);
    await files(new DOMParser().parseFromString(await found.clone().text(), "text/html"));
    await (await caches.open(name)).put(address, found);
  };
  const register = () => navigator.serviceWorker.register(root.dataset.worker, { scope: root.dataset.scope });
  const pages = {
    able: Boolean(window.caches && navigator.serviceWorker),
    register,
    keep: (sheet, address) => keep(PAGES + sheet, address),
    keepList: () => keep(LIST, location.pathname),
    kept: async () => (await caches.keys()).filter((name) => name.startsWith(PAGES)).map((name) => name.slice(PAGES.length)),
    remove: (sheet) => caches.delete(PAGES + sheet),
  };

  window.marking = { all, clock, device, isFresh, pages, put, remove: lines.remove, replace: lines.put, root };
})();
