import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [1, "zlib", null, "RFC 8879"],
  [2, "brotli", null, "RFC 8879"],
  [3, "zstd", null, "RFC 8879"],
] as const satisfies readonly RegistryRow[];

export const CertificateCompressionAlgorithm = constants(rows);

export const certificateCompressionAlgorithms = registry(
  "TLS Certificate Compression Algorithm IDs",
  2,
  rows,
);
