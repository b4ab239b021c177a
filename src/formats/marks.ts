/** One character for each outcome, so that a report reads without colour too. */
import type { Severity, Step, Verdict } from "../report/mod.ts";
import type { Paint } from "./paint.ts";

type Outcome = Step["status"] | Verdict;

const marks: Readonly<
  Record<Outcome, readonly [mark: string, color: "green" | "yellow" | "red" | "magenta" | "dim"]>
> = {
  pass: ["✔", "green"],
  warn: ["!", "yellow"],
  fail: ["✘", "red"],
  skipped: ["–", "dim"],
  unobserved: ["?", "magenta"],
  unknown: ["?", "magenta"],
};

export function mark(outcome: Outcome, paint: Paint): string {
  const [character, color] = marks[outcome];
  return paint[color](character);
}

/** `✔ PASS`: what a reader looks for first. */
export function verdictMark(verdict: Verdict, paint: Paint): string {
  const [character, color] = marks[verdict];
  return paint.bold(paint[color](`${character} ${verdict.toUpperCase()}`));
}

/** A finding counts as its severity does for the verdict. */
export function severityMark(severity: Severity, paint: Paint): string {
  if (severity === "critical" || severity === "high") return mark("fail", paint);
  return severity === "medium" ? mark("warn", paint) : mark("skipped", paint);
}
