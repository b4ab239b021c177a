/** One application protocol's first exchange after TLS: one file each. */
import type { Answer } from "./exchange_facts.ts";

export interface ExchangeProtocol {
  /** The target's `protocol`, or the ALPN name. */
  readonly name: string;
  /** The ALPN names that mean it, as IANA registered them. */
  readonly applicationProtocols: readonly string[];
  exchange(channel: ExchangeChannel): Promise<Answer>;
}

/** The session as an exchange sees it: bounded in octets and time. */
export interface ExchangeChannel {
  /** For the Host header and its like: the server name, or the address. */
  readonly authority: string;
  readonly serverName: string | null;
  /** As in the target: a name, or an address without brackets. */
  readonly hostname: string;
  readonly userAgent: string;
  /** What we call ourselves where the protocol wants a name: EHLO, LHLO. */
  readonly clientName: string;
  /** STARTTLS came first: the server has given its greeting already, in the clear. */
  readonly upgraded: boolean;
  write(bytes: Uint8Array): Promise<void>;
  /** Octets as they arrive; `null` at the end of the data, of the octets or of the time. Rejects with `SessionError`. */
  read(): Promise<Uint8Array | null>;
}
