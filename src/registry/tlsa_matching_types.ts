/** TLSA Matching Types (RFC 6698 §7, with the names of RFC 7218). */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "Full", null, "RFC 6698"],
  [1, "SHA2-256", null, "RFC 6698"],
  [2, "SHA2-512", null, "RFC 6698"],
  [255, "PrivMatch", null, "RFC 6698"],
] as const satisfies readonly RegistryRow[];

export const TlsaMatchingType = constants(rows);
export const tlsaMatchingTypes = registry("TLSA Matching Types", 1, rows);
