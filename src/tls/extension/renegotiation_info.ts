/** renegotiation_info, RFC 5746 §3.2. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

const read = (reader: Reader): Uint8Array => reader.vector("renegotiated_connection", 1);

export const renegotiationInfo = {
  type: ExtensionType.renegotiation_info,
  offer: ({ renegotiationInfo }, { renegotiatedConnection }) =>
    renegotiationInfo ? (writer) => writer.vector(1, renegotiatedConnection) : null,
  read: { ClientHello: read, ServerHello: read },
} as const satisfies ExtensionCodec;
