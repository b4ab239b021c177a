/** ClientKeyExchange for ECDHE, RFC 8422 §5.7. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { encodeHandshake } from "./handshake.ts";

export function encodeClientKeyExchangeEcdhe(publicPoint: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.client_key_exchange, (writer) => writer.vector(1, publicPoint));
}

export function readClientKeyExchangeEcdhe(reader: Reader): Uint8Array {
  return reader.vector("ecdh_Yc", 1, { minimum: 1 });
}
