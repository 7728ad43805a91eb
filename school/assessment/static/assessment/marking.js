/* The sheet without a journey for each tap: a mark shows at once, waits in a queue kept on
   the phone, and is sent in order until the school has it. Its uuid makes that safe to repeat. */
(() => {
  "use strict";
  const sheet = document.querySelector("form[data-sheet]");
  if (!sheet || !window.fetch || !window.crypto || !window.phone) return;
  const key = `sheet-${sheet.dataset.sheet}`;
  const line = sheet.querySelector("[data-queue]");
  const read = () => { try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; } };
  let queue = read();
  let sending = false;
  let pause = 1000;
  let timer = 0;
  let handIn = null;

  const store = () => { try { localStorage.setItem(key, JSON.stringify(queue)); } catch { /* kept in the page */ } };
  const tell = () => {
    const waits = queue.length > 0 && !(queue.length < 3 && sending);
    line.dataset.state = waits ? "waiting" : "";
    line.textContent = waits ? `${queue.length} ${line.dataset.waitingText}` : line.dataset.savedText;
  };

  const show = (item, points) => {
    item.dataset.points = points;
    item.classList.add("item--marked");
    item.querySelector("[data-value]").textContent = points;
    item.querySelectorAll("[data-gives]").forEach((button) =>
      button.setAttribute("aria-pressed", String(Number(button.dataset.gives) === points)));
    let total = 0;
    const marked = sheet.querySelectorAll("[data-points]");
    marked.forEach((row) => { total += Number(row.dataset.points); });
    document.querySelectorAll("[data-total]").forEach((e) => { e.textContent = total; });
    document.querySelectorAll("[data-marked]").forEach((e) => { e.textContent = marked.length; });
    askWhenComplete();
  };
  /* While something is missing the press says so; only a whole sheet is asked about. */
  const askWhenComplete = () => {
    const button = document.querySelector("button[data-question]");
    if (!button) return;
    if (sheet.querySelector("[data-item]:not([data-points])")) delete button.dataset.confirm;
    else button.dataset.confirm = button.dataset.question;
  };
  const showCritical = (box, seen) => {
    box.classList.toggle("critical--seen", seen);
    const ask = box.querySelector(".critical__ask");
    if (ask) ask.open = false;
  };

  const add = (fields) => {
    queue.push({ uuid: window.phone.newUuid(), ...fields });
    store();
    tell();
    send();
  };
  const send = async () => {
    if (sending || !queue.length) return;
    sending = true;
    clearTimeout(timer);
    const body = new FormData();
    for (const [name, value] of Object.entries(queue[0])) body.append(name, value);
    body.append("csrfmiddlewaretoken", sheet.elements.csrfmiddlewaretoken.value);
    let answer = null;
    try {
      answer = await fetch(sheet.dataset.marks, { method: "POST", body, redirect: "manual" });
    } catch { /* no signal */ }
    sending = false;
    if (answer && (answer.ok || answer.status === 409 || answer.status === 400)) {
      queue.shift();
      store();
      pause = 1000;
      /* Refused: what the school holds is what counts, so show that. */
      if (!answer.ok) return location.reload();
      if (!queue.length && handIn) return handIn.form.requestSubmit(handIn);
    } else {
      timer = setTimeout(send, pause);
      pause = Math.min(pause * 2, 20000);
      return tell();
    }
    tell();
    send();
  };

  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=press]");
    if (!button) return;
    const item = button.closest("[data-item]");
    const box = button.closest("[data-critical]");
    if (!item && !box) return;
    event.preventDefault();
    if (box) {
      const seen = button.value.endsWith(":on");
      showCritical(box, seen);
      return add({ critical: box.dataset.critical, ...(seen ? { is_observed: "on" } : {}) });
    }
    const full = Number(item.dataset.full);
    const now = item.dataset.points === undefined ? null : Number(item.dataset.points);
    const step = Number(button.dataset.step || 0);
    const start = now === null ? (step > 0 ? 0 : full) : now;
    const points = step ? Math.min(Math.max(start + step, 0), full) : Number(button.dataset.gives);
    if (points === now) return;
    show(item, points);
    add({ item: item.dataset.item, points });
  });
  sheet.elements.note?.addEventListener("change", (event) => {
    queue = queue.filter((one) => one.note === undefined || one === queue[0]);
    add({ note: event.target.value });
  });

  /* Hand in only when every mark has arrived. */
  document.addEventListener("submit", (event) => {
    if (event.target !== sheet || !queue.length) return;
    event.preventDefault();
    event.stopPropagation();
    handIn = event.submitter;
    tell();
    send();
  }, true);
  addEventListener("online", send);

  for (const mark of queue) {
    const name = mark.item || mark.critical;
    const row = name && document.getElementById(name);
    if (!row) continue;
    if (mark.item) show(row, Number(mark.points));
    else showCritical(row, mark.is_observed === "on");
  }
  if (queue.length) {
    tell();
    send();
  }
})();
