/** The handshake header (RFC 9846 §4): one octet of type, three of length. */
import { Reader, Writer } from "../../bytes/mod.ts";
import { handshakeTypes } from "../../registry/mod.ts";

export const HANDSHAKE_HEADER_LENGTH = 4;

/** A whole handshake message around what `write` writes. */
export function encodeHandshake(msgType: number, write: (writer: Writer) => void): Uint8Array<ArrayBuffer> {
  return new Writer().uint8(msgType).scope(3, write).bytes();
}

/** Reads header and body of one whole handshake message; `read` must consume the body. */
export function readHandshake<T>(reader: Reader, read: (reader: Reader) => T): T {
  reader.codePoint("msg_type", 1, handshakeTypes.codePoint);
  return reader.scope("body", 3, read);
}
