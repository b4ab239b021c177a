/** signature_algorithms and signature_algorithms_cert, RFC 9846 §4.3.3. */
import type { Reader, Writer } from "../../bytes/mod.ts";
import { ExtensionType, signatureSchemes } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number[] =>
  reader.list(
    "supported_signature_algorithms",
    2,
    (reader) => reader.codePoint("signature_scheme", 2, signatureSchemes.codePoint),
    { minimum: 2 },
  );

const write = (schemes: readonly number[]) => (writer: Writer) =>
  void writer.scope(2, (list) => schemes.forEach((scheme) => list.uint16(scheme)));

export const signatureAlgorithms = {
  type: ExtensionType.signature_algorithms,
  offer: ({ signatureSchemes }) => signatureSchemes.length === 0 ? null : write(signatureSchemes),
  read: { ClientHello: read, CertificateRequest: read },
} as const satisfies ExtensionCodec;

export const signatureAlgorithmsCert = {
  type: ExtensionType.signature_algorithms_cert,
  offer: ({ signatureSchemesCert }) => signatureSchemesCert === null ? null : write(signatureSchemesCert),
  read: { ClientHello: read, CertificateRequest: read },
} as const satisfies ExtensionCodec;
