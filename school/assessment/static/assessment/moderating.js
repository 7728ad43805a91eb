/* What the points come to, as they are typed. */
(() => {
  "use strict";
  const sum = document.querySelector("[data-sum]");
  if (!sum) return;
  const fields = [...sum.closest("form").querySelectorAll("input[type=number]")];
  const count = () => {
    sum.hidden = false;
    sum.querySelector("[data-points]").textContent =
      fields.reduce((all, field) => all + (Number(field.value) || 0), 0);
  };
  fields.forEach((field) => field.addEventListener("input", count));
  count();
})();
