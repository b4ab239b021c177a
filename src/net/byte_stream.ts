import type { Endpoint } from "./wire.ts";

/**
 * A bidirectional stream of octets: what the TLS engine and STARTTLS speak over.
 *
 * A stream is bound to its check's deadline when it is dialled: once that has passed, a pending call
 * rejects with a `NetworkError` of code `timeout`. It knows nothing of records.
 */
export interface ByteStream {
  /** This machine's end of the connection, where the platform tells. */
  readonly local?: Endpoint;
  /** Octets as they arrive, at least one; `null` when the peer has closed its side. Rejects with `NetworkError`. */
  read(): Promise<Uint8Array | null>;
  /** Resolves when all of `bytes` are handed to the transport. Rejects with `NetworkError`. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes our side; the peer may go on sending. */
  closeWrite(): Promise<void>;
  /** Releases the connection. May be called more than once, and never throws. */
  close(): void;
}
