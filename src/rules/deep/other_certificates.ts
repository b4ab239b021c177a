/** Certificates that the server has for other kinds of key: clients that choose one of them are refused or misled. */
import type { DeepFacts, Finding } from "../../report/mod.ts";
import { list } from "./accepted.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

const MINIMUM_RSA_BITS = 2048;

export const otherCertificates: DeepRule = ({ served_certificates }, { target, certificates, now }) => {
  const checked = certificates[0]?.fingerprint_sha256;
  const others = (served_certificates?.by_key ?? []).filter(({ fingerprint_sha256 }) =>
    fingerprint_sha256 !== checked
  );
  const findings: Finding[] = [];
  const expired = others.filter(({ not_after }) => Date.parse(not_after) < now.getTime());
  if (expired.length > 0) {
    findings.push({
      id: "certificate.other_expired",
      severity: severityOf("refused", target),
      title: "Another certificate of the server has expired",
      detail: `${list(expired.map(described))}: clients that prefer its kind of key refuse the server`,
      remedy: "Renew it as well, or take it out of the configuration",
      evidence: ["authentication"],
      references: ["RFC 5280 §4.1.2.5"],
    });
  }
  const weak = others.filter(({ public_key: { algorithm, bits } }) =>
    algorithm.startsWith("RSA") && bits !== null && bits < MINIMUM_RSA_BITS
  );
  if (weak.length > 0) {
    findings.push({
      id: "certificate.other_weak_key",
      severity: severityOf("refused", target),
      title: "Another certificate of the server has a weak key",
      detail: `${list(weak.map(described))}: its key can be factored`,
      remedy: "Make a new key (P-256, or RSA with 2048 bits or more) and have a certificate issued for it",
      evidence: ["authentication"],
      references: ["RFC 9325 §4.5", "CA/B BR §6.1.5"],
    });
  }
  return findings;
};

type Served = NonNullable<DeepFacts["served_certificates"]>["by_key"][number];

function described({ subject, public_key: { algorithm, bits }, not_after }: Served): string {
  const key = bits === null ? algorithm : `${algorithm}, ${bits} bits`;
  return `${JSON.stringify(subject)} (${key}, until ${not_after.slice(0, 10)})`;
}
