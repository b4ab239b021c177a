/**
 * How many SCTs browsers want to see with a publicly trusted certificate, as the policies of Chrome, Apple and Mozilla
 * have it in common: so many logs, of two operators at least, that they accept now or accepted when the SCT was made.
 *
 * Not looked at: Apple's wish for one log that is not tiled, and exceptions that a browser's enterprise policy makes.
 */
import type { Validity } from "../certificate/certificate.ts";
import type { JudgedTimestamp } from "./timestamps.ts";

export interface BrowserPolicy {
  readonly met: boolean;
  /** Logs that must have signed what is in the certificate. */
  readonly requiredLogs: number;
  readonly requiredOperators: number;
  /** What there is of each: the better of what came in the certificate and what came beside it. */
  readonly logs: number;
  readonly operators: number;
  /** SCTs of logs that the list does not have: with a newer one they might count. */
  readonly unknown: number;
}

/** The policies count SCTs within the certificate by its lifetime; two are enough beside it, from logs of today. */
export function browserPolicy(
  timestamps: readonly JudgedTimestamp[],
  { notBefore, notAfter }: Validity,
): BrowserPolicy {
  const requiredLogs = lifetime(notBefore, notAfter) > SHORT_LIVED_MILLISECONDS ? 3 : 2;
  const good = timestamps.filter(counts);
  const embedded = tally(good.filter(({ source }) => source === "certificate"));
  const beside = tally(
    good.filter((timestamp) => timestamp.source !== "certificate" && isAccepted(timestamp)),
  );
  const metWithin = embedded.logs >= requiredLogs && embedded.operators >= OPERATORS &&
    good.some((timestamp) => timestamp.source === "certificate" && isAccepted(timestamp));
  const metBeside = beside.logs >= LOGS_BESIDE && beside.operators >= OPERATORS;
  return {
    met: metWithin || metBeside,
    requiredLogs,
    requiredOperators: OPERATORS,
    ...(beside.logs > embedded.logs ? beside : embedded),
    unknown: timestamps.filter(({ verified }) => verified === "unknown_log").length,
  };
}

const SHORT_LIVED_MILLISECONDS = 180 * 86_400_000;
const OPERATORS = 2;
const LOGS_BESIDE = 2;

function counts({ verified, objection }: JudgedTimestamp): boolean {
  return verified === "verified" && (objection === null || objection === "outside_temporal_interval");
}

/** Now, not only when the SCT was made. */
function isAccepted({ state }: JudgedTimestamp): boolean {
  return state === "qualified" || state === "usable" || state === "readonly";
}

function tally(timestamps: readonly JudgedTimestamp[]): { logs: number; operators: number } {
  return {
    logs: new Set(timestamps.map(({ log_id }) => log_id)).size,
    operators: new Set(timestamps.map(({ operator }) => operator)).size,
  };
}

function lifetime(notBefore: Date | null, notAfter: Date | null): number {
  return notBefore === null || notAfter === null ? 0 : notAfter.getTime() - notBefore.getTime();
}
