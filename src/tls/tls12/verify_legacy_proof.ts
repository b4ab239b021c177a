/** Signatures before TLS 1.2, RFC 4346 §7.4.3, RFC 4492 §5.4: the key says which algorithm and which hash. */
import { type HashName, type SignatureAlgorithm, verifySignature } from "../../crypto/mod.ts";
import { type LeafPublicKey, publicKeyName } from "../hello/leaf_public_key.ts";
import { mustVerify } from "../hello/must_verify.ts";
import { ProtocolError } from "../protocol_error.ts";

interface LegacyAlgorithm {
  readonly algorithm: SignatureAlgorithm;
  readonly hash: HashName;
  readonly name: string;
}

const byKey: ReadonlyMap<string, LegacyAlgorithm> = new Map([
  ["RSA", { algorithm: "RSASSA-PKCS1-v1_5", hash: "MD5+SHA-1", name: "RSA with MD5 and SHA-1" }],
  ["EC", { algorithm: "ECDSA", hash: "SHA-1", name: "ECDSA with SHA-1" }],
  ["DSA", { algorithm: "DSA", hash: "SHA-1", name: "DSA with SHA-1" }],
]);

/** What the server signed with, in words, once it is verified. Throws `ProtocolError`. */
export async function verifyLegacyProof(
  publicKey: LeafPublicKey,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<string> {
  const legacy = byKey.get(publicKey.algorithm);
  if (!legacy) {
    throw new ProtocolError(
      "illegal_parameter",
      `A key for ${publicKeyName(publicKey)} cannot sign before TLS 1.2`,
      { step: "private_key" },
    );
  }
  const { algorithm, hash, name } = legacy;
  await mustVerify(
    "ServerKeyExchange",
    () => verifySignature({ algorithm, hash, spki: publicKey.spki, signature, data }),
  );
  return name;
}
