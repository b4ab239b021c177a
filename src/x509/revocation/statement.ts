/** What one source says of one certificate's status, after it was verified. */
import { reasonName } from "../crl/reason.ts";

export const revocationStatuses = ["good", "revoked", "unknown", "no_answer", "invalid"] as const;

/** `unknown`: the source does not know, or cannot be verified. `invalid`: it says nothing that may be relied on. */
export type RevocationStatus = typeof revocationStatuses[number];

/** Why a source says nothing that may be relied on, or could not be asked. */
export const revocationProblems = [
  "malformed",
  "unsuccessful",
  "wrong_certificate",
  "bad_signature",
  "not_authorized",
  "weak_signature",
  "not_yet_valid",
  "stale",
  "unusable",
  "unverifiable",
  "not_fetched",
] as const;

export type RevocationProblem = typeof revocationProblems[number];

export interface RevocationStatement {
  readonly status: RevocationStatus;
  /** `null` when it is `good`, `revoked`, or `unknown` in the source's own words. */
  readonly problem: RevocationProblem | null;
  /** Part of a sentence whose subject is the source: `says that …`, `is about another certificate`. */
  readonly detail: string;
  readonly thisUpdate: Date | null;
  readonly nextUpdate: Date | null;
  /** When it was revoked; `null` unless it was and a moment is named. */
  readonly revokedAt: Date | null;
  /** RFC 5280 §5.3.1's CRLReason; `null` unless it was revoked and one is given. */
  readonly reason: number | null;
}

/** How far the clocks of issuers and this machine may differ. */
export const CLOCK_TOLERANCE_MS = 300_000;

/** The times that a source gives, when it gives any. */
export type Period = Pick<RevocationStatement, "thisUpdate" | "nextUpdate">;

export const noPeriod: Period = { thisUpdate: null, nextUpdate: null };

export function problem(
  kind: RevocationProblem,
  detail: string,
  period: Period = noPeriod,
): RevocationStatement {
  const status = kind === "unverifiable" ? "unknown" : kind === "not_fetched" ? "no_answer" : "invalid";
  return { status, problem: kind, detail, revokedAt: null, reason: null, ...period };
}

export function revokedStatement(
  revokedAt: Date | null,
  reason: number | null,
  period: Period,
): RevocationStatement {
  const since = revokedAt === null ? "" : ` on ${day(revokedAt)}`;
  const why = reason === null ? "" : `, reason ${reasonName(reason)}`;
  const detail = `says that the certificate was revoked${since}${why}`;
  return { status: "revoked", problem: null, detail, revokedAt, reason, ...period };
}

export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** `good`, or `unknown` in the source's own words. */
export function plainStatement(
  status: "good" | "unknown",
  detail: string,
  period: Period,
): RevocationStatement {
  return { status, problem: null, detail, revokedAt: null, reason: null, ...period };
}
