/** The exit status: the verdict's, and of several the worst. */
import type { Verdict } from "../report/mod.ts";

export const exitStatuses: Readonly<Record<Verdict, number>> = { pass: 0, warn: 1, fail: 2, unknown: 3 };

/** Bad usage counts as "could not check". */
export const badUsage = exitStatuses.unknown;

/** From the best to the worst: a target that is known to be bad outweighs one that could not be checked. */
const order = [0, 1, 3, 2];

export function worst(...statuses: readonly number[]): number {
  return statuses.reduce((a, b) => order.indexOf(b) > order.indexOf(a) ? b : a, 0);
}
