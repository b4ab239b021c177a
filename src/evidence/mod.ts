export { type Evidence, withoutLocalEndpoints } from "./evidence.ts";
export { keyLog } from "./key_log.ts";
export { pcapng, pcapngBeginning, pcapngSession } from "./pcapng.ts";
