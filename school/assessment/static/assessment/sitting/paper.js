/* The sitting: one question at a time, each answer kept on the phone and sent to the school. */
(() => {
  "use strict";
  const root = document.querySelector("[data-sit]");
  if (!root || !window.exam || !window.exam.sender) return;
  const { all, clock, deadline, fields, forget, handing, keep, put, sender } = window.exam;
  const HEARTBEAT = 60000, NEAR = 300, TYPING = 1000;
  const find = (name) => root.querySelector(`[data-${name}]`) || document.querySelector(`[data-${name}]`);
  const sections = [...root.querySelectorAll("[data-number]")];
  const state = find("state-line"), look = find("last-look"), closed = find("closed");
  /* What is chosen, and when the newest of it was given, by question. */
  const answered = new Map(), latest = new Map();
  let current = 0, ending = "", done = false, typing = 0, ends = 0;

  const say = (name, more = "") => {
    state.dataset.state = name;
    const words = state.dataset[name] || "";
    /* A full-width colon brings its own gap. */
    state.textContent = more ? `${words}${words.endsWith("：") ? "" : " "}${more}` : words;
    find("sign-in").hidden = name !== "signedOut";
  };
  const voice = (text) => { const line = document.getElementById("voice"); if (line) line.textContent = text; };

  /* Where one is */
  const count = () => {
    find("answered").textContent = answered.size;
    root.querySelectorAll("[data-go]").forEach((button) => {
      const is = answered.has(Number(button.dataset.go));
      button.classList.toggle("numbers__link--done", is);
      button.querySelector("[data-done]").hidden = !is;
      if (Number(button.dataset.go) === current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    const open = answered.size < sections.length;
    find("some-open").hidden = !open;
    find("none-open").hidden = open;
  };
  /* `number` one past the last is the last look before handing in. */
  const show = (number, focus = true) => {
    current = ending ? 0 : Math.max(1, Math.min(number, sections.length + 1));
    sections.forEach((section) => { section.hidden = Number(section.dataset.number) !== current; });
    const last = current > sections.length;
    look.hidden = !last;
    closed.hidden = !ending;
    find("strip").hidden = last || Boolean(ending);
    find("strip").open = false;
    find("turn").hidden = Boolean(ending);
    find("back").hidden = current === 1;
    find("next").hidden = current >= sections.length;
    find("look").hidden = current !== sections.length;
    find("hand-in").hidden = !last;
    find("current").textContent = Math.min(current, sections.length);
    count();
    if (!ending) history.replaceState(null, "", `#${current}`);
    if (!focus) return;
    scrollTo(0, 0);
    const shown = ending ? closed : last ? look : sections[current - 1];
    shown.querySelector("[tabindex]").focus({ preventScroll: true });
  };
  const close = (how) => {
    if (ending === how) return;
    if (how === "elsewhere") handing.end();
    ending = how;
    ["title", "text"].forEach((part) => {
      const words = find(`closed-${part}`);
      words.textContent = words.dataset[how];
    });
    find("again").hidden = how !== "elsewhere";
    root.querySelectorAll("fieldset").forEach((one) => { one.disabled = true; });
    show(0);
  };
  const reopen = () => {
    ending = "";
    root.querySelectorAll("fieldset").forEach((one) => { one.disabled = false; });
    show(1);
  };

  /* What is answered */
  const refusal = (section, text) => {
    const line = section.querySelector("[data-refused]");
    line.textContent = text;
    line.hidden = !text;
  };
  /* The school sets this phone's clock as it goes, back too; what is given later stays later. */
  const moment = (number) => {
    latest.set(number, Math.max(clock.now(), (latest.get(number) || 0) + 1));
    return latest.get(number);
  };
  const note = async (section) => {
    const number = Number(section.dataset.number);
    const chosen = fields.chosen(section);
    refusal(section, chosen ? "" : root.dataset.notANumber);
    if (!chosen || ending) return;
    const same = (answered.get(number) || []).join() === chosen.join();
    if (same && (chosen.length || !answered.has(number))) return;
    if (chosen.length) answered.set(number, chosen); else answered.delete(number);
    const settled = section.querySelector("[data-as-it-is]");
    if (settled) settled.hidden = true;
    count();
    say("sending");
    try {
      await put({ uuid: window.phone.newUuid(), number, chosen, at: moment(number) });
      send();
    } catch {
      say("failed");
      find("plain").hidden = false;
    }
  };
  const told = (what, detail) => {
    if (what === "sending") return say("sending");
    if (what === "waiting" || what === "signedOut") {
      return detail || ending || what === "signedOut" ? say(what, detail || "") : say("ready");
    }
    if (what === "refused") {
      if (["continued_elsewhere", "taken_down"].includes(detail.result.code)) return close("elsewhere");
      if ((answered.get(detail.answer.number) || []).join() === detail.answer.chosen.join()) answered.delete(detail.answer.number);
      count();
      return refusal(sections[detail.answer.number - 1], detail.result.text);
    }
    deadline.told(detail.deadline);
    say(answered.size ? "saved" : "ready");
    if (detail.status === "marked") return leave();
    if (detail.elsewhere) return close("elsewhere");
    if (ending === "over" && clock.now() < deadline.get()) return reopen();
    return undefined;
  };
  const leave = async () => {
    if (done) return;
    done = true;
    await forget().catch(() => {});
    location.replace(root.dataset.after);
  };
  const send = sender(() => (ending === "handsIn" ? { hand_in: true } : ending === "over" ? { over: true } : {}), told);
  const handIn = () => {
    handing.begin();
    close("handsIn");
    send();
  };

  /* Time */
  const tick = () => {
    const left = Math.max(0, Math.ceil((deadline.get() - clock.now()) / 1000));
    const pad = (n) => String(n).padStart(2, "0");
    const rest = `${pad(Math.floor((left % 3600) / 60))}:${pad(left % 60)}`;
    find("left").textContent = left >= 3600 ? `${Math.floor(left / 3600)}:${rest}` : rest;
    const timer = find("timer");
    timer.classList.toggle("countdown--near", left <= NEAR);
    if (left <= NEAR && !ends) { ends = 1; voice(timer.dataset.nearText); }
    if (left || ending) return;
    close("over");
    send();
  };

  root.addEventListener("change", (event) => {
    const section = event.target.closest("[data-number]");
    if (section) note(section);
  });
  root.addEventListener("input", (event) => {
    const section = event.target.closest("[data-kind=numeric]");
    clearTimeout(typing);
    if (section) typing = setTimeout(() => { if (fields.chosen(section)) note(section); }, TYPING);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { dataset } = button;
    if (dataset.go) show(Number(dataset.go));
    else if ("back" in dataset) show(current - 1);
    else if ("next" in dataset || "look" in dataset) show(current + 1);
    else if ("handIn" in dataset) handIn();
    else if ("asItIs" in dataset) note(button.closest("[data-number]"));
    else if (dataset.move) {
      const place = fields.move(button);
      if (place) { voice(`${root.dataset.movedText} ${place}`); note(button.closest("[data-number]")); }
    }
  });
  /* Enter in the field of a number goes on; it is no form to send. */
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-kind=numeric] input")) { event.preventDefault(); event.target.blur(); show(current + 1); }
  });

  const begin = async () => {
    const newest = new Map(Object.entries(JSON.parse(document.getElementById("saved").textContent)).map(([number, one]) => [Number(number), one]));
    const local = (await all()).filter((one) => !one.refused);
    for (const one of local) {
      const held = newest.get(one.number);
      if (!held || one.at >= held.at) newest.set(one.number, one);
    }
    for (const [number, { at, chosen }] of newest) {
      const section = sections[number - 1];
      if (!section) continue;
      latest.set(number, at);
      fields.fill(section, chosen);
      if (chosen.length) answered.set(number, chosen);
      const settled = section.querySelector("[data-as-it-is]");
      if (settled) settled.hidden = chosen.length > 0;
    }
    find("plain").hidden = true;
    const banner = document.getElementById("offline");
    if (banner) banner.textContent = root.dataset.offline;
    const open = sections.find((section) => !answered.has(Number(section.dataset.number)));
    const asked = Number(location.hash.slice(1));
    show(asked || (open ? Number(open.dataset.number) : sections.length + 1), false);
    say("ready");
    if (handing.is()) close("handsIn");
    send();
    tick();
    setInterval(tick, 1000);
    setInterval(() => { if (!document.hidden || ending) send(); }, HEARTBEAT);
    keep().catch(() => {});
  };
  /* Where the phone keeps nothing, the pages of single questions are the way. */
  begin().catch(() => location.replace(root.dataset.plainAddress));
})();
