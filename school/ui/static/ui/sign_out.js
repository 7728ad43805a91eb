/* What a phone keeps goes with the account, whether it is signed out of a page or of the desk. */
(() => {
  "use strict";
  /* Pages kept for when there is no signal go with the account: when it is signed out, and
     when anybody signs in after a session that ran out by itself. */
  document.addEventListener("submit", (event) => {
    if (!window.caches || !/\/(account|desk)\/(login|logout|signup)\//.test(event.target.action)) return;
    caches.keys().then((names) => names.filter((n) => /^(evening|exam|marking|wallet)-/.test(n)).forEach((n) => caches.delete(n)));
    /* Whose turn with the phone it was, and what she has read; kept lessons are nobody's own. */
    Object.keys(localStorage).filter((n) => n.startsWith("lessons-")).forEach((n) => localStorage.removeItem(n));
  });

  /* Answers of an exam and marks go with who signs out; what the school does not have yet stays. */
  const forget = (name, store) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction.abort();
    request.onsuccess = () => {
      const cursor = request.result.transaction(store, "readwrite").objectStore(store).openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        if (cursor.result.value.sent) cursor.result.delete();
        cursor.result.continue();
      };
    };
  };
  document.addEventListener("submit", (event) => {
    if (!window.indexedDB || !/\/(account|desk)\/logout\//.test(event.target.action)) return;
    forget("exam", "answers");
    forget("marking", "marks");
  });
})();
