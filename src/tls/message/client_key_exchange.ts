/** ClientKeyExchange: RFC 8422 §5.7 for ECDHE, RFC 5246 §7.4.7 for DHE and RSA. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { encodeHandshake } from "./handshake.ts";

/** What the one field is called, and the octets of its length, by key exchange. */
const fields = {
  ECDHE: { name: "ecdh_Yc", size: 1 },
  DHE: { name: "dh_Yc", size: 2 },
  RSA: { name: "EncryptedPreMasterSecret", size: 2 },
} as const;

/** `value`: the client's public value, or the encrypted premaster secret. */
export function encodeClientKeyExchange(
  keyExchange: keyof typeof fields,
  value: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { size } = fields[keyExchange];
  return encodeHandshake(HandshakeType.client_key_exchange, (writer) => writer.vector(size, value));
}

export const readClientKeyExchange = (keyExchange: keyof typeof fields) => (reader: Reader): Uint8Array => {
  const { name, size } = fields[keyExchange];
  return reader.vector(name, size, { minimum: 1 });
};
