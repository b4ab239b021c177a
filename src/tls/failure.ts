/** A handshake that could not go on, as data: whose fault, in which step, and what we told the peer. */

/** The steps that a TLS handshake can end in; the names are the report's. */
export type HandshakeStep =
  | "client_hello"
  | "server_hello"
  | "authentication"
  | "premaster_secret"
  | "private_key"
  | "session_keys"
  | "client_finished"
  | "server_finished"
  | "secure_channel";

/** What went wrong. The names are the report's step error codes. */
export type FailureCode =
  | "not_tls"
  | "alert_received"
  | "unexpected_message"
  | "malformed_message"
  | "illegal_parameter"
  | "unsupported_version"
  | "unsupported_suite"
  | "limit_exceeded"
  | "downgrade_detected"
  | "bad_key_share"
  | "bad_signature"
  | "bad_finished"
  | "bad_record"
  | "client_certificate_required"
  | "no_response"
  | "connection_reset"
  | "connection_closed"
  | "timeout"
  | "internal";

export interface Failure {
  readonly step: HandshakeStep;
  readonly code: FailureCode;
  readonly fault: "peer" | "network" | "us";
  /** A sentence, values quoted, no final period. */
  readonly message: string;
  /** The alert description received (`alert_received`, `client_certificate_required`) or sent; `null` when none was. */
  readonly alert: number | null;
  /** Which side sent that alert. */
  readonly alertFrom: "peer" | "us" | null;
  /** For `not_tls`: the first octets that came instead of a record. */
  readonly unexpectedBytes: Uint8Array | null;
}
