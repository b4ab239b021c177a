/** ClientHello, ServerHello and HelloRetryRequest. */
import type { Notes } from "./note.ts";

export const clientHelloNotes: Notes = {
  legacy_version: [
    "TLS 1.2, whatever the client can do: servers used to hang up on newer ones, so the real list is in supported_versions.",
    "RFC 9846 §4.2.2",
  ],
  random: [
    "32 random octets: with the server's they make this handshake unlike any other, so that no recorded answer fits it.",
    "RFC 9846 §4.2.2",
  ],
  legacy_session_id: [
    "Once the name of a session to resume; TLS 1.3 sends random octets so that it looks like TLS 1.2 to what is on the way.",
    "RFC 9846 §4.2.2",
  ],
  cipher_suites: ["The cipher suites that the client can use, most wanted first.", "RFC 9846 §4.2.2"],
  cipher_suite: ["One cipher suite that the client can use.", "RFC 9846 §4.2.2"],
  legacy_compression_methods: [
    "Compression that the client can use: null alone, because compressed secrets can be guessed from their length.",
    "RFC 9846 §4.2.2",
  ],
  compression_method: ["One method of compression; null is none.", "RFC 9846 §4.2.2"],
};

export const serverHelloNotes: Notes = {
  legacy_version: [
    "The version, up to TLS 1.2; in TLS 1.3 this always says TLS 1.2, and supported_versions has the real one.",
    "RFC 9846 §4.2.3",
  ],
  random: [
    "The server's 32 random octets; one fixed value instead makes this a HelloRetryRequest, and the last eight can warn of a downgrade.",
    "RFC 9846 §4.2.3",
  ],
  legacy_session_id_echo: [
    "In TLS 1.3 the client's own octets sent back; before, the name that the server gives this session.",
    "RFC 9846 §4.2.3",
  ],
  cipher_suite: ["The cipher suite that the server chose from the client's list.", "RFC 9846 §4.2.3"],
  legacy_compression_method: ["The compression that was chosen: null, which is none.", "RFC 9846 §4.2.3"],
};
