/** key_share, RFC 9846 §4.3.8. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType, ProtocolVersion, supportedGroups } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

export interface KeyShareEntry {
  readonly group: number;
  readonly keyExchange: Uint8Array;
}

const readEntry = (reader: Reader): KeyShareEntry => ({
  group: reader.codePoint("group", 2, supportedGroups.codePoint),
  keyExchange: reader.vector("key_exchange", 2, { minimum: 1 }),
});

export const keyShare = {
  type: ExtensionType.key_share,
  offer: ({ versions }, { keyShares, grease, isSecond }) =>
    !versions.includes(ProtocolVersion.TLS_1_3) ? null : (writer) =>
      writer.scope(2, (list) => {
        // RFC 8701 §3.1: a GREASE share holds one octet. RFC 9846 §4.3.8: the second time there is one share alone.
        if (grease && !isSecond) list.uint16(grease.group).vector(2, new Uint8Array(1));
        for (const share of keyShares) list.uint16(share.group).vector(2, share.publicKey);
      }),
  read: {
    ClientHello: (reader: Reader): KeyShareEntry[] => reader.list("client_shares", 2, readEntry),
    ServerHello: readEntry,
    HelloRetryRequest: (reader: Reader): number =>
      reader.codePoint("selected_group", 2, supportedGroups.codePoint),
  },
} as const satisfies ExtensionCodec;
