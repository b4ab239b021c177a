/** NewSessionTicket: RFC 9846 §4.7.1 for TLS 1.3, RFC 5077 §3.3 before it. */
import type { Reader } from "../../bytes/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";

export interface NewSessionTicket {
  /** Seconds. */
  readonly ticketLifetime: number;
  readonly ticket: Uint8Array;
  /** Empty before TLS 1.3. */
  readonly extensions: readonly Extension[];
}

export function readNewSessionTicket(reader: Reader): NewSessionTicket {
  const ticketLifetime = reader.uint32("ticket_lifetime");
  reader.uint32("ticket_age_add");
  reader.vector("ticket_nonce", 1);
  return {
    ticketLifetime,
    ticket: reader.vector("ticket", 2, { minimum: 1 }),
    extensions: readExtensions(reader, "NewSessionTicket"),
  };
}

export function readNewSessionTicket12(reader: Reader): NewSessionTicket {
  return {
    ticketLifetime: reader.uint32("ticket_lifetime_hint"),
    ticket: reader.vector("ticket", 2),
    extensions: [],
  };
}
