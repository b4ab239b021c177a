import { constants } from "./constants.ts";
import { registry, type RegistryRow } from "./registry.ts";

const rows = [
  [0, "host_name", null, "RFC 6066"],
] as const satisfies readonly RegistryRow[];

export const NameType = constants(rows);

export const serverNameTypes = registry("NameType", 1, rows);
