export type { ByteStream } from "./byte_stream.ts";
export type { Clock } from "./clock.ts";
export { connect, type Connected } from "./connect.ts";
export { Deadline } from "./deadline.ts";
export { NetworkError, type NetworkErrorCode } from "./network_error.ts";
export type { Address, NativeOutcome, NativeRequest, Runtime } from "./runtime.ts";
