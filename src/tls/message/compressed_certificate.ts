/** CompressedCertificate, RFC 8879 §4: a Certificate's body, compressed. */
import type { Reader } from "../../bytes/mod.ts";
import { certificateCompressionAlgorithms } from "../../registry/mod.ts";

export interface CompressedCertificate {
  readonly algorithm: number;
  /** What its sender says that it decompresses to, in octets. */
  readonly uncompressedLength: number;
  readonly compressedCertificateMessage: Uint8Array;
}

export function readCompressedCertificate(reader: Reader): CompressedCertificate {
  return {
    algorithm: reader.codePoint("compression_algorithm", 2, certificateCompressionAlgorithms.codePoint),
    uncompressedLength: reader.uint24("uncompressed_length"),
    compressedCertificateMessage: reader.vector("compressed_certificate_message", 3, { minimum: 1 }),
  };
}
