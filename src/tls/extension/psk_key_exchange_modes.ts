/** psk_key_exchange_modes, RFC 9846 §4.3.9. Without it a server sends no tickets. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType, pskKeyExchangeModes as registry } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

export const pskKeyExchangeModes = {
  type: ExtensionType.psk_key_exchange_modes,
  offer: ({ pskKeyExchangeModes }) =>
    pskKeyExchangeModes.length === 0
      ? null
      : (writer) => writer.scope(1, (list) => pskKeyExchangeModes.forEach((mode) => list.uint8(mode))),
  read: {
    ClientHello: (reader: Reader): number[] =>
      reader.list("ke_modes", 1, (reader) => reader.codePoint("ke_mode", 1, registry.codePoint), {
        minimum: 1,
      }),
  },
} as const satisfies ExtensionCodec;
