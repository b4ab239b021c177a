/** The SignatureScheme values of TLS (RFC 8446 §4.2.3), one entry each. */
import type { CurveName } from "./curve.ts";
import type { HashName } from "./hash.ts";
import { keyOid } from "./public_key.ts";
import { type SignatureAlgorithm, verifyWithKeyOf } from "./signature.ts";

export type KeyAlgorithm = "RSA" | "RSASSA-PSS" | "ECDSA" | "Ed25519" | "Ed448" | "DSA";

export interface SignatureVerifier {
  /** The kind of key that signs: `describePublicKey`'s algorithm, with `ECDSA` for `EC`. */
  readonly keyAlgorithm: KeyAlgorithm;
  /**
   * `spki`: DER SubjectPublicKeyInfo. Throws `UnsupportedKeyError` when the key is of another kind or nothing
   * here can use it, so `false` always means a bad signature.
   */
  verify(spki: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
}

export interface SignatureScheme extends SignatureVerifier {
  /** The code point. */
  readonly value: number;
  /** IANA's name. */
  readonly name: string;
  /** `null` where the algorithm hashes for itself. */
  readonly hash: HashName | null;
  /** The curve that TLS 1.3 binds to the scheme; TLS 1.2 does not, and `verify` does not look. */
  readonly curve: CurveName | null;
  /** Allowed in a TLS 1.3 CertificateVerify. */
  readonly tls13: boolean;
}

/** The scheme with this code point, or `null` when it is not in the table. */
export function signatureScheme(value: number): SignatureScheme | null {
  return signatureSchemes.find((each) => each.value === value) ?? null;
}

/** What the tests see. */
export const signatureSchemes: readonly SignatureScheme[] = [
  ecdsa(0x0403, "ecdsa_secp256r1_sha256", "SHA-256", "P-256"),
  ecdsa(0x0503, "ecdsa_secp384r1_sha384", "SHA-384", "P-384"),
  ecdsa(0x0603, "ecdsa_secp521r1_sha512", "SHA-512", "P-521"),
  ecdsa(0x081a, "ecdsa_brainpoolP256r1tls13_sha256", "SHA-256", "brainpoolP256r1"),
  ecdsa(0x081b, "ecdsa_brainpoolP384r1tls13_sha384", "SHA-384", "brainpoolP384r1"),
  ecdsa(0x081c, "ecdsa_brainpoolP512r1tls13_sha512", "SHA-512", "brainpoolP512r1"),
  edDsa(0x0807, "ed25519", "Ed25519", keyOid.ed25519),
  edDsa(0x0808, "ed448", "Ed448", keyOid.ed448),
  pss(0x0804, "rsa_pss_rsae_sha256", "SHA-256", "RSA"),
  pss(0x0805, "rsa_pss_rsae_sha384", "SHA-384", "RSA"),
  pss(0x0806, "rsa_pss_rsae_sha512", "SHA-512", "RSA"),
  pss(0x0809, "rsa_pss_pss_sha256", "SHA-256", "RSASSA-PSS"),
  pss(0x080a, "rsa_pss_pss_sha384", "SHA-384", "RSASSA-PSS"),
  pss(0x080b, "rsa_pss_pss_sha512", "SHA-512", "RSASSA-PSS"),
  // RFC 8446 §4.2.3: in certificates, and in TLS 1.2.
  pkcs1(0x0401, "rsa_pkcs1_sha256", "SHA-256"),
  pkcs1(0x0501, "rsa_pkcs1_sha384", "SHA-384"),
  pkcs1(0x0601, "rsa_pkcs1_sha512", "SHA-512"),
  pkcs1(0x0201, "rsa_pkcs1_sha1", "SHA-1"),
  ecdsa(0x0203, "ecdsa_sha1", "SHA-1", null),
  // TLS 1.2 alone: RFC 5246 §7.4.1.4.1 puts a hash and a signature algorithm together.
  pkcs1(0x0101, "rsa_md5", "MD5"),
  pkcs1(0x0301, "rsa_sha224", "SHA-224"),
  ecdsa(0x0303, "ecdsa_sha224", "SHA-224", null),
  dsa(0x0202, "dsa_sha1", "SHA-1"),
  dsa(0x0302, "dsa_sha224", "SHA-224"),
  dsa(0x0402, "dsa_sha256", "SHA-256"),
  dsa(0x0502, "dsa_sha384", "SHA-384"),
  dsa(0x0602, "dsa_sha512", "SHA-512"),
];

function ecdsa(value: number, name: string, hash: HashName, curve: CurveName | null): SignatureScheme {
  const known = { value, name, hash, curve, keyAlgorithm: "ECDSA", tls13: curve !== null } as const;
  return scheme(known, "ECDSA", keyOid.ecPublicKey);
}

function edDsa(value: number, name: string, algorithm: "Ed25519" | "Ed448", oid: string): SignatureScheme {
  const known = { value, name, hash: null, curve: null, keyAlgorithm: algorithm, tls13: true } as const;
  return scheme(known, algorithm, oid);
}

/** RFC 8446 §4.2.3: MGF1 and the digest use the scheme's hash, and the salt is as long as it. */
function pss(
  value: number,
  name: string,
  hash: HashName,
  keyAlgorithm: "RSA" | "RSASSA-PSS",
): SignatureScheme {
  const oid = keyAlgorithm === "RSA" ? keyOid.rsaEncryption : keyOid.rsassaPss;
  return scheme({ value, name, hash, curve: null, keyAlgorithm, tls13: true }, "RSASSA-PSS", oid);
}

function pkcs1(value: number, name: string, hash: HashName): SignatureScheme {
  const known = { value, name, hash, curve: null, keyAlgorithm: "RSA", tls13: false } as const;
  return scheme(known, "RSASSA-PKCS1-v1_5", keyOid.rsaEncryption);
}

function dsa(value: number, name: string, hash: HashName): SignatureScheme {
  return scheme({ value, name, hash, curve: null, keyAlgorithm: "DSA", tls13: false }, "DSA", keyOid.dsa);
}

function scheme(
  known: Omit<SignatureScheme, "verify">,
  algorithm: SignatureAlgorithm,
  oid: string,
): SignatureScheme {
  return {
    ...known,
    verify: (spki, signature, data) =>
      verifyWithKeyOf([oid], { algorithm, hash: known.hash, spki, signature, data }),
  };
}
