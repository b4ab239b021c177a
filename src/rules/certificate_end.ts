/** When each of the certificates that are relied on ends, and how long before that its end is near. RFC 5280 §4.1.2.5. */
import type { Certificate, Chain } from "../report/mod.ts";
import { alarms, type ExpiryThresholds, type Life } from "./expiry_threshold.ts";
import { reliedOn } from "./relied_on.ts";

/** Times are milliseconds since 1970. */
export interface CertificateEnd extends Life {
  readonly certificate: Certificate;
  readonly end: number;
  readonly warningAt: number;
  readonly criticalAt: number;
}

/** A certificate whose end cannot be read is left out. The leaf comes first. */
export function certificateEnds(
  certificates: readonly Certificate[],
  chain: Chain | null,
  thresholds: ExpiryThresholds,
): CertificateEnd[] {
  const leaf = certificates.find(({ source }) => source === "sent");
  return reliedOn(certificates, chain).flatMap((certificate) => {
    const { not_before, not_after } = certificate;
    if (not_after === null) return [];
    const end = Date.parse(not_after);
    const life = {
      lifetime: not_before === null ? null : end - Date.parse(not_before),
      isLeaf: certificate === leaf,
    };
    const { warning, critical } = alarms(thresholds, life);
    return [{ certificate, ...life, end, warningAt: end - warning, criticalAt: end - critical }];
  });
}
