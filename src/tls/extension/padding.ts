/** padding, RFC 7685 §3: zeros that fill up a ClientHello. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

export const padding = {
  type: ExtensionType.padding,
  offer: (_offer, { paddingLength }) =>
    paddingLength === null ? null : (writer) => writer.opaque(new Uint8Array(paddingLength)),
  read: {
    ClientHello(reader: Reader): number {
      const { length } = reader.peek();
      if (length > 0) reader.rest("padding");
      return length;
    },
  },
} as const satisfies ExtensionCodec;
