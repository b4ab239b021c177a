/** Issuer and subject that are not empty, and what else must be critical when the subject is (RFC 5280 §4.1.2.4, §4.1.2.6). */
import { basicConstraints, subjectAltName } from "../extension/mod.ts";
import { isEmptyName } from "../name/name.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const names: CertificateRule = (certificate, role) => {
  const alternatives = certificate.extensions.find(({ oid }) => oid === subjectAltName.oid);
  const emptySubject = isEmptyName(certificate.subject);
  const violations: Violation[] = [];
  const add = (rule: string, breaks: Violation["breaks"], what: string, reference: string, how?: string) =>
    violations.push({
      rule,
      code: "policy_violation",
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedy(role, how),
      reference,
    });

  if (isEmptyName(certificate.issuer)) {
    add("issuer_empty", "rfc5280", "has an empty issuer name", "RFC 5280 §4.1.2.4");
  }
  if (emptySubject && (role !== "leaf" || certificate.extension(basicConstraints)?.cA === true)) {
    add("authority_without_subject", "rfc5280", "is an authority with an empty subject", "RFC 5280 §4.1.2.6");
  } else if (emptySubject && alternatives?.critical !== true) {
    add(
      "san_not_critical",
      "rfc5280",
      "has an empty subject and no critical subjectAltName",
      "RFC 5280 §4.2.1.6",
      "with its subjectAltName marked as critical",
    );
  } else if (!emptySubject && alternatives?.critical === true && role === "leaf") {
    add(
      "san_critical",
      "web",
      "has a subject and a subjectAltName marked as critical",
      "CA/B BR §7.1.2.7.12",
      "with its subjectAltName marked as not critical",
    );
  }
  return violations;
};
