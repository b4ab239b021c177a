/** TLSA Certificate Usages (RFC 6698 §7, with the names of RFC 7218). */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "PKIX-TA", null, "RFC 6698"],
  [1, "PKIX-EE", null, "RFC 6698"],
  [2, "DANE-TA", null, "RFC 6698"],
  [3, "DANE-EE", null, "RFC 6698"],
  [255, "PrivCert", null, "RFC 6698"],
] as const satisfies readonly RegistryRow[];

export const TlsaCertificateUsage = constants(rows);
export const tlsaCertificateUsages = registry("TLSA Certificate Usages", 1, rows);
