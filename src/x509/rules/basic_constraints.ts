/** Who may issue certificates (RFC 5280 §4.2.1.9, §6.1.4 (k)). */
import { basicConstraints, keyUsage } from "../extension/mod.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const basicConstraintsRule: CertificateRule = (certificate, role) => {
  const constraints = certificate.extension(basicConstraints);
  const critical = certificate.extensions.find(({ oid }) => oid === basicConstraints.oid)?.critical;
  const violations: Violation[] = [];
  const add = (violation: Pick<Violation, "rule" | "code" | "breaks" | "message">, hint = remedy(role)) =>
    violations.push({ ...violation, certificate, hint, reference: basicConstraints.reference });

  if (role !== "leaf" && constraints?.cA !== true) {
    const isOldRoot = role === "anchor" && certificate.version < 3;
    add({
      rule: "not_a_ca",
      code: "not_a_ca",
      // An anchor of version 1 can carry no extensions; whoever configured it said that it may issue.
      breaks: isOldRoot ? "rfc5280" : "path",
      message: `${
        mention(certificate, role)
      } is not a certification authority, yet it issued the certificate below it`,
    }, "Get a certificate from a certification authority; an ordinary certificate cannot issue others");
  } else if (role !== "leaf" && critical === false) {
    add({
      rule: "basic_constraints_not_critical",
      code: "policy_violation",
      breaks: "rfc5280",
      message: `${mention(certificate, role)} has a basicConstraints extension that is not critical`,
    }, remedy(role, "with basicConstraints marked as critical"));
  }
  if (
    constraints?.pathLenConstraint != null && !(constraints.cA && mayCertify(certificate.extension(keyUsage)))
  ) {
    add({
      rule: "path_length_without_ca",
      code: "policy_violation",
      breaks: "rfc5280",
      message: `${
        mention(certificate, role)
      } limits the length of paths below it, and may not issue certificates at all`,
    }, remedy(role, "without pathLenConstraint"));
  }
  return violations;
};

function mayCertify(usage: ReadonlySet<string> | null): boolean {
  return usage === null || usage.has("keyCertSign");
}
