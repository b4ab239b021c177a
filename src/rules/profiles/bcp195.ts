/**
 * BCP 195 as RFC 9325 has it, in what can be seen from outside: how a server keeps its ticket keys, say, cannot. "must"
 * and "should" are the RFC's own words, and those of RFC 10015, which updates it: no RSA and no finite field for key
 * exchange in TLS 1.2.
 */
import type { ProfileDefinition } from "../../report/profile.ts";

export const bcp195: ProfileDefinition = {
  name: "bcp195",
  title: "BCP 195",
  reference: "RFC 9325",
  requirements: [
    {
      id: "versions.old",
      title: "No SSL 2.0, SSL 3.0, TLS 1.0 or TLS 1.1",
      level: "must",
      check: { protocol_versions: { none_of: ["SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1"] } },
      reference: "RFC 9325 §3.1.1",
    },
    {
      id: "versions.tls12",
      title: "TLS 1.2 or later",
      level: "must",
      check: { protocol_versions: { any_of: ["TLS 1.2", "TLS 1.3"] } },
      reference: "RFC 9325 §3.1.1",
    },
    {
      id: "versions.tls13",
      title: "TLS 1.3",
      level: "should",
      check: { protocol_versions: { all_of: ["TLS 1.3"] } },
      reference: "RFC 9325 §3.1.1",
    },
    {
      id: "hsts",
      title: "HTTP Strict Transport Security",
      level: "should",
      check: { hsts_seconds: { minimum: 1 } },
      reference: "RFC 9325 §3.2",
    },
    {
      id: "compression",
      title: "No compression by TLS",
      level: "should",
      check: { fact: "compression.accepted", is: [false] },
      reference: "RFC 9325 §3.3",
    },
    {
      id: "renegotiation",
      title: "Secure renegotiation",
      level: "must",
      check: { fact: "renegotiation.secure", is: [true] },
      reference: "RFC 9325 §3.5",
    },
    {
      id: "extended_main_secret",
      title: "Extended main secret",
      level: "must",
      check: { fact: "extensions.extended_main_secret", is: [true, null] },
      reference: "RFC 9325 §3.5, RFC 7627",
    },
    {
      id: "suites.null",
      title: "No cipher suite without encryption or without a server's identity",
      level: "must",
      check: {
        cipher_suites: { none_of: ["*_WITH_NULL_*", "*_anon_*", "TLS_SHA256_SHA256", "TLS_SHA384_SHA384"] },
      },
      reference: "RFC 9325 §4.1",
    },
    {
      id: "suites.rc4",
      title: "No RC4",
      level: "must",
      check: { cipher_suites: { none_of: ["*_RC4_*"] } },
      reference: "RFC 9325 §4.1",
    },
    {
      id: "suites.weak",
      title: "No cipher suite with less than 112 bits of security",
      level: "must",
      check: { cipher_suites: { none_of: ["*_EXPORT*", "*_DES_CBC_*", "*_DES40_*", "*_RC2_*"] } },
      reference: "RFC 9325 §4.1",
    },
    {
      id: "suites.112_bits",
      title: "No cipher suite with less than 128 bits of security",
      level: "should",
      check: { cipher_suites: { none_of: ["*_3DES_*"] } },
      reference: "RFC 9325 §4.1",
    },
    {
      id: "suites.static_rsa",
      title: "No static RSA key exchange",
      level: "must",
      check: { cipher_suites: { none_of: ["TLS_RSA_*"] } },
      reference: "RFC 9325 §4.1, RFC 10015",
    },
    {
      id: "suites.finite_field",
      title: "No Diffie-Hellman over a finite field before TLS 1.3",
      level: "must",
      check: { cipher_suites: { none_of: ["TLS_DH_RSA_*", "TLS_DH_DSS_*", "TLS_DHE_*"] } },
      reference: "RFC 10015 §2, §3",
    },
    {
      id: "suites.static_ecdh",
      title: "No static Diffie-Hellman over curves",
      level: "should",
      check: { cipher_suites: { none_of: ["TLS_ECDH_RSA_*", "TLS_ECDH_ECDSA_*"] } },
      reference: "RFC 9325 §4.1, RFC 10015",
    },
    {
      id: "suites.forward_secrecy",
      title: "Forward secrecy where the server chooses",
      level: "must",
      check: {
        first_cipher_suite: {
          only: ["TLS_ECDHE_*", "TLS_DHE_*", "TLS_AES_*", "TLS_CHACHA20_*", "TLS_AEGIS_*", "TLS_SM4_*"],
        },
      },
      reference: "RFC 9325 §4.1",
    },
    {
      id: "suites.recommended",
      title: "A cipher suite that is recommended",
      level: "should",
      check: {
        cipher_suites: {
          any_of: ["TLS_ECDHE_*_WITH_AES_*_GCM_SHA*", "TLS_AES_*_GCM_SHA*", "TLS_CHACHA20_POLY1305_SHA256"],
        },
      },
      reference: "RFC 9325 §4.2",
    },
    {
      id: "finite_field",
      title: "Finite-field Diffie-Hellman, where there is any, with 2048 bits",
      level: "must",
      check: { finite_field_bits: { minimum: 2048 } },
      reference: "RFC 9325 §4.5",
    },
    {
      id: "curves",
      title: "No curve of less than 224 bits",
      level: "must",
      check: { named_groups: { none_of: ["sect1*", "secp16*", "secp19*"] } },
      reference: "RFC 9325 §4.5",
    },
    {
      id: "certificate_key",
      title: "A certificate's key of 2048 bits of RSA, or as strong",
      level: "must",
      check: {
        certificate_keys: [
          { algorithm: "RSA*", minimum_bits: 2048 },
          { algorithm: "ECDSA", minimum_bits: 224 },
          { algorithm: "Ed*" },
          { algorithm: "ML-DSA*" },
        ],
      },
      reference: "RFC 9325 §4.5",
    },
    {
      id: "certificate_signature",
      title: "No certificate signed with MD5 or SHA-1",
      level: "must",
      check: { certificate_signatures: { none_of: ["md*", "sha1*", "*SHA1", "*-sha1"] } },
      reference: "RFC 9325 §4.5",
    },
    {
      id: "signatures",
      title: "No proof of the key signed with MD5 or SHA-1",
      level: "must",
      check: { signature_schemes: { none_of: ["*_sha1", "*_md5", "*_sha1_*"] } },
      reference: "RFC 9325 §4.1, RFC 9155",
    },
  ],
};
