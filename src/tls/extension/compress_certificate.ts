/** compress_certificate, RFC 8879 §3. */
import type { Reader } from "../../bytes/mod.ts";
import { certificateCompressionAlgorithms, ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number[] =>
  reader.list(
    "algorithms",
    1,
    (reader) => reader.codePoint("compression_algorithm", 2, certificateCompressionAlgorithms.codePoint),
    { minimum: 2, maximum: 254 },
  );

export const compressCertificate = {
  type: ExtensionType.compress_certificate,
  offer: ({ certificateCompression }) =>
    certificateCompression.length === 0
      ? null
      : (writer) =>
        writer.scope(1, (list) => certificateCompression.forEach((algorithm) => list.uint16(algorithm))),
  read: { ClientHello: read, CertificateRequest: read },
} as const satisfies ExtensionCodec;
