/** One application protocol's first exchange after TLS: one file each. */
import type { Answer } from "./exchange_facts.ts";

export interface ExchangeProtocol {
  /** The ALPN name, or the target's `protocol`. */
  readonly name: string;
  exchange(channel: ExchangeChannel): Promise<Answer>;
}

/** The session as an exchange sees it: bounded in octets and time. */
export interface ExchangeChannel {
  /** For the Host header and its like: the server name, or the address. */
  readonly authority: string;
  readonly userAgent: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Octets as they arrive; `null` at the end of the data, of the octets or of the time. Rejects with `SessionError`. */
  read(): Promise<Uint8Array | null>;
}
