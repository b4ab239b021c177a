/** server_name, RFC 6066 §3. */
import { type Reader, utf8 } from "../../bytes/mod.ts";
import { ExtensionType, serverNameTypes } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

const HOST_NAME = 0;

export interface ServerName {
  readonly nameType: number;
  readonly name: Uint8Array;
}

export const serverName = {
  type: ExtensionType.server_name,
  offer: ({ serverName }) =>
    serverName === null
      ? null
      : (writer) => writer.scope(2, (list) => list.uint8(HOST_NAME).vector(2, utf8(serverName))),
  read: {
    ClientHello: (reader: Reader): ServerName[] =>
      reader.list("server_name_list", 2, (reader) => ({
        nameType: reader.codePoint("name_type", 1, serverNameTypes.codePoint),
        name: reader.vector("host_name", 2, { minimum: 1 }),
      }), { minimum: 1 }),
    ServerHello: empty,
    EncryptedExtensions: empty,
  },
} as const satisfies ExtensionCodec;
