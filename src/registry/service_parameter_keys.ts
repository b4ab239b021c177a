/** Service Parameter Keys of SVCB and HTTPS records (RFC 9460 §14.3). */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "mandatory", null, "RFC 9460"],
  [1, "alpn", null, "RFC 9460"],
  [2, "no-default-alpn", null, "RFC 9460"],
  [3, "port", null, "RFC 9460"],
  [4, "ipv4hint", null, "RFC 9460"],
  [5, "ech", null, "RFC 9848"],
  [6, "ipv6hint", null, "RFC 9460"],
  [7, "dohpath", null, "RFC 9461"],
  [8, "ohttp", null, "RFC 9540"],
  [9, "tls-supported-groups", null, "draft-ietf-tls-key-share-prediction"],
  [10, "docpath", null, "RFC 9953"],
  [11, "pvd", null, "draft-ietf-intarea-proxy-config"],
  [12, "oots", null, "draft-johani-dnsop-svcb-oots"],
] as const satisfies readonly RegistryRow[];

export const ServiceParameterKey = constants(rows);
export const serviceParameterKeys = registry("Service Parameter Keys (SvcParamKeys)", 2, rows);
