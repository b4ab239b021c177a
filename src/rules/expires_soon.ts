/** How much of their life the certificates that are relied on have left. RFC 5280 §4.1.2.5. */
import type { Certificate, Finding } from "../report/mod.ts";
import { type CertificateEnd, certificateEnds } from "./certificate_end.ts";
import { inWords, MS_PER_DAY } from "./duration.ts";
import { describeThreshold, type ExpiryThresholds } from "./expiry_threshold.ts";
import type { RuleInput } from "./rule.ts";

export function expiresSoon({ certificates, chain, thresholds, now }: RuleInput): Finding[] {
  const at = now.getTime();
  const ends = certificateEnds(certificates, chain, thresholds);
  const expired = ends.filter(({ end }) => end < at);
  const soon = ends.filter(({ end, warningAt }) => end >= at && warningAt < at);
  return [
    ...expired.length === 0 ? [] : [expiredFinding(expired, at)],
    ...soon.length === 0 ? [] : [soonFinding(soon, thresholds, at)],
  ];
}

function expiredFinding(expired: readonly CertificateEnd[], at: number): Finding {
  return {
    id: "certificate.expired",
    severity: "critical",
    title: "Certificate expired",
    detail: expired.map(({ certificate, end }) =>
      `${nameOf(certificate)} expired ${inWords(at - end)} ago, on ${date(end)}`
    ).join("; "),
    remedy: "Renew the certificate, and make sure that the server has loaded the new one",
    evidence: ["authentication"],
    references: ["RFC 5280 §4.1.2.5"],
  };
}

function soonFinding(
  soon: readonly CertificateEnd[],
  thresholds: ExpiryThresholds,
  at: number,
): Finding {
  const critical = soon.some(({ criticalAt }) => criticalAt < at);
  const threshold = describeThreshold(critical ? thresholds.critical : thresholds.warning);
  const details = soon.map(({ certificate, end, lifetime }) =>
    `${nameOf(certificate)} expires in ${inWords(end - at)}, on ${date(end)}${share(end - at, lifetime)}`
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

function date(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
