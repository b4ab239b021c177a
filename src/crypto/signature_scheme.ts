import type { HashName } from "./hash.ts";

export interface SignatureVerifier {
  /** The kind of key that signs, as `describePublicKey` names it, with `ECDSA` for `EC`. */
  readonly keyAlgorithm: "RSA" | "RSASSA-PSS" | "ECDSA" | "Ed25519" | "Ed448" | "DSA";
  /** Throws `UnsupportedKeyError` when the key is of another kind or nothing here can use it. */
  verify(spki: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}

export interface SignatureScheme extends SignatureVerifier {
  /** The SignatureScheme code point. */
  readonly value: number;
  /** IANA's name. */
  readonly name: string;
  /** `null` where the algorithm hashes for itself. */
  readonly hash: HashName | null;
  /** The curve that TLS 1.3 binds to the scheme; TLS 1.2 does not, and `verify` does not look. */
  readonly curve: "P-256" | "P-384" | "P-521" | null;
  /** Allowed in a TLS 1.3 CertificateVerify. */
  readonly tls13: boolean;
}

/** The scheme with this code point, or `null` when it is not in the table. */
export function signatureScheme(_value: number): SignatureScheme | null {
  throw new Error("being written");
}
