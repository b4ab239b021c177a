/** What Mozilla's two profiles have in common: Server Side TLS guideline 6.0, April 2026. */
import type { Requirement } from "../../report/profile.ts";

export const reference = "Mozilla Server Side TLS 6.0";

export const tls13Suites = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
];

export const common: readonly Requirement[] = [
  {
    id: "groups",
    title: "No groups but X25519MLKEM768, X25519, P-256 and P-384",
    level: "must",
    check: { named_groups: { only: ["X25519MLKEM768", "x25519", "secp256r1", "secp384r1"] } },
    reference,
  },
  {
    id: "post_quantum",
    title: "X25519MLKEM768",
    level: "should",
    check: { named_groups: { all_of: ["X25519MLKEM768"] } },
    reference,
  },
  {
    id: "preference",
    title: "The client chooses the cipher suite",
    level: "should",
    check: { cipher_suite_preference: "client" },
    reference,
  },
  {
    id: "hsts",
    title: "HSTS for two years",
    level: "must",
    check: { hsts_seconds: { minimum: 63_072_000 } },
    reference,
  },
  {
    id: "stapling",
    title: "OCSP stapling, where there is something to staple",
    level: "should",
    check: { ocsp_stapling: true },
    reference,
  },
  {
    id: "trusted",
    title: "A certificate that is trusted",
    level: "must",
    check: { trusted: true },
    reference,
  },
];
