/** supported_groups, RFC 9846 §4.3.7. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType, supportedGroups as registry } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): number[] =>
  reader.list("named_group_list", 2, (reader) => reader.codePoint("named_group", 2, registry.codePoint), {
    minimum: 2,
  });

export const supportedGroups = {
  type: ExtensionType.supported_groups,
  offer: ({ groups }, { grease }) =>
    groups.length === 0 ? null : (writer) =>
      writer.scope(2, (list) => {
        if (grease) list.uint16(grease.group);
        for (const group of groups) list.uint16(group);
      }),
  // Servers older than TLS 1.3 answer with theirs although RFC 8422 gives them no place to.
  read: { ClientHello: read, ServerHello: read, EncryptedExtensions: read },
} as const satisfies ExtensionCodec;
