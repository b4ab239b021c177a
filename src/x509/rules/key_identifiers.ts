/** subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280 §4.2.1.1, §4.2.1.2; CA/B BR §7.1.2.11.1). Criticality is another rule. */
import { equalBytes } from "../../bytes/mod.ts";
import { authorityKeyIdentifier, basicConstraints, subjectKeyIdentifier } from "../extension/mod.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const keyIdentifiers: CertificateRule = (certificate, role) => {
  const own = certificate.extension(subjectKeyIdentifier);
  const authority = certificate.extension(authorityKeyIdentifier);
  const cA = certificate.extension(basicConstraints)?.cA ?? false;
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

  if (cA && own === null && role !== "leaf") {
    add(
      "ski_missing",
      "rfc5280",
      "is an authority without a subjectKeyIdentifier",
      subjectKeyIdentifier.reference,
      "with a subjectKeyIdentifier",
    );
  }
  // RFC 5280 §4.2.1.1: a self-signed certificate may leave it out
  if (authority?.keyIdentifier == null && !certificate.selfIssued && role !== "anchor") {
    const what = authority === null
      ? "has no authorityKeyIdentifier"
      : "has an authorityKeyIdentifier without a keyIdentifier";
    add(
      "aki_missing",
      "rfc5280",
      what,
      authorityKeyIdentifier.reference,
      "with a keyIdentifier in its authorityKeyIdentifier",
    );
  }
  if (authority !== null && (authority.authorityCertIssuer ?? authority.authorityCertSerialNumber) !== null) {
    const what =
      "names its issuer's certificate in the authorityKeyIdentifier, where only a keyIdentifier belongs";
    add(
      "aki_names_issuer",
      "web",
      what,
      "CA/B BR §7.1.2.11.1",
      "with nothing but a keyIdentifier in its authorityKeyIdentifier",
    );
  }
  if (
    role === "anchor" && certificate.selfIssued && own !== null && authority?.keyIdentifier != null &&
    !equalBytes(own, authority.keyIdentifier)
  ) {
    add(
      "aki_differs_from_ski",
      "web",
      "is self-signed, and its two key identifiers differ",
      "CA/B BR §7.1.2.1.3",
    );
  }
  return violations;
};
