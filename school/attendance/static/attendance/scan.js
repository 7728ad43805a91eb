/* The assistant at the door: scan, look at the photo, say whether it is her. Everything is
   kept on the phone first and sent when there is a signal; the school decides what counts. */
(() => {
  "use strict";
  const root = document.querySelector("[data-scan]");
  if (!root || !window.evening || !window.evening.queue || !window.indexedDB) return;
  const { camera, clock, keep, queue, sender } = window.evening;
  const { newUuid, post } = window.phone;
  const { session, owner, take, read } = root.dataset;
  const find = (name) => root.querySelector(`[data-${name}]`) || document.querySelector(`[data-${name}]`);
  const card = find("card"), line = find("line"), shoot = find("shoot");
  const SHAPE = /^NS1\.([2-9a-z]{10})\.([2-9a-z]{10})\.(\d{8})\.[\w-]{12}$/;
  let looking = null;
  let looks = 0;
  let sent = 0;
  let reader = null;

  const say = (name, more = "") => { line.textContent = `${line.dataset[name] || name}${more}`; };
  const row = (enrollment) => document.getElementById(`t-${enrollment}`);
  const kind = () => root.querySelector("[name=kind]:checked").value;

  const count = async () => {
    const all = await queue.all(owner);
    const waiting = all.filter((scan) => !scan.refused);
    find("waiting").textContent = waiting.length;
    find("sent").textContent = sent;
    const list = find("refused");
    list.replaceChildren(...all.filter((scan) => scan.refused).map(refusal));
    list.parentElement.hidden = !list.children.length;
    for (const scan of waiting) mark(scan.enrollment || (scan.code || "").split(".")[1], "waits");
  };
  const refusal = (scan) => {
    const item = document.createElement("li");
    const whose = row(scan.enrollment || (scan.code || "").split(".")[1]);
    const words = document.createElement("span");
    words.textContent = `${whose ? whose.dataset.name : ""} ${scan.refused}`.trim();
    const seen = document.createElement("button");
    seen.type = "button";
    seen.className = "button button--quiet";
    seen.textContent = root.dataset.seenText;
    seen.addEventListener("click", () => queue.remove(scan.uuid).then(count));
    item.append(words, seen);
    return item;
  };
  const mark = (enrollment, state) => {
    const where = enrollment && row(enrollment);
    if (where) where.querySelector("[data-said]").textContent = root.dataset[`${state}Text`];
  };
  const send = sender(owner, root.dataset.goneText, (state, detail) => {
    if (state === "kept") {
      sent += 1;
      const { scan, result } = detail;
      mark(scan.enrollment || (scan.code || "").split(".")[1], result.doubt ? "doubt" : "kept");
    } else if (state === "signed_out") say("signedOut");
    count();
  });
  const add = async (fields) => {
    await queue.put({ uuid: newUuid(), session, owner, take, kind: kind(), at: Date.now(), face: "", ...fields });
    await count();
    send();
  };

  /* Only once this phone knows how wrong its clock is can it judge a code's age. */
  const age = (slot) => {
    const off = clock.known();
    if (Number.isNaN(off)) return 0;
    return Math.abs((Date.now() + off) / 1000 - (slot * 30 + 15));
  };
  const open = (text, at) => {
    close();
    const found = text.match(SHAPE);
    if (!found) return say("notOurs");
    if (found[2] !== session) return say("otherEvening");
    const trainee = row(found[1]);
    if (!trainee) return say("notOnRoll");
    const apart = age(Number(found[3]));
    if (apart > Number(root.dataset.clockOff)) return say("expired");
    looking = { code: text, at, kind: kind() };
    card.hidden = false;
    shoot.hidden = true;
    card.querySelector("[data-name]").textContent = trainee.dataset.name;
    const photo = card.querySelector("[data-face-photo]");
    photo.hidden = !trainee.dataset.photo;
    if (trainee.dataset.photo) photo.src = trainee.dataset.photo;
    card.querySelector("[data-no-photo]").hidden = Boolean(trainee.dataset.photo);
    card.querySelector("[data-clock]").hidden = apart <= Number(root.dataset.fresh);
    say("look");
    card.querySelector("[data-face=self]").focus();
    return undefined;
  };
  const close = () => {
    looking = null;
    card.hidden = true;
    shoot.hidden = Boolean(reader) || camera.video.hidden;
  };
  card.addEventListener("click", (event) => {
    const button = event.target.closest("[data-face]");
    if (!button || !looking) return;
    const face = button.dataset.face;
    if (face !== "again") {
      add({ ...looking, face });
      say(face === "self" ? "noted" : "notSelf");
    } else say("ready");
    close();
  });

  /* Whose card is up never outlives the look it came from; of two looks the later one counts. */
  const still = async (frame) => {
    close();
    looks += 1;
    const turn = looks;
    if (!frame) return say("noCamera");
    const at = Date.now();
    say("reading");
    try {
      const answer = await post(read, { frame }, { patience: 6000 });
      if (!answer.ok) throw new Error("not read");
      const { text } = await answer.json();
      if (turn !== looks) return undefined;
      return text ? open(text, at) : say("nothingSeen");
    } catch {
      await add({ frame, at });
      return say("pictureKept");
    }
  };
  shoot.addEventListener("click", () => { if (!looking) still(camera.frame()); });
  find("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    close();
    if (file) await still(await camera.picture(file).catch(() => ""));
    event.target.value = "";
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tap]");
    if (button) add({ enrollment: button.dataset.tap });
  });

  const watch = async () => {
    if (!looking && camera.video.videoWidth) {
      const [code] = await reader.detect(camera.video).catch(() => []);
      if (code && !looking) open(code.rawValue, Date.now());
    }
    setTimeout(watch, 250);
  };
  const begin = async () => {
    clock.ask().then(send);
    await count();
    const photos = [...root.querySelectorAll("[data-photo]")].map((one) => one.dataset.photo).filter(Boolean);
    keep(photos).then((kept) => { if (kept) find("kept").hidden = false; }, () => {});
    try {
      await camera.open();
      reader = await camera.detector();
      shoot.hidden = Boolean(reader);
      say("ready");
      if (reader) watch();
    } catch {
      camera.video.hidden = true;
      shoot.hidden = true;
      find("file").closest("label").hidden = false;
      say("noCamera");
    }
  };
  begin();
})();
