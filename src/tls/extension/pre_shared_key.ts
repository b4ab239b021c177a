/** pre_shared_key, RFC 9846 §4.3.11. We offer one PSK at most. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

export interface OfferedPsks {
  readonly identities: readonly { readonly identity: Uint8Array; readonly obfuscatedTicketAge: number }[];
  readonly binders: readonly Uint8Array[];
}

export const preSharedKey = {
  type: ExtensionType.pre_shared_key,
  offer: (_offer, { psk }) =>
    psk === null ? null : (writer) =>
      writer
        .scope(2, (list) => list.vector(2, psk.identity).uint32(psk.obfuscatedTicketAge))
        .scope(2, (list) => list.vector(1, new Uint8Array(psk.binderLength))),
  read: {
    ClientHello: (reader: Reader): OfferedPsks => ({
      identities: reader.list("identities", 2, (reader) => ({
        identity: reader.vector("identity", 2, { minimum: 1 }),
        obfuscatedTicketAge: reader.uint32("obfuscated_ticket_age"),
      }), { minimum: 7 }),
      binders: reader.list("binders", 2, (reader) => reader.vector("binder", 1, { minimum: 32 }), {
        minimum: 33,
      }),
    }),
    ServerHello: (reader: Reader): number => reader.uint16("selected_identity"),
  },
} as const satisfies ExtensionCodec;
