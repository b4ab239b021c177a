/** RFC 5280 §5.3.1's CRLReason, which OCSP shares (RFC 6960 §4.2.1). */

/** The RFC's name, or the number when it has none. */
export function reasonName(reason: number): string {
  return NAMES[reason] ?? String(reason);
}

const NAMES: readonly (string | undefined)[] = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  undefined,
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
];
