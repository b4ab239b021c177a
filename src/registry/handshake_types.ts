/**
 * HandshakeType. Where IANA marks a message that TLS 1.3 dropped with `_RESERVED`, the name here is the one of
 * the RFC that defines it, since that is what travels when an older version is spoken.
 */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "hello_request", null, "RFC 5246"],
  [1, "client_hello", null, "RFC 9846"],
  [2, "server_hello", null, "RFC 9846"],
  [3, "hello_verify_request", null, "RFC 6347"],
  [4, "new_session_ticket", null, "RFC 9846"],
  [5, "end_of_early_data", null, "RFC 9846"],
  [6, "hello_retry_request", null, "RFC 9846"],
  [8, "encrypted_extensions", null, "RFC 9846"],
  [9, "request_connection_id", null, "RFC 9147"],
  [10, "new_connection_id", null, "RFC 9147"],
  [11, "certificate", null, "RFC 9846"],
  [12, "server_key_exchange", null, "RFC 5246"],
  [13, "certificate_request", null, "RFC 9846"],
  [14, "server_hello_done", null, "RFC 5246"],
  [15, "certificate_verify", null, "RFC 9846"],
  [16, "client_key_exchange", null, "RFC 5246"],
  [17, "client_certificate_request", null, "RFC 9261"],
  [20, "finished", null, "RFC 9846"],
  [21, "certificate_url", null, "RFC 6066"],
  [22, "certificate_status", null, "RFC 6066"],
  [23, "supplemental_data", null, "RFC 4680"],
  [24, "key_update", null, "RFC 9846"],
  [25, "compressed_certificate", null, "RFC 8879"],
  [26, "ekt_key", null, "RFC 8870"],
  [254, "message_hash", null, "RFC 9846"],
] as const satisfies readonly RegistryRow[];

export const HandshakeType = constants(rows);

export const handshakeTypes = registry("TLS HandshakeType", 1, rows);
