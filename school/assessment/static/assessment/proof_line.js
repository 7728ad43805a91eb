/* Photos, clips and voice notes on their way to the school: kept on the phone until it has
   them. Their uuids make it safe to send them again. */
(() => {
  "use strict";
  if (!window.fetch || !window.phone) return;
  const rows = window.phone.database("proofs", "waiting", "strict");
  /* Where the phone keeps nothing: in the page. */
  let loose = [];
  const listeners = [];
  /* Somebody else's on this phone, or nobody is signed in: not before the next page. */
  const later = new Set();
  const say = (row) => listeners.forEach((listener) => listener(row));

  const all = async () => {
    let kept = [];
    try { kept = await rows.all(() => true); } catch { /* nothing is kept here */ }
    return [...kept, ...loose];
  };
  const forget = async (row) => {
    loose = loose.filter((one) => one.uuid !== row.uuid);
    try { await rows.remove(row.uuid); } catch { /* it was in the page only */ }
    say(row);
  };
  const bodyOf = (row) => {
    const body = new FormData(), [name, code] = row.step.split(":");
    body.append(name, code);
    for (const field of ["uuid", "kind", "taken_at"]) body.append(field, row[field]);
    body.append("file", row.file, row.kind);
    return body;
  };
  /* false: to be tried again. */
  const settled = async (row) => {
    let answer = null;
    try {
      answer = await window.phone.post(row.address, bodyOf(row), { patience: 0 });
    } catch { return false; }
    if (answer.ok) { row.state = "kept"; await forget(row); return true; }
    if (answer.status >= 500) return false;
    if (![400, 409].includes(answer.status)) { later.add(row.uuid); return true; }
    const said = await answer.json().catch(() => ({}));
    row.refused = Object.values(said.errors || {}).flat().join(" ") || String(answer.status);
    /* What she does not agree to does not stay on the phone either. */
    if (said.code === "pictures_not_agreed") { await forget(row); return true; }
    try { await rows.put(row); } catch { /* it is in the page only */ }
    say(row);
    return true;
  };
  /* One that is stuck holds no other back. */
  const send = window.phone.sending(async () => {
    let isStuck = false;
    for (const row of await all()) if (!row.refused && !later.has(row.uuid) && !await settled(row)) isStuck = true;
    return isStuck ? "later" : "done";
  }, { soon: 1000 });
  /* Whether it survives the page. */
  const keep = async (row) => {
    let isKept = true;
    try { await rows.put(row); } catch { loose.push(row); isKept = false; }
    say(row);
    send();
    return isKept;
  };
  window.proofs = { all, keep, forget, listen: (listener) => { listeners.push(listener); } };

  /* The list of sheets says what is still here. */
  const place = document.querySelector("[data-proofs]");
  const list = async () => {
    const found = await all();
    const waits = found.filter((row) => !row.refused).length;
    place.hidden = !found.length;
    place.querySelector("[data-waits]").textContent = waits ? `${waits} ${place.dataset.words}` : "";
    place.querySelector("ul").replaceChildren(...found.filter((row) => row.refused).map((row) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = place.dataset.drop;
      button.addEventListener("click", () => forget(row));
      item.append(`${row.step.split(":")[1]} · ${row.refused} `, button);
      return item;
    }));
  };
  if (place) { listeners.push(list); list(); }
  send();
})();
