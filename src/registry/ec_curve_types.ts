import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [1, "explicit_prime", null, "RFC 8422"],
  [2, "explicit_char2", null, "RFC 8422"],
  [3, "named_curve", null, "RFC 8422"],
] as const satisfies readonly RegistryRow[];

export const ECCurveType = constants(rows);

export const ecCurveTypes = registry("TLS EC Curve Types", 1, rows);
