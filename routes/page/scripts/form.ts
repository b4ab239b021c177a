/** Says that a check was asked for, until its page comes: at a busy service it may have to wait for its turn. */
export const form = `
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
`;
