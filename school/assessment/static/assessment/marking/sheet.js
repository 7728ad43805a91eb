/* The sheet without a journey for each tap: a mark shows at once, is kept on the phone, and
   is sent in order until the school has it. Its uuid makes that safe to repeat. */
(() => {
  "use strict";
  const sheet = document.querySelector("form[data-sheet]");
  if (!sheet || !window.marking || !window.marking.sender) return;
  const { all, clock, device, isFresh, pages, put, remove, root, sender, steps } = window.marking;
  const { claim, rubric, sheet: code } = sheet.dataset;
  const NEAR = 60;
  /* When the school wrote the page, of which this may be a copy. */
  const written = root.dataset.now * 1000;
  const isOpen = "open" in sheet.dataset;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const line = sheet.querySelector("[data-queue]"), note = sheet.elements.note;
  const submit = document.querySelector("button[data-question]"), rest = find("rest"), undo = sheet.querySelector("[data-undo]");
  /* How many marks of a step the school is known to have; taps that may be taken back. */
  const seen = new Map();
  let taps = [], noteKnown = note.value, closed = false, begun = Number(root.dataset.begun) || 0;

  const voice = (text) => { document.getElementById("voice").textContent = text; };
  const rowOf = (subject) => document.getElementById(subject);
  const valueOf = (row) => row.dataset.critical !== undefined ? row.classList.contains("critical--seen")
    : row.dataset.points === undefined ? null : Number(row.dataset.points);

  /* What the sheet shows */
  const asked = (total, fails, zero = "") => {
    const { criticals, full, question } = submit.dataset;
    return [`${total} / ${full}`, fails ? `${criticals} ${fails}` : "", zero, question].filter(Boolean).join(" · ");
  };
  const count = () => {
    const rows = [...sheet.querySelectorAll("[data-item]")];
    const marked = rows.filter((row) => row.dataset.points !== undefined);
    const total = marked.reduce((sum, row) => sum + Number(row.dataset.points), 0);
    find("total").textContent = total;
    find("marked").textContent = marked.length;
    if (undo) undo.disabled = !taps.length;
    const fails = sheet.querySelectorAll(".critical--seen").length;
    find("fails").hidden = !fails;
    find("observed").textContent = fails;
    if (!submit) return;
    const open = rows.length - marked.length;
    const button = rest.querySelector("button");
    button.dataset.confirm = asked(total, fails, `${button.dataset.scoringNone} ${open}`);
    /* While something is missing the press says so; only a whole sheet is asked about. */
    if (open) { delete submit.dataset.confirm; return; }
    submit.dataset.confirm = asked(total, fails);
  };
  const show = (row, value) => {
    row.querySelectorAll("[data-choose]").forEach((one) => one.remove());
    if (row.dataset.critical !== undefined) {
      row.classList.toggle("critical--seen", value);
      const ask = row.querySelector(".critical__ask");
      if (ask) ask.open = false;
      return;
    }
    if (value === null) delete row.dataset.points; else row.dataset.points = value;
    row.classList.toggle("item--marked", value !== null);
    row.querySelector("[data-value]").textContent = value === null ? "–" : value;
    row.querySelectorAll("[data-gives]").forEach((button) =>
      button.setAttribute("aria-pressed", String(Number(button.dataset.gives) === value)));
  };
  const tell = async (state) => {
    const lines = await all(code);
    const sent = lines.filter((one) => one.sent).length;
    /* On a sheet handed in, only what is still on its way. */
    line.hidden = !isOpen && lines.length === sent;
    line.dataset.state = lines.length > sent ? state === "sending" ? "sending" : "waiting" : "";
    find("on-phone").textContent = lines.length;
    find("at-school").textContent = sent;
    find("sign-in").hidden = state !== "signedOut";
    const said = lines.filter((one) => one.reason);
    find("not-taken").hidden = !said.length;
    find("refused").replaceChildren(...said.map(refusal));
  };
  const words = (one) => {
    if (one.kind === "note") return one.note;
    const row = one.subject && rowOf(one.subject);
    if (!row) return "";
    const text = row.querySelector(".item__text, [data-fail]").textContent.trim();
    return one.kind === "item" && one.points !== null ? `${text} · ${one.points}` : text;
  };
  const refusal = (one) => {
    const row = document.createElement("li"), button = document.createElement("button");
    const text = document.createElement("span");
    text.textContent = [words(one), one.text].filter(Boolean).join(" — ");
    button.type = "button";
    button.className = "button";
    button.textContent = root.dataset.understood;
    button.addEventListener("click", () => remove(one.uuid).then(() => tell("idle")));
    row.append(text, button);
    return row;
  };

  /* What is given */
  const told = async (state, detail) => {
    await tell(state);
    if (state !== "answered") return;
    const own = detail.lines.filter((one) => one.sheet === code);
    const now = detail.sheets[code];
    own.forEach((one) => { if (one.count) seen.set(one.subject, Math.max(one.count, seen.get(one.subject) || 0)); });
    if (own.some((one) => one.kind === "hand_in" && !one.reason)) { location.assign(root.dataset.after); return; }
    if (!now) return;
    if (now.begun) begun = now.begun;
    if (!now.open) { location.assign(root.dataset.after); return; }
    const isAsked = now.to_choose !== sheet.querySelectorAll("[data-choose]").length;
    if (!isAsked && !own.some((one) => one.reason)) return;
    if (note.value !== noteKnown) { writeNote(); return; }
    /* The school says otherwise: what it holds is what the page has to show. */
    if ((await all(code)).every((one) => one.sent)) location.reload();
  };
  const send = sender(told);
  const give = async (given) => {
    try {
      await put({ sheet: code, claim, rubric, ...given });
    } catch {
      find("failed").hidden = false;
      return;
    }
    await tell("sending");
    send();
  };
  const mark = (row, value, undoes = false) => {
    const before = valueOf(row);
    const subject = row.id;
    show(row, value);
    if (!undoes) taps.push({ subject, before });
    count();
    const given = row.dataset.critical !== undefined ? { kind: "critical", is_observed: value } : { kind: "item", points: value };
    give({ ...given, subject, seen: seen.get(subject) || 0, before, undoes });
  };
  const writeNote = () => {
    if (note.value === noteKnown) return;
    give({ kind: "note", note: note.value, note_before: noteKnown });
    noteKnown = note.value;
  };
  const press = (button) => {
    const row = button.closest("[data-item], [data-critical]");
    if (!row || closed) return;
    if (row.dataset.critical !== undefined) { mark(row, /:(on|is-1)$/.test(button.value)); return; }
    const { full, points } = row.dataset, by = Number(button.dataset.step || 0);
    const start = points === undefined ? (by > 0 ? 0 : Number(full)) : Number(points);
    const value = by ? Math.min(Math.max(start + by, 0), Number(full))
      : button.dataset.gives === "" ? null : Number(button.dataset.gives);
    if (value !== valueOf(row) || row.querySelector("[data-choose]")) mark(row, value);
  };
  const takeBack = () => {
    const tap = taps.pop();
    if (!tap || closed) return;
    const row = rowOf(tap.subject);
    mark(row, tap.before, true);
    steps.showPart(row);
    voice(undo.dataset.done);
  };
  const close = (is) => {
    closed = is;
    find("handed-in").hidden = !is;
    sheet.querySelectorAll("button").forEach((button) => { button.disabled = is; });
    if (submit) submit.disabled = is;
    if (!is) count();
  };
  const handIn = (isRest) => {
    const open = sheet.querySelectorAll("[data-item]:not([data-points])").length;
    if (open && !isRest) {
      rest.hidden = false;
      rest.querySelector("[data-unmarked]").textContent = open;
      rest.scrollIntoView({ block: "center" });
      rest.querySelector("[tabindex]").focus({ preventScroll: true });
      return;
    }
    rest.hidden = true;
    writeNote();
    close(true);
    give({ kind: "hand_in", rest_not_done: isRest });
  };

  /* Time */
  const time = find("clock");
  let wasNear = false;
  const tick = () => {
    if (!time || !begun) return;
    time.hidden = false;
    const left = Math.max(0, Math.ceil((begun + Number(time.dataset.minutes) * 60000 - clock.now()) / 1000));
    time.querySelector("[data-rest-of-time]").textContent =
      `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
    time.classList.toggle("countdown--near", left <= NEAR);
    if (left <= NEAR && left && !wasNear) { wasNear = true; voice(time.dataset.nearText); }
    if (!left && wasNear) { wasNear = false; voice(time.dataset.overText); }
  };
  const start = (at) => {
    begun = begun || at;
    const form = find("begin");
    if (form) form.remove();
    tick();
  };

  /* What was given on this phone and stands in no page yet. */
  const lay = (lines) => {
    for (const one of lines) {
      if (one.reason) continue;
      if (one.kind === "begin") start(one.at);
      if (one.kind === "hand_in") close(true);
      if (one.kind === "note" && (!one.sent || one.at > written)) { note.value = one.note; noteKnown = one.note; }
      const row = one.subject && rowOf(one.subject);
      if (!row) continue;
      if (one.undoes) taps.pop(); else taps.push({ subject: one.subject, before: one.before });
      if (one.sent && one.count <= (Number(row.dataset.count) || 0)) continue;
      show(row, one.kind === "item" ? one.points : one.is_observed);
      seen.set(one.subject, Math.max(one.count || 0, seen.get(one.subject) || 0));
    }
  };
  const open = async () => {
    const lines = await all(code);
    sheet.querySelectorAll("[data-count]").forEach((row) => seen.set(row.id, Number(row.dataset.count)));
    sheet.querySelectorAll("[data-choose]").forEach((box) => box.querySelectorAll("[data-device]").forEach((one) => {
      one.querySelector("[data-whose]").textContent = one.dataset.device === device ? box.dataset.here : box.dataset.elsewhere;
    }));
    if (isOpen) {
      lay(lines);
      sheet.querySelectorAll("[data-script]").forEach((one) => { one.hidden = false; });
      steps.begin();
    }
    count();
    await tell("idle");
    tick();
    setInterval(tick, 1000);
    return lines;
  };
  /* Handed in, what the phone sent is at the school, and no more is laid over the page. */
  const tidy = (lines) => isOpen || !isFresh ? null
    : remove(...lines.filter((one) => one.sent && !one.reason).map((one) => one.uuid));
  const keep = async () => {
    if (!pages.able) return;
    await pages.register();
    if ("out" in sheet.dataset) await pages.remove(code);
    else if (navigator.onLine) await pages.keep(code, location.pathname);
  };

  /* Where the phone keeps nothing, each button is a form. */
  let isPlain = false;
  const opened = open();
  const instead = (event, form, button, work) => {
    if (isPlain) return;
    event.preventDefault();
    event.stopPropagation();
    opened.then(work, () => { isPlain = true; form.requestSubmit(button); });
  };
  document.addEventListener("submit", (event) => {
    const { submitter, target } = event;
    if (target === find("begin")) instead(event, target, submitter, () => { start(clock.now()); give({ kind: "begin" }); });
    else if (target === sheet || target === rest) instead(event, target, submitter, () => handIn(target === rest));
  }, true);
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=press]");
    if (button && button.closest("[data-item], [data-critical]")) instead(event, sheet, button, () => press(button));
  });
  note.addEventListener("change", () => opened.then(writeNote, () => {}));
  if (undo) undo.addEventListener("click", () => opened.then(takeBack, () => {}));
  const banner = document.getElementById("offline");
  opened.then(async (lines) => {
    if (banner) banner.textContent = root.dataset.offline;
    send();
    await tidy(lines);
    await keep();
  }).catch(() => {});
})();
