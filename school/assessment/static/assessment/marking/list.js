/* The examiner's list: which sheets are on this phone, all of them in one tap, and what waits. */
(() => {
  "use strict";
  const root = document.querySelector("[data-my-sheets]");
  if (!root || !window.marking || !window.marking.sender) return;
  const { all, isFresh, pages, remove, sender } = window.marking;
  const find = (name) => root.querySelector(`[data-${name}]`);
  const sheets = JSON.parse(document.getElementById("sheets").textContent);
  const line = find("queue");

  const tell = async (state) => {
    const lines = await all();
    const sent = lines.filter((one) => one.sent).length;
    line.hidden = !lines.length;
    line.dataset.state = lines.length > sent ? state === "sending" ? "sending" : "waiting" : "";
    find("on-phone").textContent = lines.length;
    find("at-school").textContent = sent;
    find("sign-in").hidden = state !== "signedOut";
    /* What needs a look stands on its sheet. */
    const marked = new Set(lines.filter((one) => one.reason && one.fate !== "stray").map((one) => one.sheet));
    sheets.forEach(({ address, code }) => label(address, "look", marked.has(code) ? root.dataset.lookText : ""));
  };
  const label = (address, name, text) => {
    const link = document.querySelector(`a[href="${address}"]`);
    if (!link) return;
    const place = link.closest(".row__body") || link;
    let small = place.querySelector(`[data-label=${name}]`);
    if (!small && text) {
      small = document.createElement("small");
      small.dataset.label = name;
      small.className = "row__note";
      place.append(small);
    }
    if (small) small.textContent = text;
  };
  const show = async () => {
    const kept = new Set(await pages.kept());
    sheets.forEach(({ address, code }) => label(address, "kept", kept.has(code) ? root.dataset.keptText : ""));
    const here = sheets.filter(({ code }) => kept.has(code)).length;
    find("kept-count").textContent = here;
    find("keep-all").hidden = here === sheets.length;
  };
  const keepAll = async () => {
    const button = find("keep-all");
    button.disabled = true;
    find("keep-failed").hidden = true;
    try {
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      for (const { address, code } of sheets) {
        await pages.keep(code, address);
        await show();
      }
    } catch {
      find("keep-failed").hidden = false;
    }
    button.disabled = false;
  };
  /* A result that is out, or a sheet that somebody else has now, leaves the phone. */
  const tidy = async () => {
    const codes = new Set(sheets.map(({ code }) => code));
    for (const code of await pages.kept()) if (!codes.has(code)) await pages.remove(code);
    const gone = (await all()).filter((one) => one.sent && !codes.has(one.sheet));
    await remove(...gone.map((one) => one.uuid));
  };

  const send = sender((state) => tell(state));
  const begin = async () => {
    if (isFresh) await tidy();
    await tell("idle");
    send();
    const banner = document.getElementById("offline");
    if (banner) banner.textContent = root.dataset.offline;
    if (!pages.able) return;
    await pages.register();
    find("keeping").hidden = !sheets.length;
    find("keep-all").addEventListener("click", keepAll);
    if (navigator.onLine) await pages.keepList();
    await show();
  };
  begin().catch(() => {});
})();
