import type { HashName } from "./hash.ts";

export type SignatureAlgorithm = "RSASSA-PKCS1-v1_5" | "RSASSA-PSS" | "ECDSA" | "Ed25519" | "Ed448" | "DSA";

export interface SignatureParameters {
  readonly algorithm: SignatureAlgorithm;
  /** `null` for Ed25519 and Ed448. `MD5+SHA-1` is what RSA signs in TLS 1.0 and 1.1. */
  readonly hash: HashName | null;
  /** RSASSA-PSS only; defaults to the hash's length. */
  readonly saltLength?: number;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** As it stands in the certificate or message: for ECDSA and DSA a DER SEQUENCE of r and s. */
  readonly signature: Uint8Array;
  readonly data: Uint8Array;
}

/** Whether the signature is good. Throws `UnsupportedKeyError` when nothing here can use the key, so `false` always means a bad signature. */
export function verifySignature(_parameters: SignatureParameters): Promise<boolean> {
  throw new Error("being written");
}
