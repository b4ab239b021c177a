/** What this process has done since it started, in numbers. No names: what people check is their own business. */
import { type Report, type Verdict, verdicts } from "../../src/report/mod.ts";
import { Refusal, type RefusalReason, refusalReasons } from "../limits/refusal.ts";
import { Histogram } from "./histogram.ts";

/** A check of its own; together with others who asked for the same meanwhile; a report from before. */
export const answerSources = ["check", "shared", "kept"] as const;
export type AnswerSource = (typeof answerSources)[number];

/** Seconds, up to the longest time limit. */
const DURATION_BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export class Tally {
  readonly checks = zeroes<Verdict>(verdicts);
  readonly durations = new Histogram(DURATION_BOUNDS);
  readonly answers = zeroes<AnswerSource>(answerSources);
  readonly refusals = zeroes<RefusalReason>(refusalReasons);

  /** `report`: `null` when the check was refused or cut short. */
  answered(source: AnswerSource, report: Report | null): void {
    if (report === null) return;
    this.answers[source]++;
    if (source !== "check") return;
    this.checks[report.verdict]++;
    this.durations.observe(report.duration_ms / 1000);
  }

  /** Counts the refusal that `admit` ends with, unless whoever asked has gone. */
  async counting<T>(admit: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    try {
      return await admit();
    } catch (error) {
      if (error instanceof Refusal && error.reason !== null && !gone?.aborted) this.refusals[error.reason]++;
      throw error;
    }
  }
}

/** Every series is there from the start, so that its first increase is seen. */
function zeroes<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
