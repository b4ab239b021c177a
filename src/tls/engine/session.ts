/** A completed handshake's protected channel. */
import type { Failure } from "../failure.ts";
import type { ConnectedParameters } from "./state.ts";

export interface Session extends ConnectedParameters {
  /**
   * Application data as it arrives; `null` after close_notify. Tickets, KeyUpdate and the like are handled and
   * logged on the way. Rejects with `SessionError`: a fatal alert, a bare TCP close, a record that does not decrypt.
   */
  read(): Promise<Uint8Array | null>;
  /** Splits into records as needed. After `closeWrite` it rejects with `TypeError`: that is the caller's mistake. */
  write(bytes: Uint8Array): Promise<void>;
  /** Sends close_notify, once; reading goes on. */
  closeWrite(): Promise<void>;
}

/** A session that broke; `failure` is what the report shows. */
export class SessionError extends Error {
  override readonly name = "SessionError";

  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
