/** Records: the header that all have, and what encryption puts around and behind a message. */
import type { Notes } from "./note.ts";

export const recordNotes: Notes = {
  type: [
    "What the record carries: a piece of the handshake, an alert, ChangeCipherSpec or data.",
    "RFC 9846 §5.1",
  ],
  opaque_type: [
    "Says application_data whatever is inside, so that nobody on the way can tell the handshake from data.",
    "RFC 9846 §5.2",
  ],
  legacy_record_version: [
    "A version for the sake of old equipment on the way; TLS 1.3 ignores it, and the hellos agree on the real one.",
    "RFC 9846 §5.1",
  ],
  length: ["How many octets of this record follow.", "RFC 9846 §5.1", "number"],
  fragment: ["What the record carries: messages, a part of one, or their ciphertext.", "RFC 9846 §5.1"],
  encrypted_record: [
    "The message, its type and any padding, encrypted and authenticated as one; the five octets of the header are " +
    "authenticated with it.",
    "RFC 9846 §5.2",
  ],
  ciphertext: [
    "The content after encryption: without the key it cannot be told from random octets.",
    "RFC 5116 §2.1",
  ],
  tag: [
    "A proof that nothing was changed: whoever lacks the key can neither make it nor alter a record that has it.",
    "RFC 5116 §2.1",
  ],
  nonce_explicit: [
    "The part of the nonce that travels with the record; a nonce must never be used twice with the same key.",
    "RFC 5288 §3",
  ],
  IV: [
    "Random octets that the first block is mixed with, so that equal records do not look equal.",
    "RFC 5246 §6.2.3.2",
  ],
  MAC: [
    "A keyed hash of the content, its type and its number in the sequence: it shows any change and any reordering.",
    "RFC 5246 §6.2.3.1",
  ],
};

export const innerNotes: Notes = {
  content: ["The message itself, or the part of it that fits into this record.", "RFC 9846 §5.2"],
  type: [
    "The true content type, put behind the content before encryption; the header outside says application_data.",
    "RFC 9846 §5.2",
  ],
  zeros: ["Padding: zeros that hide how long the message is.", "RFC 9846 §5.4"],
  MAC: recordNotes["MAC"]!,
  padding: [
    "Fills the last block of the cipher; each of its octets says how many there are.",
    "RFC 5246 §6.2.3.2",
  ],
  padding_length: ["How many octets of padding stand before this one.", "RFC 5246 §6.2.3.2", "number"],
};
