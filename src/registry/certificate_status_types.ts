import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [1, "ocsp", null, "RFC 6066"],
  [2, "ocsp_multi", null, "RFC 6961"],
] as const satisfies readonly RegistryRow[];

export const CertificateStatusType = constants(rows);

export const certificateStatusTypes = registry("TLS Certificate Status Types", 1, rows);
