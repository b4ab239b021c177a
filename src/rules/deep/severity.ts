/**
 * How bad a finding of a deep check is. It follows from what its source says, the first of the finding's references,
 * and from whether anybody is hurt by it; not from taste:
 *
 * - A MUST NOT (or a MUST that is not kept) of BCP 195 (RFC 8996, RFC 9325), of a document that prohibits (RFC 6176,
 *   RFC 7465, RFC 7568) or deprecates (RFC 9155, RFC 10015): high where whoever is on the way can read or change
 *   what the attack is on, medium where no such attack is known.
 * - A SHOULD NOT, or "D" (discouraged) in IANA's Recommended column (RFC 9847): medium.
 * - Either of the two, where browsers offer it or put up with it all the same: low. Else half of the web would
 *   fail for what every visitor accepts.
 * - A SHOULD, or a recommendation of Mozilla's guideline 6.0 (April 2026), that is not followed: low.
 * - Clients that keep to the RFC refuse the server for it: high, or medium where others do not.
 *
 * Between mail servers TLS is opportunistic, and the alternative to what is weak is the clear: RFC 9325 §5.2 lets
 * its own rules be milder there, and so are these, by one step.
 */
import type { Severity, Target } from "../../report/mod.ts";

export const severityOfBasis = {
  /** Forbidden, and whoever is on the way can make use of it. */
  broken: "high",
  /** Forbidden. */
  forbidden: "medium",
  /** SHOULD NOT, or IANA's D. */
  discouraged: "medium",
  /** Forbidden or discouraged, and in browsers all the same. */
  inBrowsers: "low",
  /** A recommendation that is not followed. */
  advised: "low",
  /** For information. */
  told: "info",
  /** Clients refuse the server. */
  refused: "high",
  /** Some clients refuse the server, or something that it promises does not work. */
  refusedBySome: "medium",
} as const satisfies Record<string, Severity>;

export type Basis = keyof typeof severityOfBasis;

export function severityOf(basis: Basis, target: Target): Severity {
  const severity = severityOfBasis[basis];
  return isOpportunistic(target) && canBeMilder(basis) ? milder[severity] : severity;
}

/** SMTP between mail servers (RFC 3207 on port 25). */
export function isOpportunistic({ protocol, starttls, port }: Target): boolean {
  return protocol === "smtp" && starttls !== null && port === 25;
}

/** What clients refuse they refuse; the rest is about what is sent. */
function canBeMilder(basis: Basis): boolean {
  return basis === "broken" || basis === "forbidden" || basis === "discouraged";
}

const milder: Readonly<Record<Severity, Severity>> = {
  critical: "high",
  high: "medium",
  medium: "low",
  low: "low",
  info: "info",
};
