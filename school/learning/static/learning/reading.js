/* Reading a lesson: which parts were read, for how long, and the self-checks without a signal. */
(() => {
  "use strict";
  const root = document.querySelector("[data-lesson]");
  if (!root || !window.lessons || !window.phone) return;
  const { copyOf, keep, keepList, pictures, queue, register, turn } = window.lessons;
  const { copy, lesson, list, page, sync, title, version, worker } = root.dataset;
  const isCopy = "isCopy" in root.dataset;
  const OWNER = "lessons-owner", READ = `lessons-read-${lesson}`, SIZE = "lessons-size", TIME = "lessons-time";
  const { linked, memo } = window.phone;

  /* A copy is nobody's: whose turn with the phone it is, and the size of letters, it is told. */
  if (isCopy) document.documentElement.dataset.size = memo.read(SIZE) || "regular";
  else {
    if (root.dataset.owner) turn(root.dataset.owner);
    memo.write(SIZE, document.documentElement.dataset.size);
  }
  const owner = isCopy ? memo.read(OWNER) || "" : root.dataset.owner;
  const counts = isCopy ? memo.read(TIME) === "1" : "countsTime" in root.dataset;
  if (!isCopy && owner && counts) memo.write(TIME, "1");

  const banner = document.getElementById("offline");
  if (banner) banner.textContent = root.dataset.offline;

  /* What is sent later. */
  const doneLine = root.querySelector("[data-done-line]");
  const toldLine = root.querySelector("[data-told]");
  /* What was refused of another lesson is said with its name: this page is not where it was done. */
  const told = (row, result) => {
    if (result.status !== "refused" || !["checks", "done"].includes(row.kind)) return;
    if (row.kind === "done" && row.lesson === lesson && doneLine) { doneLine.textContent = result.text; return; }
    toldLine.textContent = row.title ? `${row.title} · ${result.text}` : result.text;
    toldLine.hidden = false;
  };
  const sending = owner && queue ? queue(owner, sync, told) : null;
  /* Whether the phone has it now. */
  const note = (kind, more) => sending ? sending.put({ kind, lesson, ...more }).then(() => true, () => false) : Promise.resolve(false);
  if (sending) sending.send();

  /* Parts. */
  const parts = [...root.querySelectorAll("[data-part]")];
  const read = new Set(parts.filter((part) => "isRead" in part.dataset).map((part) => part.dataset.part));
  if (owner) JSON.parse(memo.read(READ) || "[]").forEach((part) => read.add(part));
  if (owner && read.size) memo.write(READ, JSON.stringify([...read]));
  const resume = root.querySelector("[data-resume]");
  const show = () => {
    const words = resume.querySelector("[data-parts-read]");
    words.textContent = parts.filter((part) => read.has(part.dataset.part)).length;
  };
  const goOn = () => {
    const last = parts.map((part) => read.has(part.dataset.part)).lastIndexOf(true);
    const onward = [...parts.slice(last + 1), ...parts].find((part) => !read.has(part.dataset.part));
    if (last < 0 || !onward) return;
    resume.querySelector("a").hash = onward.id;
    resume.hidden = false;
  };
  let fresh = [];
  let settled = 0;
  const flush = () => {
    clearTimeout(settled);
    if (!fresh.length) return;
    note("parts", { parts: fresh }).then((isKept) => { if (isKept) memo.write(READ, JSON.stringify([...read])); });
    fresh = [];
  };
  const mark = (part) => {
    if (read.has(part.dataset.part)) return;
    read.add(part.dataset.part);
    fresh.push(part.dataset.part);
    show();
    clearTimeout(settled);
    settled = setTimeout(flush, 3000);
  };
  /* A part is read once its end has been in view for a moment. */
  const watch = () => {
    const waiting = new Map();
    const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
      clearTimeout(waiting.get(target));
      if (isIntersecting) waiting.set(target, setTimeout(() => mark(target.parentElement), 1500));
    }));
    parts.forEach((part) => {
      const end = document.createElement("span");
      end.className = "part__end";
      part.append(end);
      seen.observe(end);
    });
  };
  if (owner && resume) {
    if (isCopy) goOn();
    show();
    if (window.IntersectionObserver) watch();
    addEventListener("pagehide", flush);
  }

  /* Time: only while the page is before her and she does something now and then, or listens. */
  const listens = () => (window.speechSynthesis && speechSynthesis.speaking && !speechSynthesis.paused)
    || [...root.querySelectorAll("audio, video")].some((one) => !one.paused);
  const TICK = 15, IDLE = 90000, PIECE = 60;
  let begun = Date.now(), active = 0, moved = Date.now();
  const piece = () => {
    if (active) note("time", { begun, seconds: active });
    begun = Date.now();
    active = 0;
  };
  if (owner && counts) {
    ["scroll", "pointerdown", "keydown", "touchstart"].forEach((kind) =>
      addEventListener(kind, () => { moved = Date.now(); }, { passive: true, capture: true }));
    setInterval(() => {
      if (listens()) moved = Date.now();
      if (document.visibilityState === "visible" && Date.now() - moved < IDLE) active += TICK;
      if (active >= PIECE || Date.now() - begun > 300000) piece();
    }, TICK * 1000);
    document.addEventListener("visibilitychange", piece);
    addEventListener("pagehide", piece);
  }

  /* What is chosen anew is not yet wrong. */
  const form = root.querySelector("[data-checks]");
  if (form) form.addEventListener("change", ({ target }) => target.closest(".check").classList.remove("check--wrong"));

  /* A copy's forms lead nowhere; another page's only while there is a line to the school. */
  const doHere = (one, work) => one.addEventListener("submit", (event) => {
    if (!isCopy) { window.phone.sendFromPage(event, work); return; }
    event.preventDefault();
    work();
  });

  /* Self-checks: the phone marks them where the school cannot be asked. */
  const markChecks = async () => {
    const source = isCopy ? document : copyOf && await copyOf(page);
    const answers = source ? [...source.querySelectorAll(".check[data-right]")] : [];
    const checks = [...form.querySelectorAll("div.check")];
    const line = form.querySelector("[data-checks-line]");
    const chosen = checks.map((check) => [...check.querySelectorAll("input:checked")].map((one) => Number(one.value)));
    line.hidden = false;
    if (chosen.some((one) => !one.length)) { line.textContent = line.dataset.missing; return; }
    const isKept = await note("checks", { chosen, title });
    if (answers.length !== checks.length) { line.textContent = line.dataset.unmarked; return; }
    let right = 0;
    checks.forEach((check, place) => {
      const own = answers[place].dataset.right === chosen[place].sort((a, b) => a - b).join(" ");
      right += own ? 1 : 0;
      check.classList.toggle("check--wrong", !own);
      const words = isCopy ? check.querySelector("[data-mark]") : answers[place].querySelector("[data-mark]").cloneNode(true);
      if (!isCopy) {
        check.querySelectorAll(".check__mark").forEach((one) => one.remove());
        check.append(words);
      }
      words.hidden = false;
      words.querySelector("[data-is-right]").hidden = !own;
      words.querySelector("[data-is-wrong]").hidden = own;
    });
    line.textContent = `${right} / ${checks.length} ${line.dataset.rightWords}${isKept ? ` · ${line.dataset.kept}` : ""}`;
    line.scrollIntoView({ block: "center" });
  };
  if (form) doHere(form, markChecks);

  /* Done, without a signal: on to the next lesson if the phone has it. */
  const done = root.querySelector("[data-done]");
  const goFurther = async (button) => {
    const isKept = await note("done", { title });
    doneLine.textContent = isKept ? doneLine.dataset.noted : doneLine.dataset.lost;
    if (!isKept) return;
    const next = root.querySelector("a[rel=next]");
    if (next && await caches.match(next.href, { ignoreVary: true })) { location.assign(next.href); return; }
    if (next) doneLine.textContent += ` ${doneLine.dataset.notKept}`;
    button.hidden = true;
  };
  if (done) {
    done.hidden = isCopy && !owner;
    done.addEventListener("submit", flush);
    doHere(done, () => goFurther(done.querySelector("button")));
  }

  /* Kept as soon as it has been opened, and again when its words or files have changed. */
  const line = root.querySelector("[data-keeping]");
  const isFresh = async () => {
    const old = await copyOf(page);
    const held = old && old.querySelector("[data-lesson]");
    if (!held || held.dataset.version !== version || old.documentElement.lang !== document.documentElement.lang) return false;
    const shown = "savesData" in root.dataset ? [] : pictures(old).map((one) => one.shown);
    const files = await Promise.all([...linked(document), ...shown].map((one) => caches.match(one)));
    return files.every(Boolean);
  };
  const say = (state) => {
    const words = line.querySelector("[data-kept]");
    words.textContent = words.dataset[state];
    line.dataset.state = state;
    line.hidden = false;
  };
  const keepThis = async () => {
    await register(worker);
    if (isCopy || await isFresh()) return say("kept");
    await keep({ code: lesson, page, copy, savesData: "savesData" in root.dataset });
    await keepList(list);
    return say("kept");
  };
  if (keep && line) addEventListener("load", () => { keepThis().catch(() => { if (navigator.onLine) say("failed"); }); });
})();
