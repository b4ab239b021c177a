/** Cipher suites, groups and signatures as RFC 9325 §4.2 and Mozilla's guideline 6.0 have them, in each library's names. */

export const openSslCiphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:" +
  "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:" +
  "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

export const openSslCurves = "X25519:prime256v1:secp384r1";

/** One name that a library does not know, and it takes nothing of the list: OpenSSL has this one from 3.5 on. */
export const openSslHybridCurves = `X25519MLKEM768:${openSslCurves}`;

/** P-521 and Ed25519 too: where the certificate has such a key, the server could not sign without. */
export const openSslSignatures = "ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:" +
  "RSA-PSS+SHA256:RSA-PSS+SHA384:RSA+SHA256:RSA+SHA384";

export const goCiphers = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

/** JSSE's names are IANA's; TLS 1.3's suites are in the same list. */
export const javaCiphers = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
];

/** Java passes over those of a list that it does not know. */
export const javaGroups = "X25519MLKEM768,x25519,secp256r1,secp384r1";

export const javaSignatures = [
  "ecdsa_secp256r1_sha256",
  "ecdsa_secp384r1_sha384",
  "ecdsa_secp521r1_sha512",
  "ed25519",
  "rsa_pss_rsae_sha256",
  "rsa_pss_rsae_sha384",
  "rsa_pkcs1_sha256",
  "rsa_pkcs1_sha384",
];

export const clientAuthority = "/etc/ssl/client-ca.pem";
