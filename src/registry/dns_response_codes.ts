/** DNS RCODEs, as far as they fit a message's own four bits. */
import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "NoError", null, "RFC 1035"],
  [1, "FormErr", null, "RFC 1035"],
  [2, "ServFail", null, "RFC 1035"],
  [3, "NXDomain", null, "RFC 1035"],
  [4, "NotImp", null, "RFC 1035"],
  [5, "Refused", null, "RFC 1035"],
  [6, "YXDomain", null, "RFC 2136"],
  [7, "YXRRSet", null, "RFC 2136"],
  [8, "NXRRSet", null, "RFC 2136"],
  [9, "NotAuth", null, "RFC 2136"],
  [10, "NotZone", null, "RFC 2136"],
  [11, "DSOTYPENI", null, "RFC 8490"],
] as const satisfies readonly RegistryRow[];

export const DnsResponseCode = constants(rows);
export const dnsResponseCodes = registry("DNS RCODEs", 1, rows);
