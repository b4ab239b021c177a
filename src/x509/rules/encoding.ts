/** What the bytes themselves break: DER (X.690), the ASN.1 types of RFC 5280, an extension that is there twice. */
import { type ExtensionType, extensionTypes } from "../extension/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { equalBytes } from "../../bytes/mod.ts";
import { MalformedCertificateError } from "../malformed.ts";
import type { CertificateRule } from "./rule.ts";
import { mention, remedy, type Violation } from "./violation.ts";

/** Runs first: the other rules ask for extensions only where this one found that they can be read. */
export const encoding: CertificateRule = (certificate, role) => {
  const violations: Violation[] = [];
  const add = (
    rule: string,
    breaks: Violation["breaks"],
    what: string,
    reference: string,
    code: Violation["code"] = "malformed_certificate",
  ) =>
    violations.push({
      rule,
      code,
      breaks,
      certificate,
      message: `${mention(certificate, role)} ${what}`,
      hint: remedy(role),
      reference,
    });

  for (const { oid } of certificate.extensions) {
    const type = extensionTypes.get(oid);
    const error = type && decodingError(certificate, type);
    if (error) {
      add(
        "unreadable_extension",
        "path",
        error.code === "too_complex"
          ? `has too large a ${type.name} extension: ${error.message}`
          : `has a malformed ${type.name} extension: ${error.message}`,
        type.reference,
        error.code,
      );
    }
  }
  const duplicates = duplicateExtensions(certificate);
  for (const oid of duplicates) {
    const name = extensionTypes.get(oid)?.name ?? oid;
    add("duplicate_extension", "path", `has the extension ${name} twice`, "RFC 5280 §4.2");
  }
  if (certificate.validity.notBefore === null || certificate.validity.notAfter === null) {
    add("unreadable_validity", "path", "has a validity that cannot be read", "RFC 5280 §4.1.2.5");
  }
  if (!equalBytes(certificate.signatureAlgorithm.der, certificate.signature.der)) {
    const what = "names one signature algorithm inside what is signed and another outside";
    add("signature_algorithms_differ", "path", what, "RFC 5280 §4.1.1.2");
  }
  for (const fault of certificate.faults) {
    add(
      "not_der",
      "rfc5280",
      `is not encoded as it should be: ${fault.message} (octet ${fault.offset})`,
      "RFC 5280 §4.1",
    );
  }
  return violations;
};

/** Whether the other rules may read every extension that they know. */
export function isReadable(violations: readonly Violation[]): boolean {
  return !violations.some(({ rule }) => rule === "unreadable_extension");
}

function decodingError(
  certificate: ParsedCertificate,
  type: ExtensionType<unknown>,
): MalformedCertificateError | null {
  try {
    certificate.extension(type);
    return null;
  } catch (error) {
    if (error instanceof MalformedCertificateError) return error;
    throw error;
  }
}

function duplicateExtensions(certificate: ParsedCertificate): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { oid } of certificate.extensions) (seen.has(oid) ? twice : seen).add(oid);
  return twice;
}
