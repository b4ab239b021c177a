export {
  type AddressBlock,
  addressFrom,
  type IpAddress,
  isInBlock,
  parseAddress,
  readPrefix,
} from "./address.ts";
export { carriedAddress } from "./address_carriers.ts";
export type { ByteStream } from "./byte_stream.ts";
export type { Clock, Timer } from "./clock.ts";
export { counted, type CountedConnections, type CountedRuntime, MAXIMUM_CONNECTIONS } from "./counted.ts";
export { connect, type Connected, MAXIMUM_ATTEMPTS } from "./connect.ts";
export { Deadline } from "./deadline.ts";
export { guarded } from "./guarded.ts";
export { fetchHttp, type HttpFailure, type HttpOutcome, type HttpRequest } from "./http_client.ts";
export { HttpError, type HttpErrorCode } from "./http_error.ts";
export { httpGet } from "./http_get.ts";
export type { HttpResponse } from "./http_response.ts";
export { NetworkError, type NetworkErrorCode } from "./network_error.ts";
export { OctetBudget } from "./octet_budget.ts";
export {
  type AddressPolicy,
  everywhere,
  neededScheme,
  publicOnly,
  refuseAddress,
  refuseHostname,
  refusePort,
} from "./policy.ts";
export { refuseFetch } from "./web_ports.ts";
export type { Endpoint, WireConnection, WireEvent } from "./wire.ts";
export { Slots } from "./slots.ts";
export { Wiretap } from "./wiretap.ts";
export type { Address, NativeOutcome, NativeRequest, Runtime, SecureServer } from "./runtime.ts";
