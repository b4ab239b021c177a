/** max_fragment_length, RFC 6066 §4: a code for 2^9 to 2^12 octets. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number => reader.uint8("max_fragment_length");

export const maxFragmentLength = {
  type: ExtensionType.max_fragment_length,
  offer: ({ maxFragmentLength }) =>
    maxFragmentLength === null ? null : (writer) => writer.uint8(maxFragmentLength),
  read: { ClientHello: read, ServerHello: read, EncryptedExtensions: read },
} as const satisfies ExtensionCodec;
