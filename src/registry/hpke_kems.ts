import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0x0010, "DHKEM(P-256, HKDF-SHA256)", null, "RFC 9180"],
  [0x0011, "DHKEM(P-384, HKDF-SHA384)", null, "RFC 9180"],
  [0x0012, "DHKEM(P-521, HKDF-SHA512)", null, "RFC 9180"],
  [0x0020, "DHKEM(X25519, HKDF-SHA256)", null, "RFC 9180"],
  [0x0021, "DHKEM(X448, HKDF-SHA512)", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

/** RFC 9180 §7.1. */
export const hpkeKems = registry("HPKE KEM Identifiers", 2, rows);
