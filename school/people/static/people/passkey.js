// Shows what only a browser with passkeys can do, and says in words when it could not.
// What a button asks the device for, as allauth's webauthn.js names it. Its form for signing up
// asks as it is told; that for adding one would ask for less.
const ASK = {
  make: ["signupForm", "signup"],
  login: ["loginForm", "login"],
  use: ["authenticateForm", "authenticate"],
};

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    const [form, name] = ASK[button.dataset.passkey];
    const ids = { [name]: button.id, credential: button.dataset.credential, data: "js_data" };
    if (name === "login") delete ids.data;
    allauth.webauthn.forms[form]({ ids });
  }
  const able = Boolean(window.PublicKeyCredential);
  for (const one of document.querySelectorAll("[data-needs-passkey]")) one.hidden = !able;
  for (const one of document.querySelectorAll("[data-without-passkey]")) one.hidden = able;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const one of document.querySelectorAll("[data-passkey-failed]")) {
    one.hidden = false;
    one.scrollIntoView({ block: "nearest" });
  }
});
