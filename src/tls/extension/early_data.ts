/** early_data, RFC 9846 §4.3.10. A ticket says how much would be accepted. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

export const earlyData = {
  type: ExtensionType.early_data,
  // RFC 9846 §4.2.2: not in a second ClientHello.
  offer: ({ earlyData }, { isSecond }) => earlyData !== null && !isSecond ? () => {} : null,
  read: {
    ClientHello: empty,
    EncryptedExtensions: empty,
    NewSessionTicket: (reader: Reader): number => reader.uint32("max_early_data_size"),
  },
} as const satisfies ExtensionCodec;
