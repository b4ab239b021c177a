/** When the first of the certificates that are relied on ends, and when its end or another's will be a finding. */
import type { Certificate, Chain, Expiry } from "../report/mod.ts";
import { certificateEnds } from "./certificate_end.ts";
import type { ExpiryThresholds } from "./expiry_threshold.ts";

/** `null` when no certificate has an end that can be read. */
export function expirySchedule(
  certificates: readonly Certificate[],
  chain: Chain | null,
  thresholds: ExpiryThresholds,
): Expiry | null {
  const ends = certificateEnds(certificates, chain, thresholds);
  if (ends.length === 0) return null;
  const first = (times: readonly number[]) => new Date(Math.min(...times)).toISOString();
  return {
    not_after: first(ends.map(({ end }) => end)),
    warning_at: first(ends.map(({ warningAt }) => warningAt)),
    critical_at: first(ends.map(({ criticalAt }) => criticalAt)),
  };
}
