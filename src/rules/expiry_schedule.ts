/** When the first of the certificates that are relied on ends, and when its end will be a finding. */
import type { Certificate, Chain, Expiry } from "../report/mod.ts";
import { earliestThreshold, type ExpiryThresholds } from "./expiry_threshold.ts";
import { reliedOn } from "./relied_on.ts";

/** `null` when no certificate has an end that can be read. */
export function expirySchedule(
  certificates: readonly Certificate[],
  chain: Chain | null,
  thresholds: ExpiryThresholds,
): Expiry | null {
  const ends = reliedOn(certificates, chain).flatMap(({ not_before, not_after }) => {
    if (not_after === null) return [];
    const end = Date.parse(not_after);
    return [{ end, lifetime: not_before === null ? null : end - Date.parse(not_before) }];
  });
  if (ends.length === 0) return null;
  const { end, lifetime } = ends.reduce((first, other) => other.end < first.end ? other : first);
  const before = (milliseconds: number) => new Date(end - milliseconds).toISOString();
  return {
    not_after: before(0),
    warning_at: before(earliestThreshold(thresholds.warning, lifetime)),
    critical_at: before(earliestThreshold(thresholds.critical, lifetime)),
  };
}
