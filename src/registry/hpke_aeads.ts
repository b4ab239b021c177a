import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0x0001, "AES-128-GCM", null, "RFC 9180"],
  [0x0002, "AES-256-GCM", null, "RFC 9180"],
  [0x0003, "ChaCha20Poly1305", null, "RFC 9180"],
  [0xffff, "Export-only", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

export const HpkeAead = constants(rows);

/** RFC 9180 §7.3. */
export const hpkeAeads = registry("HPKE AEAD Identifiers", 2, rows);
