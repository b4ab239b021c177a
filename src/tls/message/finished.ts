/** Finished, RFC 9846 §4.5.3; RFC 5246 §7.4.9. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { encodeHandshake } from "./handshake.ts";

/** `length`: of the hash in TLS 1.3, 12 before it. Another length is a decode error. */
export const readFinished = (length: number) => (reader: Reader): Uint8Array =>
  reader.opaque("verify_data", length);

export function encodeFinished(verifyData: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.finished, (writer) => writer.opaque(verifyData));
}
