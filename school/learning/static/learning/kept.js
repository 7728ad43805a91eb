/* Which lessons are on the phone: keep one, a whole course, or let one go. */
(() => {
  "use strict";
  const root = document.querySelector("[data-kept-lessons]");
  if (!root || !window.lessons || !window.lessons.keep) return;
  const { codes, keep, keepList, register, remove, sizeOf, turn } = window.lessons;
  if (root.dataset.owner) {
    turn(root.dataset.owner);
    if ("countsTime" in root.dataset) window.phone.memo.write("lessons-time", "1");
  }
  const line = root.querySelector("[data-line]");
  const banner = document.getElementById("offline");
  if (banner) banner.textContent = root.dataset.offline;
  const rows = [...root.querySelectorAll("[data-lesson-row]")];
  const codeOf = (row) => row.dataset.lessonRow;
  const words = new Map(rows.map((row) => [row, row.querySelector("[data-state]").textContent]));
  const labels = new Map(rows.map((row) => [row, row.querySelector("[data-toggle]").getAttribute("aria-label")]));
  const weight = (bytes) => bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

  const courses = [...root.querySelectorAll("[data-course]")].map((course) => {
    const words = course.querySelector("[data-keep-all] span");
    return { course, words, keepAll: words.textContent, own: rows.filter((row) => course.contains(row)) };
  });
  const isWhole = ({ own }) => own.every((row) => row.dataset.held);

  const show = async () => {
    const held = new Set(await codes());
    for (const row of rows) {
      const isHeld = held.has(codeOf(row));
      const button = row.querySelector("[data-toggle]");
      row.dataset.held = isHeld ? "1" : "";
      row.querySelector("[data-state]").textContent = isHeld
        ? `${root.dataset.onPhone} · ${weight(await sizeOf(codeOf(row)))}` : words.get(row);
      button.textContent = isHeld ? root.dataset.remove : root.dataset.keep;
      button.setAttribute("aria-label", isHeld ? button.dataset.removeLabel : labels.get(row));
    }
    courses.forEach((one) => {
      one.course.querySelector("[data-all-kept]").hidden = !isWhole(one);
      one.words.textContent = isWhole(one) ? root.dataset.removeAll : one.keepAll;
    });
  };
  const keepRow = (row) => keep({ code: codeOf(row), page: row.dataset.page, copy: row.dataset.copy });
  const attempt = async (work) => {
    line.textContent = "";
    try { await work(); } catch { line.textContent = root.dataset.failed; }
    await show();
  };

  rows.forEach((row) => row.querySelector("[data-toggle]").addEventListener("click", () =>
    attempt(() => row.dataset.held ? remove(codeOf(row)) : keepRow(row))));
  courses.forEach((one) => {
    const { course, own } = one;
    course.querySelector("[data-keep-all]").addEventListener("click", () => attempt(async () => {
      if (isWhole(one)) { await Promise.all(own.map((row) => remove(codeOf(row)))); return; }
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      let count = 0;
      for (const row of own) {
        if (!row.dataset.held) await keepRow(row);
        count += 1;
        line.textContent = `${count} / ${own.length}`;
      }
    }));
  });
  root.querySelectorAll("[data-tool]").forEach((tool) => { tool.hidden = false; });
  register(root.dataset.worker).then(() => navigator.onLine && keepList(root.dataset.list)).catch(() => {});
  /* The worker shows this list where another page was asked for. */
  if ("isCopy" in root.dataset && location.pathname !== root.dataset.list) line.textContent = root.dataset.notHere;
  show();
})();
