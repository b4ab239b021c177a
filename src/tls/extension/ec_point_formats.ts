/** ec_point_formats, RFC 8422 §5.1.2. */
import type { Reader } from "../../bytes/mod.ts";
import { ecPointFormats as registry, ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number[] =>
  reader.list(
    "ec_point_format_list",
    1,
    (reader) => reader.codePoint("ec_point_format", 1, registry.codePoint),
    { minimum: 1 },
  );

export const ecPointFormats = {
  type: ExtensionType.ec_point_formats,
  offer: ({ ecPointFormats }) =>
    ecPointFormats.length === 0
      ? null
      : (writer) => writer.scope(1, (list) => ecPointFormats.forEach((format) => list.uint8(format))),
  read: { ClientHello: read, ServerHello: read },
} as const satisfies ExtensionCodec;
