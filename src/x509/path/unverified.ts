/** Signatures on a path that nothing here can verify: a path with one of them is not trusted. */
import { MAXIMUM_RSA_BITS, MAXIMUM_RSA_EXPONENT } from "../bounds.ts";
import { describeSignature } from "../certificate/algorithm.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { shortName } from "../name/text.ts";
import type { Violation } from "../rules/mod.ts";
import type { Path } from "./build.ts";
import type { SignatureChecks } from "./signatures.ts";

export async function unverifiedSignatures(
  { certificates, end }: Path,
  signatures: SignatureChecks,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const [index, issuer] of certificates.entries()) {
    const certificate = certificates[index - 1];
    if (certificate === undefined) continue;
    if (end === "bad_signature" && issuer === certificates.at(-1)) continue; // the end itself says so
    // Known from building the path; only a signature that was found good lets it hold.
    if (await signatures.issued(issuer, certificate) !== "good") {
      violations.push(unverified(certificate, issuer));
    }
  }
  return violations;
}

function unverified(certificate: ParsedCertificate, issuer: ParsedCertificate): Violation {
  const { code, why } = reason(certificate, issuer);
  return {
    rule: "signature_not_verified",
    code,
    breaks: "path",
    certificate,
    message: `The signature of "${shortName(certificate.subject)}" cannot be verified: ${why}`,
    hint:
      "Use a certificate from an authority with an ordinary key: P-256, P-384, or RSA of 2048 to 4096 bits",
    reference: "RFC 5280 §6.1.3",
  };
}

function reason(
  { signatureAlgorithm }: ParsedCertificate,
  { subject, publicKey }: ParsedCertificate,
): { code: Violation["code"]; why: string } {
  // What nothing is known of is told by the rules for signature algorithms and for keys as well.
  if (describeSignature(signatureAlgorithm) === null) {
    return { code: "weak_signature", why: "its algorithm is not known here" };
  }
  const key = `the key of "${shortName(subject)}"`;
  const { bits, publicExponent } = publicKey ?? { bits: null, publicExponent: null };
  if (bits === null) return { code: "weak_key", why: `${key} is of no kind that is known here` };
  if (publicExponent !== null && bits > MAXIMUM_RSA_BITS) {
    const why = `${key} has ${bits} bits, more than the ${MAXIMUM_RSA_BITS} that are computed with`;
    return { code: "too_complex", why };
  }
  if (publicExponent !== null && publicExponent > MAXIMUM_RSA_EXPONENT) {
    return {
      code: "too_complex",
      why: `${key} has an exponent longer than the 32 bits that are computed with`,
    };
  }
  return publicExponent !== null && bits < WORTH_COMPUTING_BITS
    ? { code: "weak_key", why: `${key} has ${bits} bits only` }
    : { code: "malformed_certificate", why: `${key} is not a valid one of its kind` };
}

/** RSA keys that are shorter are in nobody's implementation. */
const WORTH_COMPUTING_BITS = 1_024;
