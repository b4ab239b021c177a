/** Opens the details that a link points to. */
export const details = `
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const details = target && target.matches(".step") && target.querySelector("details");
  if (details) details.open = true;
}
addEventListener("hashchange", openTarget);
ready(openTarget);
`;
