/** Signatures before TLS 1.2, RFC 4346 §7.4.3, RFC 4492 §5.4: the key says which algorithm and which hash. */
import {
  type HashName,
  type SignatureAlgorithm,
  UnsupportedKeyError,
  verifySignature,
} from "../../crypto/mod.ts";
import { AlertDescription } from "../../registry/mod.ts";
import { type LeafPublicKey, publicKeyName } from "../hello/leaf_public_key.ts";
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
  if (await verified({ algorithm, hash, spki: publicKey.spki, signature, data })) return name;
  throw new ProtocolError(
    "bad_signature",
    "The signature in ServerKeyExchange does not fit the certificate's key: " +
      "the server did not prove that it holds the private key",
    { step: "private_key" },
  );
}

async function verified(parameters: Parameters<typeof verifySignature>[0]): Promise<boolean> {
  try {
    return await verifySignature(parameters);
  } catch (error) {
    if (!(error instanceof UnsupportedKeyError)) throw error;
    throw new ProtocolError("bad_signature", `The certificate's key cannot be used here: ${error.message}`, {
      step: "private_key",
      fault: "us",
      alert: AlertDescription.unsupported_certificate,
      cause: error,
    });
  }
}
