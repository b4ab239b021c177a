/** record_size_limit, RFC 8449 §4. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number => reader.uint16("record_size_limit");

export const recordSizeLimit = {
  type: ExtensionType.record_size_limit,
  offer: ({ recordSizeLimit }) =>
    recordSizeLimit === null ? null : (writer) => writer.uint16(recordSizeLimit),
  read: { ClientHello: read, ServerHello: read, EncryptedExtensions: read },
} as const satisfies ExtensionCodec;
