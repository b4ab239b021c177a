import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [1, "rsa_sign", "Y", "RFC 5246"],
  [2, "dss_sign", "N", "RFC 5246"],
  [3, "rsa_fixed_dh", "D", "RFC 5246, RFC 10015"],
  [4, "dss_fixed_dh", "D", "RFC 5246, RFC 10015"],
  [5, "rsa_ephemeral_dh_RESERVED", "D", "RFC 5246, RFC 9847"],
  [6, "dss_ephemeral_dh_RESERVED", "D", "RFC 5246, RFC 9847"],
  [20, "fortezza_dms_RESERVED", "D", "RFC 5246, RFC 9847"],
  [64, "ecdsa_sign", "Y", "RFC 8422"],
  [65, "rsa_fixed_ecdh", "D", "RFC 8422, RFC 10015"],
  [66, "ecdsa_fixed_ecdh", "D", "RFC 8422, RFC 10015"],
  [67, "gost_sign256", "N", "RFC 9189"],
  [68, "gost_sign512", "N", "RFC 9189"],
] as const satisfies readonly RegistryRow[];

export const ClientCertificateType = constants(rows);

export const clientCertificateTypes = registry("TLS ClientCertificateType Identifiers", 1, rows);
