/** One row a step: its mark, number, title, time, and the fact that decided it. */
import type { Report, Step } from "../../report/mod.ts";
import { displayWidth, padEnd, padStart } from "../display_width.ts";
import { escapeForTerminal } from "../escape.ts";
import { mark } from "../marks.ts";
import { hanging, type Page } from "./page.ts";

const numberWidth = "✔ 1  ".length;

export function steps(report: Report, page: Page): string[] {
  const shown = report.steps.filter(happened).map((step) => ({
    ...step,
    title: escapeForTerminal(step.title),
    time: step.duration_ms === null ? "" : inTime(step.duration_ms),
  }));
  const titleWidth = Math.max(...shown.map(({ title }) => displayWidth(title)));
  const timeWidth = Math.max(...shown.map(({ time }) => time.length));
  const columns = numberWidth + titleWidth + 2 + timeWidth + 2;
  return shown.flatMap((step, index) => {
    const { number, status } = step;
    const title = padEnd(step.title, titleWidth);
    const start = `${mark(status, page.style)} ${number ?? " "}  ` +
      `${status === "skipped" ? page.style.dim(title) : title}  ${
        page.style.dim(padStart(step.time, timeWidth))
      }  `;
    return hanging(
      start,
      columns,
      isRepeated(step, shown[index - 1]) ? "did not happen" : decisive(step),
      page,
    );
  });
}

/** Of the prelude a step that was not needed says nothing; the nine are always there. */
function happened({ number, status }: Step): boolean {
  return number !== null || status !== "skipped";
}

/** Why the handshake ended is said once. */
function isRepeated({ status, facts: [fact] }: Step, before: Step | undefined): boolean {
  return status === "skipped" && before?.status === "skipped" && before.facts[0]?.value === fact?.value;
}

function decisive({ status, error, facts: [fact] }: Step): string {
  if (error !== null) return escapeForTerminal(error.message);
  if (fact !== undefined) return escapeForTerminal(`${fact.label}: ${fact.value}`);
  if (status === "skipped") return "did not happen";
  return status === "unobserved" ? "done by the runtime, which does not show it" : "";
}

/** `1.2 ms`, `143 ms`, `9.98 s`. */
export function inTime(milliseconds: number): string {
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}
