/** The ordinary ClientHello, changed in what a probe asks about and in nothing else. */
import { CipherSuite, cipherSuites, ProtocolVersion } from "../../registry/mod.ts";
import { type Offer, otherOffers } from "../../tls/mod.ts";

/** One version alone, with everything that this program knows for it. */
export function onlyVersion(offer: Offer, version: number): Offer {
  const widest = otherOffers.widest(offer);
  if (version >= ProtocolVersion.TLS_1_3) {
    return { ...widest, versions: [version], cipherSuites: suitesOf(version), keyShares: offer.keyShares };
  }
  return { ...otherOffers.withoutTls13(widest), versions: [version], cipherSuites: suitesOf(version) };
}

/** Every suite that IANA has for the version, but for the two that are signals. */
export function suitesOf(version: number): number[] {
  return cipherSuites.entries.map(({ value }) => value).filter((value) => isOf(value, version));
}

function isOf(value: number, version: number): boolean {
  if (signals.has(value)) return false;
  // RFC 9846 appendix B.4: 0x13xx, and the two of RFC 9150.
  const isTls13 = value >> 8 === 0x13 || value === 0xc0b4 || value === 0xc0b5;
  return isTls13 === (version >= ProtocolVersion.TLS_1_3);
}

const signals: ReadonlySet<number> = new Set([
  CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
  CipherSuite.TLS_FALLBACK_SCSV,
]);
