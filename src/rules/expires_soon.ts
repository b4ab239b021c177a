/** How much of their life the certificates that are relied on have left. RFC 5280 §4.1.2.5. */
import type { Certificate, Finding, Severity } from "../report/mod.ts";
import { inWords, MS_PER_DAY } from "./duration.ts";
import { describeThreshold, earliestThreshold, type ExpiryThresholds } from "./expiry_threshold.ts";
import { reliedOn } from "./relied_on.ts";
import type { RuleInput } from "./rule.ts";

export function expiresSoon({ certificates, chain, thresholds, now }: RuleInput): Finding[] {
  const dated = reliedOn(certificates, chain).flatMap((certificate) => {
    const expiry = expiryOf(certificate, now);
    return expiry === null ? [] : [expiry];
  });
  const expired = dated.filter(({ remaining }) => remaining < 0);
  const soon = dated.filter(({ remaining }) => remaining >= 0).map((expiry) => ({
    ...expiry,
    severity: severityOf(expiry, thresholds),
  })).filter(({ severity }) => severity !== null);
  return [
    ...expired.length === 0 ? [] : [expiredFinding(expired)],
    ...soon.length === 0 ? [] : [soonFinding(soon, thresholds)],
  ];
}

interface Expiry {
  readonly certificate: Certificate;
  readonly notAfter: Date;
  /** Milliseconds; negative when it is over. */
  readonly remaining: number;
  /** Milliseconds; `null` when it is not known. */
  readonly lifetime: number | null;
}

function expiryOf(certificate: Certificate, now: Date): Expiry | null {
  if (certificate.not_after === null) return null;
  const notAfter = new Date(certificate.not_after);
  const lifetime = certificate.not_before === null
    ? null
    : notAfter.getTime() - new Date(certificate.not_before).getTime();
  return { certificate, notAfter, remaining: notAfter.getTime() - now.getTime(), lifetime };
}

function severityOf({ remaining, lifetime }: Expiry, thresholds: ExpiryThresholds): Severity | null {
  if (remaining < earliestThreshold(thresholds.critical, lifetime)) return "high";
  return remaining < earliestThreshold(thresholds.warning, lifetime) ? "medium" : null;
}

function expiredFinding(expired: readonly Expiry[]): Finding {
  return {
    id: "certificate.expired",
    severity: "critical",
    title: "Certificate expired",
    detail: expired.map(({ certificate, notAfter, remaining }) =>
      `${nameOf(certificate)} expired ${inWords(-remaining)} ago, on ${date(notAfter)}`
    ).join("; "),
    remedy: "Renew the certificate, and make sure that the server has loaded the new one",
    evidence: ["authentication"],
    references: ["RFC 5280 §4.1.2.5"],
  };
}

function soonFinding(
  soon: readonly (Expiry & { readonly severity: Severity | null })[],
  thresholds: ExpiryThresholds,
): Finding {
  const critical = soon.some(({ severity }) => severity === "high");
  const threshold = describeThreshold(critical ? thresholds.critical : thresholds.warning);
  const details = soon.map(({ certificate, notAfter, remaining, lifetime }) =>
    `${nameOf(certificate)} expires in ${inWords(remaining)}, on ${date(notAfter)}${
      share(remaining, lifetime)
    }`
  );
  return {
    id: "certificate.expires_soon",
    severity: critical ? "high" : "medium",
    title: "Certificate expires soon",
    detail: `${details.join("; ")}; that is ${threshold}`,
    remedy: "Renew the certificate now, and look at why it has not been renewed by itself",
    evidence: ["authentication"],
    references: ["RFC 5280 §4.1.2.5", "RFC 9773"],
  };
}

function share(remaining: number, lifetime: number | null): string {
  if (lifetime === null || lifetime <= 0) return "";
  return ` (${Math.round(remaining / lifetime * 100)} % of ${Math.round(lifetime / MS_PER_DAY)} days)`;
}

function nameOf({ dns_names, subject }: Certificate): string {
  return JSON.stringify(dns_names[0] ?? subject);
}

function date(time: Date): string {
  return time.toISOString().slice(0, 10);
}
