/** Why a connection could not be made or did not last. The names are the report's step error codes. */
export type NetworkErrorCode =
  | "host_not_found"
  | "dns_timeout"
  | "dns_failed"
  | "connection_refused"
  | "connection_reset"
  | "connection_closed"
  | "timeout"
  | "address_not_allowed"
  | "port_not_allowed"
  | "unreachable_from_vantage";

/** A failure of the network or of a policy about it, told apart by `code`; `cause` is the platform's own error. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(readonly code: NetworkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
