/** application_layer_protocol_negotiation (ALPN), RFC 7301 §3.1. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

/** Names are octets; as text they are ISO 8859-1, one character an octet. */
const read = (reader: Reader): string[] =>
  reader.list(
    "protocol_name_list",
    2,
    (reader) => String.fromCharCode(...reader.vector("protocol_name", 1, { minimum: 1 })),
    { minimum: 2 },
  );

export const applicationLayerProtocolNegotiation = {
  type: ExtensionType.application_layer_protocol_negotiation,
  offer: ({ applicationProtocols }) =>
    applicationProtocols.length === 0 ? null : (writer) =>
      writer.scope(2, (list) => {
        for (const name of applicationProtocols) {
          list.vector(
            1,
            Uint8Array.from(name, (character) => character.charCodeAt(0)),
          );
        }
      }),
  read: { ClientHello: read, ServerHello: read, EncryptedExtensions: read },
} as const satisfies ExtensionCodec;
