/** max_fragment_length, RFC 6066 §4. Decoded only: we never ask for shorter records. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number => reader.uint8("max_fragment_length");

export const maxFragmentLength = {
  type: ExtensionType.max_fragment_length,
  read: { ClientHello: read, ServerHello: read, EncryptedExtensions: read },
} as const satisfies ExtensionCodec;
