export { parseTarget, type Target, type TargetOptions } from "./target.ts";
export { TargetError, type TargetField } from "./target_error.ts";
export { starttlsProtocols } from "./schemes.ts";
