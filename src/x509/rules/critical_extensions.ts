/** Extensions that must be understood (RFC 5280 §4.2), and that must or must not be critical. */
import { extensionTypes } from "../extension/mod.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const criticalExtensions: CertificateRule = (certificate, role) => {
  const violations: Violation[] = [];
  for (const { oid, critical } of certificate.extensions) {
    const type = extensionTypes.get(oid);
    if (type === undefined && critical) {
      violations.push({
        rule: "unknown_critical_extension",
        code: "unknown_critical_extension",
        breaks: "path",
        certificate,
        message: `${
          mention(certificate, role)
        } has the critical extension ${oid}, which is not understood here`,
        hint: remedy(role, "without that extension, or with it marked as not critical"),
        reference: "RFC 5280 §4.2",
      });
    }
    if (type === undefined || type.critical === null || type.critical === critical) continue;
    violations.push({
      rule: type.critical ? "extension_not_critical" : "extension_critical",
      code: "policy_violation",
      breaks: "rfc5280",
      certificate,
      message: `${mention(certificate, role)} has ${type.name} marked as ${critical ? "" : "not "}critical`,
      hint: remedy(role, `with ${type.name} marked as ${critical ? "not " : ""}critical`),
      reference: type.reference,
    });
  }
  return violations;
};
