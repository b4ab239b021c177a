/** What else is sent during a handshake and after it. */
import type { Notes } from "./note.ts";

export const alertNotes: Notes = {
  level: [
    "Warning or fatal; in TLS 1.3 the description alone decides, and all but closures end the connection.",
    "RFC 9846 §6",
  ],
  description: ["What happened, from IANA's registry of alerts.", "RFC 9846 §6"],
};

export const changeCipherSpecNotes: Notes = {
  type: [
    "Always 1: from here on the sender encrypts; in TLS 1.3 it only looks so, for the sake of equipment on the way.",
    "RFC 5246 §7.1",
  ],
};

export const applicationDataNotes: Notes = {
  content: [
    "What the connection is for: data of the protocol that speaks behind TLS.",
    "RFC 9846 §5.2",
    "text",
  ],
};

export const newSessionTicketNotes: Notes = {
  ticket_lifetime: [
    "For how many seconds the ticket may be used, a week at most.",
    "RFC 9846 §4.7.1",
    "number",
  ],
  ticket_age_add: [
    "A random number that the client adds to the ticket's age, so that nobody can link two connections by it.",
    "RFC 9846 §4.7.1",
  ],
  ticket_nonce: ["Makes the key of this ticket another than those of its siblings.", "RFC 9846 §4.7.1"],
  ticket: [
    "What the client shows to resume: usually the server's own state, encrypted for itself.",
    "RFC 9846 §4.7.1",
  ],
  ticket_lifetime_hint: [
    "For how many seconds the server means to keep the ticket.",
    "RFC 5077 §3.3",
    "number",
  ],
};

export const keyUpdateNotes: Notes = {
  request_update: [
    "Whether the other side is to take new keys too; the sender takes them in any case.",
    "RFC 9846 §4.7.3",
  ],
};

/** Of a message that came out of turn, or that has no decoder. */
export const undecodedNotes: Notes = {
  content: ["The content of a message that was not decoded, because nobody expected it here.", "RFC 9846 §4"],
};
