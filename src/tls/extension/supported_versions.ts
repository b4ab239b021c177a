/** supported_versions, RFC 9846 §4.3.1. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType, ProtocolVersion, protocolVersions } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const selectedVersion = (reader: Reader): number =>
  reader.codePoint("selected_version", 2, protocolVersions.codePoint);

export const supportedVersions = {
  type: ExtensionType.supported_versions,
  offer: ({ versions }, { grease }) =>
    !versions.includes(ProtocolVersion.TLS_1_3) ? null : (writer) =>
      writer.scope(1, (list) => {
        if (grease) list.uint16(grease.version);
        for (const version of versions) list.uint16(version);
      }),
  read: {
    ClientHello: (reader: Reader): number[] =>
      reader.list("versions", 1, (reader) => reader.codePoint("version", 2, protocolVersions.codePoint), {
        minimum: 2,
      }),
    ServerHello: selectedVersion,
    HelloRetryRequest: selectedVersion,
  },
} as const satisfies ExtensionCodec;
