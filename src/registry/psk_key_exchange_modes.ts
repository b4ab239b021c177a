import { constants } from "./constants.ts";
import { isGreaseOctet } from "./grease.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "psk_ke", "Y", "RFC 9846"],
  [1, "psk_dhe_ke", "Y", "RFC 9846"],
] as const satisfies readonly RegistryRow[];

export const PskKeyExchangeMode = constants(rows);

export const pskKeyExchangeModes = registry("TLS PskKeyExchangeMode", 1, rows, isGreaseOctet);
