/** Copies the preformatted text beside a button. */
export const copy = `
ready(() => {
  for (const button of document.querySelectorAll(".copy")) button.hidden = !navigator.clipboard;
});
addEventListener("click", async ({ target }) => {
  const button = target.closest && target.closest(".copy");
  if (!button) return;
  const text = button.textContent;
  await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
  button.textContent = button.dataset.copied;
  setTimeout(() => button.textContent = text, 2000);
});
`;
