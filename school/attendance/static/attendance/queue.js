/* Scans wait in the phone's own database until the school has each of them. */
(() => {
  "use strict";
  if (!window.phone) return;
  const scans = window.phone.database("evening", "scans");
  const all = (owner) => scans.all((scan) => scan.owner === owner);

  window.evening = { ...window.evening, queue: { all, put: scans.put, remove: scans.remove } };
})();
