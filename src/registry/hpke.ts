/** HPKE's algorithms, which an ECHConfig names: three registries of RFC 9180 §7. */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const kems = [
  [0x0010, "DHKEM(P-256, HKDF-SHA256)", null, "RFC 9180"],
  [0x0011, "DHKEM(P-384, HKDF-SHA384)", null, "RFC 9180"],
  [0x0012, "DHKEM(P-521, HKDF-SHA512)", null, "RFC 9180"],
  [0x0020, "DHKEM(X25519, HKDF-SHA256)", null, "RFC 9180"],
  [0x0021, "DHKEM(X448, HKDF-SHA512)", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

const kdfs = [
  [0x0001, "HKDF-SHA256", null, "RFC 9180"],
  [0x0002, "HKDF-SHA384", null, "RFC 9180"],
  [0x0003, "HKDF-SHA512", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

const aeads = [
  [0x0001, "AES-128-GCM", null, "RFC 9180"],
  [0x0002, "AES-256-GCM", null, "RFC 9180"],
  [0x0003, "ChaCha20Poly1305", null, "RFC 9180"],
  [0xffff, "Export-only", null, "RFC 9180"],
] as const satisfies readonly RegistryRow[];

export const HpkeKdf = constants(kdfs);
export const HpkeAead = constants(aeads);

export const hpkeKems = registry("HPKE KEM Identifiers", 2, kems);
export const hpkeKdfs = registry("HPKE KDF Identifiers", 2, kdfs);
export const hpkeAeads = registry("HPKE AEAD Identifiers", 2, aeads);
