/** SignatureAlgorithm: the second octet of a TLS 1.2 SignatureAndHashAlgorithm. RFC 5246 §7.4.1.4.1. */
import { registry } from "./registry.ts";

export const signatureAlgorithms = registry("TLS SignatureAlgorithm", 1, [
  [0, "anonymous", "N", "RFC 5246"],
  [1, "rsa", "Y", "RFC 5246"],
  [2, "dsa", "N", "RFC 5246"],
  [3, "ecdsa", "Y", "RFC 8422"],
  [7, "ed25519", "Y", "RFC 8422"],
  [8, "ed448", "Y", "RFC 8422"],
  [64, "gostr34102012_256", "N", "RFC 9189"],
  [65, "gostr34102012_512", "N", "RFC 9189"],
]);
