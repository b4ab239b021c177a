import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0x0001, "HKDF-SHA256", null, "RFC 9180"],
  [0x0002, "HKDF-SHA384", null, "RFC 9180"],
  [0x0003, "HKDF-SHA512", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

export const HpkeKdf = constants(rows);

/** RFC 9180 §7.2. */
export const hpkeKdfs = registry("HPKE KDF Identifiers", 2, rows);
