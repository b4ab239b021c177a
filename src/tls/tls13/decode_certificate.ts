/** The server's Certificate, as it is or compressed (RFC 8879 §4). */
import {
  AlertDescription,
  certificateCompressionAlgorithms,
  CertificateType,
  HandshakeType,
} from "../../registry/mod.ts";
import { decompressCertificate, UnsupportedCompressionError } from "../certificate_compression.ts";
import type { CertificateCompression } from "../engine/evidence.ts";
import { IncomingMessage } from "../engine/incoming_message.ts";
import type { Client } from "../hello/client.ts";
import { MAXIMUM_HANDSHAKE_MESSAGE } from "../limits.ts";
import {
  type Certificate,
  type CompressedCertificate,
  encodeHandshake,
  readCertificate,
  readCompressedCertificate,
  readRawPublicKey,
} from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";

export interface DecodedCertificate {
  readonly certificate: Certificate;
  /** `null` when it came as it is. */
  readonly compression: CertificateCompression | null;
}

/** Whether this is the server's Certificate in either form; a compressed one only where it was allowed. */
export function isCertificate({ offer }: Client, { msgType }: IncomingMessage): boolean {
  return msgType === HandshakeType.certificate ||
    msgType === HandshakeType.compressed_certificate && offer.certificateCompression.length > 0;
}

/** Throws `ProtocolError`. */
export async function decodeCertificate(
  client: Client,
  certificateType: number,
  message: IncomingMessage,
): Promise<DecodedCertificate> {
  const read = certificateType === CertificateType["Raw Public Key"] ? readRawPublicKey : readCertificate;
  if (message.msgType !== HandshakeType.compressed_certificate || !isCertificate(client, message)) {
    const certificate = message.expect(HandshakeType.certificate).decode(read);
    return { certificate, compression: null };
  }
  const compressed = message.decode(readCompressedCertificate);
  checkCompressed(client, compressed);
  const body = await decompress(compressed);
  const bytes = encodeHandshake(HandshakeType.certificate, (writer) => writer.opaque(body));
  const { contentType, atMs } = message;
  return {
    certificate: new IncomingMessage(contentType, bytes, atMs).decode(read),
    compression: {
      algorithm: compressed.algorithm,
      compressedLength: compressed.compressedCertificateMessage.length,
      uncompressedLength: compressed.uncompressedLength,
    },
  };
}

function checkCompressed({ offer }: Client, { algorithm, uncompressedLength }: CompressedCertificate): void {
  // RFC 8879 §4: one that was offered.
  if (!offer.certificateCompression.includes(algorithm)) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server compressed its certificates with ${nameOf(algorithm)}, which was not offered`,
    );
  }
  if (uncompressedLength > MAXIMUM_HANDSHAKE_MESSAGE) {
    throw new ProtocolError(
      "limit_exceeded",
      `The server's certificates claim ${uncompressedLength} octets; no more than ${MAXIMUM_HANDSHAKE_MESSAGE} are read`,
      { alert: AlertDescription.bad_certificate },
    );
  }
}

async function decompress(
  { algorithm, uncompressedLength, compressedCertificateMessage }: CompressedCertificate,
): Promise<Uint8Array> {
  try {
    return await decompressCertificate(algorithm, compressedCertificateMessage, uncompressedLength);
  } catch (error) {
    if (error instanceof UnsupportedCompressionError) {
      throw new ProtocolError("internal", error.message, { fault: "us", cause: error });
    }
    // RFC 8879 §4.
    throw new ProtocolError(
      "malformed_message",
      `The server's certificates do not decompress with ${
        nameOf(algorithm)
      } to the ${uncompressedLength} octets promised`,
      { alert: AlertDescription.bad_certificate, cause: error },
    );
  }
}

function nameOf(algorithm: number): string {
  const { name, hex } = certificateCompressionAlgorithms.codePoint(algorithm);
  return name ?? hex;
}
