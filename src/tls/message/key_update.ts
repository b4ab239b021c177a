/** KeyUpdate, RFC 9846 §4.7.3. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType, keyUpdateRequests } from "../../registry/mod.ts";
import { encodeHandshake } from "./handshake.ts";

export const UPDATE_NOT_REQUESTED = 0;
export const UPDATE_REQUESTED = 1;

export function readKeyUpdate(reader: Reader): number {
  return reader.codePoint("request_update", 1, keyUpdateRequests.codePoint);
}

export function encodeKeyUpdate(requestUpdate: number): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.key_update, (writer) => writer.uint8(requestUpdate));
}
