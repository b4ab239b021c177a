/** HashAlgorithm: the first octet of a TLS 1.2 SignatureAndHashAlgorithm. RFC 5246 §7.4.1.4.1. */
import { registry } from "./registry.ts";

export const hashAlgorithms = registry("TLS HashAlgorithm", 1, [
  [0, "none", "Y", "RFC 5246"],
  [1, "md5", "D", "RFC 5246, RFC 9155, RFC 9847"],
  [2, "sha1", "D", "RFC 5246, RFC 9155, RFC 9847"],
  [3, "sha224", "D", "RFC 5246, RFC 9847"],
  [4, "sha256", "Y", "RFC 5246"],
  [5, "sha384", "Y", "RFC 5246"],
  [6, "sha512", "Y", "RFC 5246"],
  [8, "Intrinsic", "Y", "RFC 8422"],
]);
