import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "update_not_requested", null, "RFC 9846"],
  [1, "update_requested", null, "RFC 9846"],
] as const satisfies readonly RegistryRow[];

export const KeyUpdateRequest = constants(rows);

export const keyUpdateRequests = registry("KeyUpdateRequest", 1, rows);
