/** Fields that mean the same wherever they stand. */
import type { Notes } from "./note.ts";

export const sharedNotes: Notes = {
  msg_type: ["The kind of handshake message.", "RFC 9846 §4"],
  "body.length": ["How many octets of the message follow, in three octets.", "RFC 9846 §4", "number"],
  body: ["The message itself, behind its header of four octets.", "RFC 9846 §4"],
  extensions: [
    "Everything that was added to TLS since its first version: each extension has a type and data.",
    "RFC 9846 §4.3",
  ],
  extension: ["One extension: its type, and data in that type's own format.", "RFC 9846 §4.3"],
  extension_type: [
    "The number of the extension in IANA's registry, which says how its data reads.",
    "RFC 9846 §4.3",
  ],
  extension_data: [
    "The data of the extension, in the format that its type has in this message.",
    "RFC 9846 §4.3",
  ],
  opaque: ["Data of an extension that this program does not decode.", "RFC 9846 §4.3"],
};

/** Behind each vector's name with `.length`. */
export const lengthReference = "RFC 9846 §3.4";
