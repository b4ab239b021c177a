/** cookie, RFC 9846 §4.3.2. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): Uint8Array => reader.vector("cookie", 2, { minimum: 1 });

export const cookie = {
  type: ExtensionType.cookie,
  offer: (_offer, { cookie }) => cookie === null ? null : (writer) => writer.vector(2, cookie),
  read: { ClientHello: read, HelloRetryRequest: read },
} as const satisfies ExtensionCodec;
