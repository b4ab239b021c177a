/** session_ticket, RFC 5077 §3.2. An empty one says: a ticket is welcome, none is held. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

export const sessionTicket = {
  type: ExtensionType.session_ticket,
  offer({ sessionTicket, resume }) {
    const ticket = resume?.kind === "main_secret" ? resume.ticket : null;
    if (ticket !== null) return (writer) => writer.opaque(ticket);
    return sessionTicket ? () => {} : null;
  },
  read: { ClientHello: (reader: Reader): Uint8Array => reader.rest("ticket"), ServerHello: empty },
} as const satisfies ExtensionCodec;
