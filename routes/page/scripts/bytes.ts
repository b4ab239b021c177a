/**
 * The byte view: pointing at a field or its octets marks both, and the arrow keys go from field to field. The octets
 * of a field have the id that its link points to.
 */
export const bytes = `
function pair(node) {
  const view = node instanceof Element && node.closest(".bytes");
  if (!view) return null;
  const row = node.closest("tr");
  const link = row ? row.querySelector("a.name") : null;
  const octets = link ? document.getElementById(link.hash.slice(1)) : node.closest(".hex span[id]");
  if (!octets) return null;
  return { view, octets, link: link || view.querySelector('a[href="#' + octets.id + '"]') };
}
function mark(node, scrolls) {
  const found = pair(node);
  if (!found || !found.link) return;
  for (const old of document.querySelectorAll(".bytes .on")) old.classList.remove("on");
  const row = found.link.closest("tr");
  found.octets.classList.add("on");
  row.classList.add("on");
  if (scrolls) {
    const box = found.octets.closest(".hex");
    const top = found.octets.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 30) box.scrollTop = top - 30;
  }
}
/* One stop for the tab key, and the arrow keys within. */
function rove(table) {
  for (const link of table.querySelectorAll("a.name")) link.tabIndex = -1;
  const first = table.querySelector("a.name");
  if (first) first.tabIndex = 0;
}
document.documentElement.classList.add("scripted");
addEventListener("toggle", (event) => {
  if (event.target.open && event.target.matches(".messages details, .silent")) {
    event.target.querySelectorAll(".bytes table").forEach(rove);
  }
}, true);
addEventListener("pointerover", (event) => mark(event.target, event.target.closest && event.target.closest("tr")));
addEventListener("focusin", (event) => mark(event.target, true));
addEventListener("click", (event) => {
  const found = pair(event.target);
  if (!found || !found.link) return;
  if (event.target === found.link) event.preventDefault();
  else if (event.target.closest(".hex")) found.link.focus({ preventScroll: true });
  mark(event.target, true);
});
addEventListener("keydown", (event) => {
  const link = event.target;
  if (!link.matches || !link.matches(".bytes a.name")) return;
  const links = [...link.closest("table").querySelectorAll("a.name")];
  const at = links.indexOf(link);
  const next = { ArrowDown: links[at + 1], ArrowUp: links[at - 1], Home: links[0], End: links.at(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  link.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
`;
