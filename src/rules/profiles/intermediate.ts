/** For web servers that old clients reach too: Mozilla recommends it to nearly everyone. */
import type { ProfileDefinition } from "../../report/profile.ts";
import { common, reference, tls13Suites } from "./mozilla.ts";

export const intermediate: ProfileDefinition = {
  name: "intermediate",
  title: "Mozilla intermediate",
  reference,
  requirements: [
    {
      id: "versions",
      title: "TLS 1.2 and 1.3, and nothing else",
      level: "must",
      check: { protocol_versions: { only: ["TLS 1.2", "TLS 1.3"], all_of: ["TLS 1.2", "TLS 1.3"] } },
      reference,
    },
    {
      id: "cipher_suites",
      title: "No cipher suites but ECDHE with AES-GCM or ChaCha20-Poly1305",
      level: "must",
      check: {
        cipher_suites: {
          only: [
            ...tls13Suites,
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          ],
        },
      },
      reference,
    },
    {
      id: "finite_field",
      title: "Finite-field Diffie-Hellman, where there is any, with 2048 bits",
      level: "must",
      check: { finite_field_bits: { minimum: 2048 } },
      reference,
    },
    {
      id: "certificate_key",
      title: "An ECDSA key on P-256 or P-384, or an RSA key of 2048 bits",
      level: "must",
      check: {
        certificate_keys: [
          { algorithm: "ECDSA", curves: ["P-256", "P-384"] },
          { algorithm: "RSA", minimum_bits: 2048 },
        ],
      },
      reference,
    },
    {
      id: "certificate_signature",
      title: "A certificate signed with RSA and SHA-256, or ECDSA and SHA-2",
      level: "must",
      check: {
        certificate_signatures: {
          only: ["sha256WithRSAEncryption", "ecdsa-with-SHA256", "ecdsa-with-SHA384", "ecdsa-with-SHA512"],
        },
        of: "leaf",
      },
      reference,
    },
    {
      id: "certificate_lifetime",
      title: "A certificate that lives 366 days at most",
      level: "must",
      check: { certificate_lifetime_days: { maximum: 366 } },
      reference,
    },
    {
      id: "certificate_lifetime_recommended",
      title: "A certificate that lives 90 days at most",
      level: "should",
      check: { certificate_lifetime_days: { maximum: 90 } },
      reference,
    },
    ...common,
  ],
};
