/** encrypted_client_hello: the outer form, and the keys that a server answers with. */
import type { Notes } from "./note.ts";

export const encryptedClientHelloNotes: Notes = {
  type: ["0 for the form that travels in the clear, 1 for the one inside it.", "RFC 9849 §5", "number"],
  cipher_suite: ["How the inner ClientHello is encrypted.", "RFC 9849 §5"],
  kdf_id: ["The function that derives the key.", "RFC 9180 §7.2"],
  aead_id: ["The cipher.", "RFC 9180 §7.3"],
  config_id: ["Which of its keys the server is to try.", "RFC 9849 §4", "number"],
  enc: ["The client's fresh public key, from which the server derives the same secret.", "RFC 9180 §5.1"],
  payload: ["The real ClientHello, encrypted; or random octets that look like one.", "RFC 9849 §5"],
  confirmation: ["Whether the server could decrypt, in a form that nobody else can tell.", "RFC 9849 §7.2.1"],
  retry_configs: ["The keys to encrypt to the next time.", "RFC 9849 §5"],
  ECHConfig: ["One key with everything about it.", "RFC 9849 §4"],
  version: ["The version of the format, 0xfe0d in the RFC.", "RFC 9849 §4"],
  contents: ["What this version of the format holds.", "RFC 9849 §4"],
  kem_id: ["The kind of key, by which the secret is agreed on.", "RFC 9180 §7.1"],
  public_key: ["The server's public key for this purpose.", "RFC 9849 §4"],
  cipher_suites: ["The ways to encrypt that the server takes, each a pair.", "RFC 9849 §4"],
  maximum_name_length: [
    "The longest name that the server has, so that padding can hide which one is meant.",
    "RFC 9849 §4",
    "number",
  ],
  public_name: [
    "The name that stands in the outer ClientHello, where everyone can read it.",
    "RFC 9849 §4",
    "text",
  ],
  extensions: ["What later documents add to this key.", "RFC 9849 §4.2"],
  data: ["Data of one of them.", "RFC 9849 §4.2"],
  opaque: ["A version that this program does not decode.", "RFC 9849 §4"],
};
