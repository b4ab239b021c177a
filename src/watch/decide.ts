/**
 * What one more check of a target means: the next state, the row of its history, and whether something has changed.
 *
 * The first result is a baseline and no change. After that a change is another verdict, or another fingerprint of what
 * the server is made of; a check that saw no fingerprint says nothing of it, so that an outage is one change when it
 * begins and one when it ends, and tells a new certificate at its end. That we could not check (`unknown`) is mostly
 * about us, so it counts only when it has been so three times in a row.
 */
import type { Verdict } from "../report/mod.ts";
import type { Observation } from "./observation.ts";

export interface TargetState {
  readonly target: string;
  /** The number of the last check; the first is 1. */
  readonly sequence: number;
  readonly last: Observation;
  /** What the next check is compared with; `null` until there is a result that counts. */
  readonly settled: Settled | null;
  /** How many checks in a row, up to the last, said the same that is not settled. */
  readonly unsettled: number;
}

export interface Settled {
  readonly verdict: Verdict;
  /** When the verdict was first seen, RFC 3339, UTC. */
  readonly since: string;
  readonly observation: Observation;
  /** The last observation with a fingerprint. */
  readonly seen: Observation | null;
}

export interface Row extends Observation {
  readonly sequence: number;
  /** What changed with this check; mostly nothing. */
  readonly changed: readonly Aspect[];
}

export type Aspect = "verdict" | "fingerprint";

export interface Change {
  readonly target: string;
  readonly changed: readonly Aspect[];
  readonly before: Settled;
  readonly now: Observation;
}

export interface Decision {
  readonly state: TargetState;
  readonly row: Row;
  readonly change: Change | null;
}

/** So often in a row must we fail to check before it counts. */
export const UNKNOWN_COUNTS_FROM = 3;

/** `confirm`: so often in a row must a difference be seen before it counts; 1 at least. */
export function decide(
  before: TargetState | null,
  target: string,
  now: Observation,
  confirm: number,
): Decision {
  const settled = before?.settled ?? null;
  const differs = settled === null ? ["verdict" as const] : differences(settled, now);
  const unsettled = differs.length === 0
    ? 0
    : before !== null && isSame(before.last, now)
    ? before.unsettled + 1
    : 1;
  const needed = Math.max(
    settled === null ? 1 : confirm,
    now.verdict === "unknown" ? UNKNOWN_COUNTS_FROM : 1,
  );
  const counts = differs.length === 0 || unsettled >= needed;
  const changed = settled !== null && counts ? differs : [];
  const sequence = (before?.sequence ?? 0) + 1;
  return {
    state: {
      target,
      sequence,
      last: now,
      settled: counts ? settle(settled, now) : settled,
      unsettled: counts ? 0 : unsettled,
    },
    row: { sequence, ...now, changed },
    change: settled !== null && changed.length > 0 ? { target, changed, before: settled, now } : null,
  };
}

function differences({ verdict, seen }: Settled, now: Observation): Aspect[] {
  const changed: Aspect[] = [];
  if (verdict !== now.verdict) changed.push("verdict");
  if (seen !== null && now.fingerprint !== null && seen.fingerprint !== now.fingerprint) {
    changed.push("fingerprint");
  }
  return changed;
}

function isSame(a: Observation, b: Observation): boolean {
  return a.verdict === b.verdict && a.fingerprint === b.fingerprint;
}

function settle(before: Settled | null, now: Observation): Settled {
  return {
    verdict: now.verdict,
    since: before?.verdict === now.verdict ? before.since : now.checked_at,
    observation: now,
    seen: now.fingerprint === null ? before?.seen ?? null : now,
  };
}
