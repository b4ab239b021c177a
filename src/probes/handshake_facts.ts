/** What one connection to a target showed, before anybody judges it. Times are on the runtime's monotonic clock. */
import type { Address, NetworkErrorCode } from "../net/mod.ts";
import type { DialogueEntry, StarttlsFailure } from "../starttls/mod.ts";
import type { Failure, HandshakeLog, Offer } from "../tls/mod.ts";
import type { InternalFailure } from "./internal_failure.ts";
import type { VariationId } from "./variations.ts";
import type { ExchangeFacts } from "./exchange/exchange_facts.ts";

export interface HandshakeFacts {
  readonly startedMs: number;
  readonly dns: DnsFacts;
  /** `null` when there was no address to connect to. */
  readonly tcp: TcpFacts | null;
  /** `null` when the target has no STARTTLS, or TCP did not come about. */
  readonly starttls: StarttlsFacts | null;
  /** Every ClientHello that was tried, in order; the last one with a ServerHello, or else the first, is `log`. */
  readonly attempts: readonly AttemptFacts[];
  /** `null` when there was no stream to speak TLS over. */
  readonly log: HandshakeLog | null;
  /** `null` unless the handshake completed. */
  readonly exchange: ExchangeFacts | null;
  readonly endedMs: number;
}

export interface AttemptFacts {
  /** What was left out of the ordinary ClientHello or added to it; `ordinary`: nothing. */
  readonly variation: VariationId | "ordinary" | "ssl2";
  /** `null`: it was no ClientHello of TLS. */
  readonly offer: Offer | null;
  /** `null` when the handshake completed. */
  readonly failure: Failure | null;
  readonly reachedServerHello: boolean;
}

interface Timed {
  readonly startedMs: number;
  readonly endedMs: number;
}

export interface NetworkFailure {
  readonly code: NetworkErrorCode;
  readonly message: string;
}

/** What ended a stage before TLS. */
export type PreludeFailure = NetworkFailure | StarttlsFailure | InternalFailure;

export interface DnsFacts extends Timed {
  /** `resolver`; `literal`: the target is an address; `override`: the address was given beside the target. */
  readonly source: "resolver" | "literal" | "override";
  readonly addresses: readonly Address[];
  readonly failure: NetworkFailure | InternalFailure | null;
}

export interface TcpFacts extends Timed {
  /** The one that answered, or the first of those that did not. */
  readonly address: Address;
  readonly failure: NetworkFailure | InternalFailure | null;
}

export interface StarttlsFacts extends Timed {
  readonly protocol: string;
  readonly dialogue: readonly DialogueEntry[];
  readonly failure: StarttlsFailure | InternalFailure | null;
  /** Plaintext behind the go-ahead. */
  readonly injected: Uint8Array | null;
}
