/** A signature by the server over the handshake, in CertificateVerify or ServerKeyExchange. */
import { type SignatureScheme, signatureScheme } from "../../crypto/mod.ts";
import { signatureSchemes } from "../../registry/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { type LeafPublicKey, publicKeyName } from "./leaf_public_key.ts";
import { mustVerify } from "./must_verify.ts";

export interface Proof {
  /** The schemes that the client can verify here. */
  readonly offered: readonly number[];
  readonly publicKey: LeafPublicKey;
  /** The SignatureScheme the server named. */
  readonly algorithm: number;
  readonly signature: Uint8Array;
  /** What was signed. */
  readonly data: Uint8Array;
  /** The message's RFC name. */
  readonly what: string;
}

/** The scheme, once the signature is verified. Throws `ProtocolError`. */
export async function verifyProof(proof: Proof): Promise<SignatureScheme> {
  const { offered, publicKey, algorithm, signature, data, what } = proof;
  const { name, hex } = signatureSchemes.codePoint(algorithm);
  // RFC 9846 §4.5.2, RFC 5246 §7.4.3: one of those the client offered.
  if (!offered.includes(algorithm)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server signed ${what} with ${name ?? hex}, which was not offered`,
    );
  }
  const scheme = signatureScheme(algorithm);
  if (!scheme) {
    throw new ProtocolError("internal", `There is no code to verify ${name ?? hex}`, { fault: "us" });
  }
  if (!matches(scheme, publicKey)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server signed ${what} with ${name}; its certificate holds a key for ${publicKeyName(publicKey)}`,
    );
  }
  await mustVerify(what, () => scheme.verify(publicKey.spki, signature, data));
  return scheme;
}

function matches({ keyAlgorithm }: SignatureScheme, { algorithm }: LeafPublicKey): boolean {
  return keyAlgorithm === (algorithm === "EC" ? "ECDSA" : algorithm);
}
