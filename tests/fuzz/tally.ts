/** How far the cases came and how they ended. */
import type { Report, StepId } from "../../src/report/mod.ts";
import { stepIds } from "../../src/report/mod.ts";
import type { CaseResult } from "./run_case.ts";

export interface Tally {
  cases: number;
  readonly layers: Record<string, number>;
  /** Cases in which the step was reached: it passed, or it is the one that failed. */
  readonly reached: Record<string, number>;
  /** `step: code` of the step that failed; `completed` when none did. */
  readonly ended: Record<string, number>;
}

export function emptyTally(): Tally {
  return { cases: 0, layers: {}, reached: {}, ended: {} };
}

export function count(tally: Tally, { report, layer }: CaseResult): void {
  tally.cases++;
  add(tally.layers, layer);
  for (const { id, status } of report.steps) {
    if (status === "pass" || status === "fail") add(tally.reached, id);
  }
  add(tally.ended, ending(report));
}

export function merge(into: Tally, from: Tally): void {
  into.cases += from.cases;
  for (const key of ["layers", "reached", "ended"] as const) {
    for (const [name, number] of Object.entries(from[key])) add(into[key], name, number);
  }
}

export function table({ cases, layers, reached, ended }: Tally): string {
  const row = (name: string, number: number) => `  ${name.padEnd(48)} ${String(number).padStart(8)}`;
  const handshake = stepIds.slice(stepIds.indexOf("client_hello")) as readonly StepId[];
  return [
    `${cases} cases: ${
      Object.entries(layers).map(([layer, number]) => `${number} spoilt in ${layer}`).join(", ")
    }`,
    "Reached",
    ...handshake.map((id) => row(id, reached[id] ?? 0)),
    "Ended",
    ...Object.entries(ended).sort(([, a], [, b]) => b - a).map(([name, number]) => row(name, number)),
  ].join("\n");
}

/** The certificate's own faults are no end of a handshake. */
function ending({ steps }: Report): string {
  const failed = steps.find(({ status, error }) =>
    status === "fail" && error?.code !== "chain_invalid" && error?.code !== "name_mismatch"
  );
  return failed === undefined ? "completed" : `${failed.id}: ${failed.error?.code}`;
}

function add(counts: Record<string, number>, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number;
}
