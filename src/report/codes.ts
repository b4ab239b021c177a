/** The report's closed vocabularies, in one place. A new code is added here and nowhere else. */

export const verdicts = ["pass", "warn", "fail", "unknown"] as const;

export const stepStatuses = ["pass", "warn", "fail", "skipped", "unobserved"] as const;

/** What was tried when the ordinary ClientHello was refused without a word about the server. */
export const variations = [
  "ordinary",
  "one_packet",
  "without_tls13",
  "without_server_name",
  "without_application_protocols",
  "widest",
  "oldest",
  "only_weak",
  "ssl2",
] as const;

/** The prelude, then the nine steps, in the order in which a report lists them. */
export const stepIds = [
  "dns",
  "tcp",
  "starttls",
  "client_hello",
  "server_hello",
  "authentication",
  "premaster_secret",
  "private_key",
  "session_keys",
  "client_finished",
  "server_finished",
  "secure_channel",
] as const;

export const stepErrorCodes = [
  "host_not_found",
  "dns_timeout",
  "dns_failed",
  "connection_refused",
  "connection_reset",
  "connection_closed",
  "timeout",
  "not_tls",
  "starttls_not_offered",
  "starttls_failed",
  "starttls_injection",
  "alert_received",
  "unexpected_message",
  "malformed_message",
  "illegal_parameter",
  "unsupported_version",
  "unsupported_suite",
  "limit_exceeded",
  "downgrade_detected",
  "bad_key_share",
  "bad_signature",
  "bad_finished",
  "bad_record",
  "client_certificate_required",
  "no_response",
  "chain_invalid",
  "name_mismatch",
  "address_not_allowed",
  "port_not_allowed",
  "unreachable_from_vantage",
  "internal",
] as const;

/** In the order of precedence, kept where the paths are judged. */
export { chainErrorCodes } from "../x509/error_code.ts";

/** Of certificate transparency, kept where the timestamps are judged. */
export {
  logStates,
  timestampObjections,
  timestampSources,
  timestampVerdicts,
} from "../x509/transparency/codes.ts";

/** What sources say of a certificate's status, and why they are not relied on; kept where they are judged. */
export { revocationProblems, revocationStatuses } from "../x509/revocation/statement.ts";

export const revocationSources = ["stapled", "ocsp", "crl"] as const;

/** What became of asking the issuer when to renew (RFC 9773). */
export const renewalInfoStatuses = [
  "suggested",
  "not_asked",
  "no_directory",
  "not_offered",
  "no_answer",
  "invalid",
] as const;

export const faults = ["peer", "network", "policy", "us"] as const;

export const severities = ["info", "low", "medium", "high", "critical"] as const;

export const nativeOutcomes = ["trusted", "refused", "unreachable", "not_available"] as const;

export const protections = ["none", "handshake", "application"] as const;
