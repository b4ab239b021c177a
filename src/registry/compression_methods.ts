import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "NULL", null, "RFC 3749"],
  [1, "DEFLATE", null, "RFC 3749"],
  [64, "LZS", null, "RFC 3943"],
] as const satisfies readonly RegistryRow[];

export const CompressionMethod = constants(rows);

export const compressionMethods = registry("TLS Compression Method Identifiers", 1, rows);
