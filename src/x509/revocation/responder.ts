/**
 * Who signed an OCSP response, and whether that one may: the issuer itself, or whom the issuer delegated
 * (RFC 6960 §4.2.2.2).
 *
 * Whether the delegated certificate was itself revoked is not asked, with id-pkix-ocsp-nocheck or without: it could
 * only be asked of its issuer, whose word for the certificate in question is the next thing at hand.
 */
import { equalBytes } from "../../bytes/mod.ts";
import { hash } from "../../crypto/mod.ts";
import { describeSignature } from "../certificate/algorithm.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { readAll } from "../certificate/read_all.ts";
import { extendedKeyUsage, keyUsage } from "../extension/mod.ts";
import { shortName } from "../name/text.ts";
import { Budget } from "../path/budget.ts";
import { SignatureChecks } from "../path/signatures.ts";
import { subjectPublicKey } from "./cert_id.ts";
import type { BasicOcspResponse, ResponderId } from "./ocsp_response.ts";
import { CLOCK_TOLERANCE_MS, problem, type RevocationStatement } from "./statement.ts";

/** Certificates in a response that are tried as the responder's. */
const MAXIMUM_RESPONDERS = 4;

const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

/** Why the signature is not to be relied on; `null` when it is. */
export async function responderProblem(
  response: BasicOcspResponse,
  issuer: ParsedCertificate,
  now: Date,
): Promise<RevocationStatement | null> {
  const signature = describeSignature(response.signatureAlgorithm);
  if (signature === null) {
    return problem("weak_signature", "is signed with an algorithm that is not verified here");
  }
  // An attacker who may choose a nonce could collide these; the CA/Browser Forum forbids them (BR §7.1.3.2.1).
  if (signature.hash === "SHA-1" || signature.hash === "MD5") {
    return problem("weak_signature", `is signed with ${signature.name}, which can be forged`);
  }
  const enclosed = readAll(response.certificates.slice(0, MAXIMUM_RESPONDERS));
  const candidates = [issuer, ...enclosed.flatMap(({ certificate }) => certificate ?? [])];
  const signatures = new SignatureChecks(new Budget());
  let found = false;
  for (const candidate of candidates) {
    if (!await isNamedBy(response.responderId, candidate)) continue;
    found = true;
    const verdict = await signatures.verify(candidate, {
      signatureAlgorithm: response.signatureAlgorithm,
      signed: response.tbsResponseData,
      signature: response.signature,
    });
    if (verdict !== "good") continue;
    const refusal = await unauthorizedBecause(candidate, issuer, signatures, now);
    return refusal === null
      ? null
      : problem("not_authorized", `is signed by "${shortName(candidate.subject)}", ${refusal}`);
  }
  return found ? problem("bad_signature", "has a signature that is not its responder's") : problem(
    "not_authorized",
    "is signed by a responder whose certificate is neither the issuer's nor in it",
  );
}

async function isNamedBy({ byName, byKey }: ResponderId, candidate: ParsedCertificate): Promise<boolean> {
  if (byName !== null) return byName.key === candidate.subject.key;
  return equalBytes(byKey, await hash("SHA-1").digest(subjectPublicKey(candidate)));
}

/** RFC 6960 §4.2.2.2; `null` when the issuer or its delegate signed. */
async function unauthorizedBecause(
  responder: ParsedCertificate,
  issuer: ParsedCertificate,
  signatures: SignatureChecks,
  now: Date,
): Promise<string | null> {
  if (equalBytes(responder.subjectPublicKeyInfo, issuer.subjectPublicKeyInfo)) return null;
  const isIssued = responder.issuer.key === issuer.subject.key &&
    await signatures.issued(issuer, responder) === "good";
  if (!isIssued) return "which the certificate's issuer did not issue";
  if (!responder.readable(extendedKeyUsage)?.includes(OCSP_SIGNING)) {
    return "whose certificate has no extended key usage OCSPSigning";
  }
  if (responder.readable(keyUsage)?.has("digitalSignature") === false) {
    return "whose certificate has no key usage digitalSignature";
  }
  const { notBefore, notAfter } = responder.validity;
  const valid = notBefore !== null && notAfter !== null &&
    notBefore.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS &&
    notAfter.getTime() >= now.getTime() - CLOCK_TOLERANCE_MS;
  return valid ? null : "whose certificate is not valid now";
}
