import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [20, "change_cipher_spec", null, "RFC 9846"],
  [21, "alert", null, "RFC 9846"],
  [22, "handshake", null, "RFC 9846"],
  [23, "application_data", null, "RFC 9846"],
  [24, "heartbeat", null, "RFC 6520"],
  [25, "tls12_cid", null, "RFC 9146"],
  [26, "ACK", null, "RFC 9147"],
  [27, "return_routability_check", null, "RFC 9853"],
] as const satisfies readonly RegistryRow[];

export const ContentType = constants(rows);

export const contentTypes = registry("TLS ContentType", 1, rows);
