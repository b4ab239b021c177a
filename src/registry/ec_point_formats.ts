import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "uncompressed", null, "RFC 8422"],
  [1, "ansiX962_compressed_prime", null, "RFC 8422"],
  [2, "ansiX962_compressed_char2", null, "RFC 8422"],
] as const satisfies readonly RegistryRow[];

export const ECPointFormat = constants(rows);

export const ecPointFormats = registry("TLS EC Point Formats", 1, rows);
