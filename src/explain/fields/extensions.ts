/** The fields within each extension, by IANA's name of the extension. */
import { certificateStatusNotes, delegatedCredentialNotes } from "./authentication.ts";
import { encryptedClientHelloNotes } from "./encrypted_client_hello.ts";
import type { Notes } from "./note.ts";

const signatures: Notes = {
  supported_signature_algorithms: [
    "The kinds of signature that can be verified, most wanted first.",
    "RFC 9846 §4.3.3",
  ],
  signature_scheme: ["One kind of signature: its algorithm with its hash.", "RFC 9846 §4.3.3"],
};

export const extensionNotes: Readonly<Record<string, Notes>> = {
  server_name: {
    server_name_list: ["A list in which only ever one name stands.", "RFC 6066 §3"],
    name_type: ["The kind of name; host_name is the only one.", "RFC 6066 §3"],
    host_name: [
      "The host that the client wants, in ASCII; everyone on the way can read it here.",
      "RFC 6066 §3",
      "text",
    ],
  },
  max_fragment_length: {
    max_fragment_length: [
      "1 to 4, for records of 512, 1024, 2048 or 4096 octets at most.",
      "RFC 6066 §4",
      "number",
    ],
  },
  status_request: {
    ...certificateStatusNotes,
    request: [
      "Which responders the client trusts, and extensions for them: two lists, as a rule empty.",
      "RFC 6066 §8",
    ],
  },
  supported_groups: {
    named_group_list: ["The groups, most wanted first.", "RFC 9846 §4.3.7"],
    named_group: [
      "One group in which a key can be agreed: a curve, a prime field, or one with a KEM.",
      "RFC 9846 §4.3.7",
    ],
  },
  ec_point_formats: {
    ec_point_format_list: ["The formats that the sender can read.", "RFC 8422 §5.1.2"],
    ec_point_format: ["One format; uncompressed must be among them.", "RFC 8422 §5.1.2"],
  },
  signature_algorithms: signatures,
  signature_algorithms_cert: signatures,
  application_layer_protocol_negotiation: {
    protocol_name_list: [
      "The protocols that the client speaks, most wanted first, or the one that the server chose.",
      "RFC 7301 §3.1",
    ],
    protocol_name: ["The name of one protocol.", "RFC 7301 §3.1", "text"],
  },
  signed_certificate_timestamp: {
    sct_list: ["The timestamps, each from another log.", "RFC 6962 §3.3"],
    serialized_sct: ["One log's signed promise: which log, when, and its signature.", "RFC 6962 §3.2"],
  },
  padding: { padding: ["Zeros, which mean nothing.", "RFC 7685 §3"] },
  record_size_limit: {
    record_size_limit: [
      "The most octets of content that a record to the sender may hold; in TLS 1.3 its inner type and padding count.",
      "RFC 8449 §4",
      "number",
    ],
  },
  compress_certificate: {
    algorithms: ["The ways of compression that the sender can undo, most wanted first.", "RFC 8879 §3"],
    compression_algorithm: ["One way of compression.", "RFC 8879 §3"],
  },
  client_certificate_type: {
    client_certificate_types: ["The kinds of certificate that the client could show.", "RFC 7250 §3"],
    client_certificate_type: ["One kind: a certificate, or a public key alone.", "RFC 7250 §3"],
  },
  server_certificate_type: {
    server_certificate_types: [
      "The kinds of certificate that the client takes, most wanted first.",
      "RFC 7250 §3",
    ],
    server_certificate_type: ["One kind: a certificate, or a public key alone.", "RFC 7250 §3"],
  },
  delegated_credential: delegatedCredentialNotes,
  encrypted_client_hello: encryptedClientHelloNotes,
  session_ticket: { ticket: ["The ticket of an earlier connection, to resume with.", "RFC 5077 §3.2"] },
  pre_shared_key: {
    identities: ["The secrets that the client could begin with.", "RFC 9846 §4.3.11"],
    identity: ["Names one of them: a ticket from an earlier connection, as a rule.", "RFC 9846 §4.3.11"],
    obfuscated_ticket_age: [
      "How old the ticket is in milliseconds, with a random number added that hides it.",
      "RFC 9846 §4.3.11",
    ],
    binders: ["For each identity a proof that the client has its secret.", "RFC 9846 §4.3.11.2"],
    binder: [
      "A keyed hash of this ClientHello up to here, under a key from the secret.",
      "RFC 9846 §4.3.11.2",
    ],
    selected_identity: ["Which identity the server took, counted from 0.", "RFC 9846 §4.3.11", "number"],
  },
  early_data: {
    max_early_data_size: [
      "The most octets of early data that the server accepts with this ticket.",
      "RFC 9846 §4.7.1",
      "number",
    ],
  },
  supported_versions: {
    versions: ["The versions that the client speaks, most wanted first.", "RFC 9846 §4.3.1"],
    version: ["One version that the client speaks.", "RFC 9846 §4.3.1"],
    selected_version: ["The version of this connection.", "RFC 9846 §4.3.1"],
  },
  cookie: { cookie: ["Octets that only the server understands.", "RFC 9846 §4.3.2"] },
  psk_key_exchange_modes: {
    ke_modes: ["The ways to resume that the client allows.", "RFC 9846 §4.3.9"],
    ke_mode: [
      "One way to resume: psk_dhe_ke agrees on a fresh secret as well, psk_ke does not.",
      "RFC 9846 §4.3.9",
    ],
  },
  certificate_authorities: {
    authorities: ["The names of the authorities.", "RFC 9846 §4.3.4"],
    distinguished_name: ["The name of one authority, in DER.", "RFC 9846 §4.3.4"],
  },
  key_share: {
    client_shares: [
      "The client's public keys, one for each group that it guesses the server will take.",
      "RFC 9846 §4.3.8",
    ],
    group: ["The group that the key is of.", "RFC 9846 §4.3.8"],
    key_exchange: [
      "A fresh public key, or a KEM's ciphertext: one half of what the shared secret is made from.",
      "RFC 9846 §4.3.8",
    ],
    selected_group: [
      "The group for which the server wants a key share, in a second ClientHello.",
      "RFC 9846 §4.3.8",
    ],
  },
  renegotiation_info: {
    renegotiated_connection: [
      "The Finished of the handshake before, on this connection; empty when there was none.",
      "RFC 5746 §3.2",
    ],
  },
};
