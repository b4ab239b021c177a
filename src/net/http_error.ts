import type { NetworkErrorCode } from "./network_error.ts";

/**
 * Why something was not fetched.
 * - `bad_address`: not an address that can be fetched at all.
 * - `scheme_not_fetched`: another scheme than http.
 * - `bad_status`: the server answered with another status than 200, or a redirection that is not followed.
 * - `too_many_redirects`, `too_large`: a bound was reached.
 * - `malformed_response`: not HTTP/1.1, or not as it was asked for.
 */
export type HttpErrorCode =
  | NetworkErrorCode
  | "bad_address"
  | "scheme_not_fetched"
  | "bad_status"
  | "too_many_redirects"
  | "too_large"
  | "malformed_response";

/** Thrown within the client; outside of it, failures are data. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(readonly code: HttpErrorCode, message: string) {
    super(message);
  }
}
