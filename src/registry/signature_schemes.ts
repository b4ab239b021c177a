/** SignatureScheme, and the TLS 1.2 pairs of hash and signature algorithm that share its code points. */
import type { CodePoint } from "./code_point.ts";
import { constants } from "./constants.ts";
import { isGrease } from "./grease.ts";
import { hashAlgorithms } from "./hash_algorithms.ts";
import { registry, type RegistryRow } from "./registry.ts";
import { signatureAlgorithms } from "./signature_algorithms.ts";

const rows = [
  [0x0201, "rsa_pkcs1_sha1", "N", "RFC 9846, RFC 9155"],
  [0x0203, "ecdsa_sha1", "N", "RFC 9846, RFC 9155"],
  [0x0401, "rsa_pkcs1_sha256", "Y", "RFC 9846"],
  [0x0403, "ecdsa_secp256r1_sha256", "Y", "RFC 9846"],
  [0x0420, "rsa_pkcs1_sha256_legacy", "N", "RFC 9963"],
  [0x0501, "rsa_pkcs1_sha384", "Y", "RFC 9846"],
  [0x0503, "ecdsa_secp384r1_sha384", "Y", "RFC 9846"],
  [0x0520, "rsa_pkcs1_sha384_legacy", "N", "RFC 9963"],
  [0x0601, "rsa_pkcs1_sha512", "Y", "RFC 9846"],
  [0x0603, "ecdsa_secp521r1_sha512", "Y", "RFC 9846"],
  [0x0620, "rsa_pkcs1_sha512_legacy", "N", "RFC 9963"],
  [0x0704, "eccsi_sha256", "N", "draft-wang-tls-raw-public-key-with-ibc"],
  [0x0705, "iso_ibs1", "N", "draft-wang-tls-raw-public-key-with-ibc"],
  [0x0706, "iso_ibs2", "N", "draft-wang-tls-raw-public-key-with-ibc"],
  [0x0707, "iso_chinese_ibs", "N", "draft-wang-tls-raw-public-key-with-ibc"],
  [0x0708, "sm2sig_sm3", "N", "RFC 8998"],
  [0x0709, "gostr34102012_256a", "N", "RFC 9367"],
  [0x070a, "gostr34102012_256b", "N", "RFC 9367"],
  [0x070b, "gostr34102012_256c", "N", "RFC 9367"],
  [0x070c, "gostr34102012_256d", "N", "RFC 9367"],
  [0x070d, "gostr34102012_512a", "N", "RFC 9367"],
  [0x070e, "gostr34102012_512b", "N", "RFC 9367"],
  [0x070f, "gostr34102012_512c", "N", "RFC 9367"],
  [0x0804, "rsa_pss_rsae_sha256", "Y", "RFC 9846"],
  [0x0805, "rsa_pss_rsae_sha384", "Y", "RFC 9846"],
  [0x0806, "rsa_pss_rsae_sha512", "Y", "RFC 9846"],
  [0x0807, "ed25519", "Y", "RFC 9846"],
  [0x0808, "ed448", "Y", "RFC 9846"],
  [0x0809, "rsa_pss_pss_sha256", "Y", "RFC 9846"],
  [0x080a, "rsa_pss_pss_sha384", "Y", "RFC 9846"],
  [0x080b, "rsa_pss_pss_sha512", "Y", "RFC 9846"],
  [0x081a, "ecdsa_brainpoolP256r1tls13_sha256", "N", "RFC 8734"],
  [0x081b, "ecdsa_brainpoolP384r1tls13_sha384", "N", "RFC 8734"],
  [0x081c, "ecdsa_brainpoolP512r1tls13_sha512", "N", "RFC 8734"],
  [0x0904, "mldsa44", "N", "draft-ietf-tls-mldsa"],
  [0x0905, "mldsa65", "N", "draft-ietf-tls-mldsa"],
  [0x0906, "mldsa87", "N", "draft-ietf-tls-mldsa"],
  [0x0911, "slhdsa_sha2_128s", "N", "draft-reddy-tls-slhdsa"],
  [0x0912, "slhdsa_sha2_128f", "N", "draft-reddy-tls-slhdsa"],
  [0x0913, "slhdsa_sha2_192s", "N", "draft-reddy-tls-slhdsa"],
  [0x0914, "slhdsa_sha2_192f", "N", "draft-reddy-tls-slhdsa"],
  [0x0915, "slhdsa_sha2_256s", "N", "draft-reddy-tls-slhdsa"],
  [0x0916, "slhdsa_sha2_256f", "N", "draft-reddy-tls-slhdsa"],
  [0x0917, "slhdsa_shake_128s", "N", "draft-reddy-tls-slhdsa"],
  [0x0918, "slhdsa_shake_128f", "N", "draft-reddy-tls-slhdsa"],
  [0x0919, "slhdsa_shake_192s", "N", "draft-reddy-tls-slhdsa"],
  [0x091a, "slhdsa_shake_192f", "N", "draft-reddy-tls-slhdsa"],
  [0x091b, "slhdsa_shake_256s", "N", "draft-reddy-tls-slhdsa"],
  [0x091c, "slhdsa_shake_256f", "N", "draft-reddy-tls-slhdsa"],
] as const satisfies readonly RegistryRow[];

export const SignatureScheme = constants(rows);

export const signatureSchemes = registry("TLS SignatureScheme", 2, rows, isGrease);

/**
 * A SignatureAndHashAlgorithm as TLS 1.2 sends it: the scheme's name where there is one, else the pair in
 * RFC 5246's names, as `sha256/dsa` for 0x0402; `name: null` when either half is unknown.
 */
export function signatureAndHashAlgorithm(value: number): CodePoint {
  const scheme = signatureSchemes.codePoint(value);
  if (scheme.name !== null) return scheme;
  const hash = hashAlgorithms.entry(value >>> 8);
  const signature = signatureAlgorithms.entry(value & 0xff);
  if (hash === null || signature === null) return scheme;
  return { ...scheme, name: `${hash.name}/${signature.name}` };
}
