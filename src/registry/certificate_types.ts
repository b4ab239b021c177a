import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "X509", "Y", "RFC 6091, RFC 9846"],
  [1, "OpenPGP_RESERVED", "N", "RFC 6091, RFC 9846"],
  [2, "Raw Public Key", "Y", "RFC 7250"],
  [3, "1609Dot2", "N", "RFC 8902"],
] as const satisfies readonly RegistryRow[];

export const CertificateType = constants(rows);

export const certificateTypes = registry("TLS Certificate Types", 1, rows);
