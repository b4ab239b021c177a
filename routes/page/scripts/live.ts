/** Fills the steps in as they settle. What a server wrote is set as text, with what hides in it made visible. */
export const live = `
const live = document.querySelector(".live");
if (live && document.querySelector(".report")) live.remove();
else if (live) {
  const words = JSON.parse(live.dataset.words);
  const status = live.querySelector("[role=status]");
  const source = new EventSource(live.dataset.events);
  const visible = (text) =>
    text.replace(/[\\p{C}\\p{Zl}\\p{Zp}]/gu, (character) => "\\\\u{" + character.codePointAt(0).toString(16) + "}");
  source.addEventListener("step", ({ data }) => {
    const step = JSON.parse(data);
    if (step.id === "secure_channel" && !("deep" in live.dataset)) source.close();
    const shape = step.status === "unobserved" ? "unknown" : step.status;
    for (const place of live.querySelectorAll("[data-step=" + step.id + "]")) {
      place.classList.replace("is-pending", "is-" + step.status);
    }
    const row = live.querySelector("li[data-step=" + step.id + "]");
    if (!row) return;
    row.querySelector(".mark").className = "mark is-" + step.status;
    row.querySelector("use").setAttribute("href", "#" + shape);
    const set = (name, text) => row.querySelector("[data-" + name + "]").textContent = visible(text);
    const [fact] = step.facts;
    set("status", words[step.status]);
    set("time", step.duration_ms === null ? "" : milliseconds(step.duration_ms));
    set("label", step.error || !fact ? "" : fact.label + " ");
    set("value", step.error ? step.error.message : fact ? fact.value : "");
    status.textContent = step.title + ": " + words[step.status];
  });
  // A deep check goes on when the nine steps are over.
  source.addEventListener("probe", ({ data }) => {
    const { title } = JSON.parse(data);
    live.querySelector(".summary").textContent = words.further + " " + title;
  });
  // A document that breaks off tells nobody; the events that break off with it do.
  source.addEventListener("open", () => source.onerror = () => {
    source.close();
    setTimeout(() => {
      if (document.querySelector(".report")) return;
      const summary = live.querySelector(".summary");
      summary.textContent = words.lost;
      summary.setAttribute("role", "alert");
      live.classList.add("lost");
    }, 2000);
  });
  ready(() => {
    source.close();
    document.querySelector("main").append(status);
    status.textContent = document.querySelector(".report").dataset.title || "";
    live.remove();
  });
  addEventListener("pagehide", () => source.close());
}
function milliseconds(value) {
  if (value >= 1000) return Number((value / 1000).toFixed(2)) + " s";
  return (value >= 10 ? Math.round(value) : Number(value.toFixed(1))) + " ms";
}
ready(() => {
  const { title } = document.querySelector(".report")?.dataset ?? {};
  if (title) document.title = title;
});
`;
