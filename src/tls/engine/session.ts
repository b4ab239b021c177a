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
  /** Sends what the handshake left behind, if nothing was written or read since: our Finished of TLS 1.3. */
  flush(): Promise<void>;
  /** Sends close_notify, once; reading goes on. */
  closeWrite(): Promise<void>;
  /**
   * Asks for another handshake on this connection, once: TLS 1.2 and older, `null` in TLS 1.3. It is not gone
   * through with, so the connection is of no further use afterwards. Never rejects for what the peer does.
   */
  readonly renegotiate: (() => Promise<Renegotiation>) | null;
  /**
   * Changes our keys, and asks the server to change its own (RFC 9846 §4.7.3): TLS 1.3, `null` in what is older.
   * The server's KeyUpdate comes, and is logged, on the way to its next data. Not to be called while a read is
   * under way, nor again before the server has answered.
   */
  readonly updateKeys: (() => Promise<void>) | null;
}

export interface Renegotiation {
  /** Whether it could be tied to the first handshake: the server has renegotiation_info (RFC 5746). */
  readonly isSecure: boolean;
  readonly answer:
    /** The server goes along. `isTied`: its renegotiation_info quotes the first handshake. */
    | { readonly kind: "server_hello"; readonly isTied: boolean }
    /** It declines, and would go on with the connection. */
    | { readonly kind: "no_renegotiation" }
    /** A fatal alert, the end of the connection, or silence until the deadline. */
    | { readonly kind: "failure"; readonly failure: Failure };
}

/** A session that broke; `failure` is what the report shows. */
export class SessionError extends Error {
  override readonly name = "SessionError";

  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
