/** NewSessionTicket: RFC 9846 §4.7.1 for TLS 1.3, RFC 5077 §3.3 before it. */
import type { Reader } from "../../bytes/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";

export interface NewSessionTicket {
  /** Seconds. */
  readonly ticketLifetime: number;
  readonly ticketAgeAdd: number;
  readonly ticketNonce: Uint8Array;
  readonly ticket: Uint8Array;
  readonly extensions: readonly Extension[];
}

export interface NewSessionTicket12 {
  /** Seconds; 0: the server does not say. */
  readonly ticketLifetimeHint: number;
  /** Empty: the server had none to give after all. */
  readonly ticket: Uint8Array;
}

export function readNewSessionTicket(reader: Reader): NewSessionTicket {
  return {
    ticketLifetime: reader.uint32("ticket_lifetime"),
    ticketAgeAdd: reader.uint32("ticket_age_add"),
    ticketNonce: reader.vector("ticket_nonce", 1),
    ticket: reader.vector("ticket", 2, { minimum: 1 }),
    extensions: readExtensions(reader, "NewSessionTicket"),
  };
}

export function readNewSessionTicket12(reader: Reader): NewSessionTicket12 {
  return {
    ticketLifetimeHint: reader.uint32("ticket_lifetime_hint"),
    ticket: reader.vector("ticket", 2),
  };
}
