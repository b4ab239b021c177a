/** CertificateVerify, RFC 9846 §4.5.2. */
import { concat, type Reader, utf8 } from "../../bytes/mod.ts";
import { signatureSchemes } from "../../registry/mod.ts";

export interface CertificateVerify {
  readonly algorithm: number;
  readonly signature: Uint8Array;
}

export function readCertificateVerify(reader: Reader): CertificateVerify {
  return {
    algorithm: reader.codePoint("algorithm", 2, signatureSchemes.codePoint),
    signature: reader.vector("signature", 2),
  };
}

/** What the server signs: 64 spaces, the context string, a zero octet, the transcript hash. */
export function serverSignedContent(transcriptHash: Uint8Array): Uint8Array<ArrayBuffer> {
  const context = utf8("TLS 1.3, server CertificateVerify");
  return concat(new Uint8Array(64).fill(0x20), context, new Uint8Array(1), transcriptHash);
}
