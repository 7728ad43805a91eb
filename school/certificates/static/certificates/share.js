// Hands an address on by the phone's own way of sending. Where a browser has none, the
// address stands on the page to be copied.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.title, url: button.dataset.share })
      // She thought better of it.
      .catch(() => {});
  });
}
