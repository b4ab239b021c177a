/** A delegated credential, RFC 9345 §4.1.3: signed by the certificate's key, and for a scheme that was offered. */
import { concat } from "../../bytes/mod.ts";
import { signatureScheme, UnsupportedKeyError } from "../../crypto/mod.ts";
import { AlertDescription, signatureSchemes } from "../../registry/mod.ts";
import type { DelegatedCredential } from "../extension/mod.ts";
import type { Offer } from "../offer.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { LeafPublicKey } from "./leaf_public_key.ts";

/**
 * Whether it has run out, and whether its certificate may delegate (§4.2), is judged elsewhere. Throws
 * `ProtocolError`.
 */
export async function verifyDelegatedCredential(
  offer: Offer,
  certificate: Uint8Array,
  publicKey: LeafPublicKey,
  credential: DelegatedCredential,
): Promise<void> {
  const { algorithm, dcCertVerifyAlgorithm, signature, signedOctets } = credential;
  checkOffered(dcCertVerifyAlgorithm, offer.delegatedCredentialSchemes, "is to sign with");
  checkOffered(algorithm, offer.signatureSchemes, "is signed with");
  const scheme = signatureScheme(algorithm);
  if (!scheme) {
    throw new ProtocolError("internal", `There is no code to verify ${nameOf(algorithm)}`, { fault: "us" });
  }
  const data = concat(SIGNED_CONTEXT, certificate, signedOctets);
  if (await fits(() => scheme.verify(publicKey.spki, signature, data))) return;
  // RFC 9345 §4.1.3.
  throw new ProtocolError(
    "bad_signature",
    "The delegated credential is not signed by the certificate's key",
    { alert: AlertDescription.illegal_parameter },
  );
}

/** RFC 9345 §4: as in CertificateVerify, with a context of its own. */
const SIGNED_CONTEXT = concat(
  new Uint8Array(64).fill(0x20),
  new TextEncoder().encode("TLS, server delegated credentials"),
  new Uint8Array(1),
);

/** A key of another kind than the scheme's has not signed it. */
async function fits(verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof UnsupportedKeyError) return false;
    throw error;
  }
}

function checkOffered(scheme: number, offered: readonly number[], does: string): void {
  if (offered.includes(scheme)) return;
  throw new ProtocolError(
    "illegal_parameter",
    `The delegated credential ${does} ${nameOf(scheme)}, which was not offered`,
  );
}

function nameOf(scheme: number): string {
  const { name, hex } = signatureSchemes.codePoint(scheme);
  return name ?? hex;
}
