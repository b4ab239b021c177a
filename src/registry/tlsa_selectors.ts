/** TLSA Selectors (RFC 6698 §7, with the names of RFC 7218). */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "Cert", null, "RFC 6698"],
  [1, "SPKI", null, "RFC 6698"],
  [255, "PrivSel", null, "RFC 6698"],
] as const satisfies readonly RegistryRow[];

export const TlsaSelector = constants(rows);
export const tlsaSelectors = registry("TLSA Selectors", 1, rows);
