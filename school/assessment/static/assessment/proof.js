/* Takes photos, clips and voice notes at a step of the sheet. */
(() => {
  "use strict";
  const dialog = document.getElementById("proof-dialog");
  if (!dialog || !dialog.showModal || !window.proofs) return;
  const words = dialog.dataset;
  const choices = dialog.querySelector("[data-choices]");
  const recording = dialog.querySelector("[data-recording]");
  const said = dialog.querySelector("[data-said]");
  const input = dialog.querySelector("input");
  const video = dialog.querySelector("video");
  const LONGEST_SIDE = 1600;
  /* 20 seconds at this rate are 3 MB; the camera of the phone itself would make 40. */
  const RATES = { videoBitsPerSecond: 1_000_000, audioBitsPerSecond: 48_000 };
  const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "environment" };
  let step = "", kind = "", recorder = null;

  const placeOf = (name) => document.querySelector(`[data-proof-step="${CSS.escape(name)}"]`);
  const tell = (text) => { said.textContent = text; };

  /* What waits, and what came of it, beside the step. */
  const show = (row) => {
    const place = row.address === words.address && placeOf(row.step);
    if (!place) return;
    let list = place.querySelector(".pinned");
    if (!list) { list = document.createElement("ul"); list.className = "pinned"; list.setAttribute("role", "list"); place.prepend(list); }
    let item = list.querySelector(`[data-uuid="${row.uuid}"]`);
    if (!item) { item = document.createElement("li"); item.dataset.uuid = row.uuid; list.append(item); }
    item.className = row.state ? "" : "pinned__waits";
    const line = document.createElement("p");
    line.textContent = row.refused || (row.state ? words.kept : words.waits);
    item.replaceChildren(line);
    if (row.kind === "photo") item.prepend(picture(row.file));
    if (row.refused) item.append(dropping(row, item));
  };
  const picture = (file) => {
    const drawn = document.createElement("img");
    drawn.alt = "";
    drawn.src = URL.createObjectURL(file);
    drawn.onload = () => URL.revokeObjectURL(drawn.src);
    return drawn;
  };
  const dropping = (row, item) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words.drop;
    button.addEventListener("click", async () => { await window.proofs.forget(row); item.remove(); });
    return button;
  };

  const keep = async (file) => {
    const row = {
      uuid: window.phone.newUuid(), at: Date.now(), taken_at: new Date().toISOString(),
      address: words.address, step, kind, file,
    };
    if (await window.proofs.keep(row)) dialog.close(); else tell(words.light);
  };

  /* Small before it is kept: a weak signal carries 300 KB, not 6 MB. */
  const shrunk = async (file) => {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(bitmap.width * scale);
      canvas.height = Math.round(bitmap.height * scale);
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => { canvas.toBlob((blob) => resolve(blob || file), "image/jpeg", 0.85); });
    } catch { return file; }
  };
  const choose = (button) => {
    input.value = "";
    input.accept = button.dataset.accept;
    if (kind === "voice") input.removeAttribute("capture"); else input.setAttribute("capture", "environment");
    input.click();
  };

  const record = async (button) => {
    const isClip = kind === "clip";
    let stream = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: isClip ? PICTURE : false });
      recorder = new MediaRecorder(stream, RATES);
    } catch {
      if (stream) stream.getTracks().forEach((track) => track.stop());
      tell(words.deaf);
      choose(button);
      return;
    }
    const parts = [], ends = Date.now() + Number(button.dataset.seconds) * 1000;
    const left = dialog.querySelector("[data-left]"), mine = recorder;
    const tick = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      left.textContent = `0:${String(seconds).padStart(2, "0")}`;
      if (!seconds && mine.state === "recording") mine.stop();
    }, 200);
    mine.ondataavailable = (event) => { if (event.data.size) parts.push(event.data); };
    mine.onstop = () => {
      clearInterval(tick);
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
      chosen();
      recorder = null;
      if (!mine.isLeft && parts.length) keep(new Blob(parts, { type: mine.mimeType }));
    };
    choices.hidden = true;
    recording.hidden = false;
    video.hidden = !isClip;
    if (isClip) { video.srcObject = stream; video.play().catch(() => {}); }
    mine.start(1000);
  };
  const chosen = () => { choices.hidden = false; recording.hidden = true; };
  const leave = () => {
    if (recorder && recorder.state === "recording") { recorder.isLeft = true; recorder.stop(); }
    tell("");
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".proof__add");
    if (!link) return;
    event.preventDefault();
    step = link.closest("[data-proof-step]").dataset.proofStep;
    chosen();
    tell("");
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("close" in button.dataset) { dialog.close(); return; }
    if ("stop" in button.dataset) { if (recorder) recorder.stop(); return; }
    kind = button.dataset.take;
    const canRecord = window.MediaRecorder && navigator.mediaDevices && kind !== "photo";
    if (canRecord) record(button); else choose(button);
  });
  dialog.addEventListener("close", leave);
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) keep(kind === "photo" ? await shrunk(file) : file);
  });
  window.proofs.listen(show);
  window.proofs.all().then((rows) => rows.forEach(show));
})();
