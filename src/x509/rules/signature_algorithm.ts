/** Signatures that can be forged (SHA-1, MD5), or that nothing here verifies. An anchor's own is not looked at. */
import { describeSignature, signatureAlgorithmName } from "../certificate/algorithm.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

export const signatureAlgorithm: CertificateRule = (certificate, role) => {
  if (role === "anchor") return [];
  const described = describeSignature(certificate.signatureAlgorithm);
  const name = signatureAlgorithmName(certificate.signatureAlgorithm);
  const violation = (
    rule: string,
    breaks: Violation["breaks"],
    what: string,
    code: Violation["code"] = "weak_signature",
  ): Violation => ({
    rule,
    code,
    breaks,
    certificate,
    message: `${mention(certificate, role)} ${what}`,
    hint: remedy(role, "with a signature by RSA or ECDSA over SHA-256 or better"),
    reference: "CA/B BR §7.1.3.2",
  });
  if (described === null) {
    return [
      violation("unknown_signature_algorithm", "path", `is signed with ${name}, which is not verified here`),
    ];
  }
  if (described.hash === "MD5" || described.hash === "SHA-1") {
    return [
      violation(
        "broken_hash",
        "path",
        `is signed with ${name}; signatures over ${described.hash} can be forged`,
      ),
    ];
  }
  if (described.algorithm === "DSA") {
    return [violation("dsa", "path", `is signed with ${name}, which no TLS client accepts`)];
  }
  if (described.parameterFault !== null) {
    return [
      violation(
        "signature_parameters",
        "rfc5280",
        `is signed with ${name}, whose parameters ${described.parameterFault}`,
        "malformed_certificate",
      ),
    ];
  }
  if (described.hash === "SHA-224") {
    return [
      violation("signature_not_allowed", "web", `is signed with ${name}, which public issuers may not use`),
    ];
  }
  return [];
};
