// Shows the fields of the kind that is chosen. Without it all kinds' fields stand there.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const kind = document.getElementById("id_kind");
  if (!kind) return;
  const parts = document.querySelectorAll("[data-kinds]");
  const show = () => {
    for (const part of parts) {
      part.hidden = kind.value !== "" && !part.dataset.kinds.split(" ").includes(kind.value);
    }
  };
  kind.addEventListener("change", show);
  show();
});
