/**
 * Alerts: AlertDescription and AlertLevel. As with the handshake types, an alert that only older versions send
 * keeps the name of the RFC that defines it, without the `_RESERVED` that IANA added for TLS 1.3.
 */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const descriptions = [
  [0, "close_notify", null, "RFC 9846"],
  [10, "unexpected_message", null, "RFC 9846"],
  [20, "bad_record_mac", null, "RFC 9846"],
  [21, "decryption_failed", null, "RFC 2246"],
  [22, "record_overflow", null, "RFC 9846"],
  [30, "decompression_failure", null, "RFC 5246"],
  [40, "handshake_failure", null, "RFC 9846"],
  [41, "no_certificate", null, "RFC 6101"],
  [42, "bad_certificate", null, "RFC 9846"],
  [43, "unsupported_certificate", null, "RFC 9846"],
  [44, "certificate_revoked", null, "RFC 9846"],
  [45, "certificate_expired", null, "RFC 9846"],
  [46, "certificate_unknown", null, "RFC 9846"],
  [47, "illegal_parameter", null, "RFC 9846"],
  [48, "unknown_ca", null, "RFC 9846"],
  [49, "access_denied", null, "RFC 9846"],
  [50, "decode_error", null, "RFC 9846"],
  [51, "decrypt_error", null, "RFC 9846"],
  [52, "too_many_cids_requested", null, "RFC 9147"],
  [60, "export_restriction", null, "RFC 2246"],
  [70, "protocol_version", null, "RFC 9846"],
  [71, "insufficient_security", null, "RFC 9846"],
  [80, "internal_error", null, "RFC 9846"],
  [86, "inappropriate_fallback", null, "RFC 7507"],
  [90, "user_canceled", null, "RFC 9846"],
  [100, "no_renegotiation", null, "RFC 5246"],
  [109, "missing_extension", null, "RFC 9846"],
  [110, "unsupported_extension", null, "RFC 9846"],
  [111, "certificate_unobtainable", null, "RFC 6066"],
  [112, "unrecognized_name", null, "RFC 6066"],
  [113, "bad_certificate_status_response", null, "RFC 6066"],
  [114, "bad_certificate_hash_value", null, "RFC 6066"],
  [115, "unknown_psk_identity", null, "RFC 4279"],
  [116, "certificate_required", null, "RFC 9846"],
  [117, "general_error", null, "RFC 9846"],
  [120, "no_application_protocol", null, "RFC 7301"],
  [121, "ech_required", null, "RFC 9849"],
] as const satisfies readonly RegistryRow[];

const levels = [
  [1, "warning", null, "RFC 9846"],
  [2, "fatal", null, "RFC 9846"],
] as const satisfies readonly RegistryRow[];

export const AlertDescription = constants(descriptions);
export const AlertLevel = constants(levels);

export const alerts = registry("TLS Alerts", 1, descriptions);
export const alertLevels = registry("AlertLevel", 1, levels);
