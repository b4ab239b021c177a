/**
 * The page's only script: it says that a check is running, which can take as long as a silent server likes, and
 * opens the details that a link points to. The page does not need it.
 */
export const script = `"use strict";
for (const form of document.querySelectorAll("form.check")) {
  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", () => {
    form.classList.add("busy");
    status.textContent = status.dataset.text;
  });
  addEventListener("pageshow", () => {
    form.classList.remove("busy");
    status.textContent = "";
  });
}
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const details = target && target.matches(".step") && target.querySelector("details");
  if (details) details.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();
`;
