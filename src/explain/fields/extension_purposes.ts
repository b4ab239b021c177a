/** What each extension is for, by IANA's name of it. */
import type { NoteRow } from "./note.ts";

export const extensionPurposes: Readonly<Record<string, NoteRow>> = {
  server_name: [
    "The name that the client wants, so that a server with many sites shows the right certificate.",
    "RFC 6066 §3",
  ],
  max_fragment_length: ["Asks for shorter records, for clients with little memory.", "RFC 6066 §4"],
  status_request: [
    "Asks for the authority's word on whether the certificate is revoked, stapled to the handshake.",
    "RFC 6066 §8",
  ],
  supported_groups: ["The groups in which keys can be agreed, most wanted first.", "RFC 9846 §4.3.7"],
  ec_point_formats: [
    "How points of elliptic curves are written; uncompressed is the only way left.",
    "RFC 8422 §5.1.2",
  ],
  signature_algorithms: [
    "The signatures that can be verified, so that the other side makes one of them.",
    "RFC 9846 §4.3.3",
  ],
  signature_algorithms_cert: [
    "The signatures that can be verified in certificates, where those are others.",
    "RFC 9846 §4.3.3",
  ],
  application_layer_protocol_negotiation: [
    "Which protocol speaks behind TLS, such as h2 or http/1.1, agreed without another round trip.",
    "RFC 7301 §3.1",
  ],
  signed_certificate_timestamp: [
    "Promises of public logs that they have recorded the certificate.",
    "RFC 6962 §3.3",
  ],
  padding: ["Makes the ClientHello longer, for servers that hang at certain lengths.", "RFC 7685 §3"],
  encrypt_then_mac: ["With CBC suites, authenticate the ciphertext and not the plaintext.", "RFC 7366 §2"],
  extended_main_secret: [
    "Ties the main secret to the whole handshake, so that two connections cannot be made to share it.",
    "RFC 7627 §5.1",
  ],
  record_size_limit: ["The longest record that the sender is willing to receive.", "RFC 8449 §4"],
  session_ticket: ["Asks for a ticket to resume with, or shows one; TLS 1.2 and older.", "RFC 5077 §3.2"],
  pre_shared_key: [
    "Shows a secret from an earlier connection, to begin without certificates.",
    "RFC 9846 §4.3.11",
  ],
  early_data: ["Data goes along with the first message, before the server has answered.", "RFC 9846 §4.3.10"],
  supported_versions: [
    "The real list of versions, and in the answer the one that was chosen.",
    "RFC 9846 §4.3.1",
  ],
  cookie: [
    "The server's own octets, returned to it, so that it need not remember the first ClientHello.",
    "RFC 9846 §4.3.2",
  ],
  psk_key_exchange_modes: ["Whether a resumed connection also agrees on a fresh secret.", "RFC 9846 §4.3.9"],
  certificate_authorities: [
    "The authorities that the sender trusts, to help the other side choose a certificate.",
    "RFC 9846 §4.3.4",
  ],
  key_share: [
    "Public keys for the key exchange, sent at once so that no round trip is lost.",
    "RFC 9846 §4.3.8",
  ],
  renegotiation_info: [
    "Ties a second handshake on a connection to the first; empty on the first.",
    "RFC 5746 §3.2",
  ],
  client_certificate_type: ["Whether the client may show a public key without a certificate.", "RFC 7250 §3"],
  server_certificate_type: ["Whether the server may show a public key without a certificate.", "RFC 7250 §3"],
  encrypted_client_hello: ["Hides the real ClientHello, or pretends to, inside this outer one.", "RFC 9849"],
  compress_certificate: ["How certificates may be compressed.", "RFC 8879 §3"],
  delegated_credential: ["Allows a short-lived key that the certificate's owner has signed.", "RFC 9345 §4"],
  post_handshake_auth: ["The client can show a certificate after the handshake too.", "RFC 9846 §4.3.6"],
  quic_transport_parameters: [
    "Parameters of QUIC, which carries TLS in packets of its own.",
    "RFC 9001 §8.2",
  ],
  GREASE: [
    "A value that means nothing, sent so that servers keep ignoring what they do not know.",
    "RFC 8701 §3",
  ],
};
