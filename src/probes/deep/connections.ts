/**
 * A probe's connections to the target: never more than a few at once for all probes together, each with its upgrade
 * to TLS where the target has one, and none of them for long.
 */
import { type ByteStream, type Deadline, NetworkError, type Runtime, Slots } from "../../net/mod.ts";
import type { KeyShare } from "../../crypto/mod.ts";
import {
  type Answer,
  ask,
  type AskUpTo,
  type Failure,
  generateKeyShare,
  handshake,
  type HandshakeContext,
  type HandshakeLog,
  handshakeUpTo,
  type Offer,
  type Session,
  type UpToStep,
} from "../../tls/mod.ts";
import { upgradeToTls } from "../upgrade_to_tls.ts";
import { ProbeFailed, type Situation } from "./probe.ts";
import { isCutOff } from "./refusal.ts";

/** To one address: what a server takes from one browser. */
export const MOST_AT_ONCE = 4;

/** For one connection: the answer to a ClientHello takes a round trip or two. */
const PATIENCE_MS = 5000;

/** More, where the server greets first: many mail servers wait with that on purpose, to tell spammers. */
const GREETING_MS = 10_000;

/** Of one probe's questions: what ended without a word is asked once more. */
export const MOST_REPEATS = 2;

/** What all probes of one check share. */
export interface Shared {
  /** Whether something was answered that had ended without a word just before. */
  endByChance: boolean;
  readonly slots: Slots;
  /** For questions only: no handshake with them is ever completed. */
  readonly keyShares: Map<number, Promise<KeyShare>>;
}

export function newShared(): Shared {
  return { endByChance: false, slots: new Slots(MOST_AT_ONCE), keyShares: new Map() };
}

export class Connections {
  readonly #runtime: Runtime;
  readonly #situation: Situation;
  readonly #deadline: Deadline;
  readonly #shared: Shared;
  #repeats = MOST_REPEATS;

  /** `runtime`: the probe's own, which counts. */
  constructor(runtime: Runtime, situation: Situation, deadline: Deadline, shared: Shared) {
    this.#runtime = runtime;
    this.#situation = situation;
    this.#deadline = deadline;
    this.#shared = shared;
  }

  /** Whether connections were seen to end for another reason than what was asked. */
  get endByChance(): boolean {
    return this.#shared.endByChance;
  }

  /** One ClientHello on a connection of its own, and the answer to it. */
  ask(offer: Offer, upTo?: AskUpTo, context?: Partial<HandshakeContext>): Promise<Answer> {
    return this.#repeat(() => this.askOnce(offer, upTo, context));
  }

  /** The same without a repeat. */
  askOnce(
    offer: Offer,
    upTo: AskUpTo = "server_hello",
    context: Partial<HandshakeContext> = {},
  ): Promise<Answer> {
    return this.open((stream) => ask(stream, offer, { ...this.#questioning, ...context }, upTo));
  }

  /** A whole handshake; `use` has the session of one that was completed, until it resolves. */
  shakeHands<T = null>(
    offer: Offer,
    use?: (session: Session, log: HandshakeLog, patience: Deadline) => Promise<T>,
    context: Partial<HandshakeContext> = {},
  ): Promise<{ readonly log: HandshakeLog; readonly used: T | null }> {
    return this.open(async (stream, patience) => {
      const { log, session } = await handshake(stream, offer, { ...this.#context, ...context });
      return { log, used: session && use ? await use(session, log, patience) : null };
    });
  }

  /** A handshake that ends unfinished, when `step` is over: for what the server says under its first keys. */
  listen(offer: Offer, step: UpToStep): Promise<HandshakeLog> {
    return this.#repeat(() => this.open((stream) => handshakeUpTo(step, stream, offer, this.#questioning)));
  }

  async #repeat<T extends { readonly failure: Failure | null }>(question: () => Promise<T>): Promise<T> {
    const first = await question();
    if (first.failure === null || !isCutOff(first.failure) || this.#repeats === 0) return first;
    this.#repeats--;
    const second = await question();
    if (second.failure === null || !isCutOff(second.failure)) this.#shared.endByChance = true;
    return second;
  }

  /** A connection that is ready for TLS. Rejects with `ProbeFailed` when there is none. */
  async open<T>(use: (stream: ByteStream, patience: Deadline) => Promise<T>): Promise<T> {
    using _slot = await this.#slot();
    const { starttls } = this.#situation.plan;
    using patience = this.#deadline.within(PATIENCE_MS + (starttls === null ? 0 : GREETING_MS));
    const stream = await this.#dial(patience);
    try {
      const upgraded = await upgradeToTls(this.#runtime, this.#situation.plan, stream);
      if (upgraded?.failure) throw new ProbeFailed(upgraded.failure.message);
      return await use(stream, patience);
    } finally {
      stream.close();
    }
  }

  async #slot(): Promise<Disposable> {
    try {
      return await this.#shared.slots.take(1, this.#deadline);
    } catch (error) {
      throw failed(error);
    }
  }

  async #dial(patience: Deadline): Promise<ByteStream> {
    const { address: { address }, plan: { port } } = this.#situation;
    try {
      return await this.#runtime.dial(address, port, patience);
    } catch (error) {
      throw failed(error);
    }
  }

  get #context(): HandshakeContext {
    const { clock } = this.#runtime;
    return { monotonic: () => clock.monotonic(), random: (length) => this.#runtime.random(length) };
  }

  get #questioning(): HandshakeContext {
    return { ...this.#context, generateKeyShare: (group) => this.#keyShare(group) };
  }

  #keyShare(group: number): Promise<KeyShare> {
    const { keyShares } = this.#shared;
    const known = keyShares.get(group) ?? generateKeyShare(group, this.#context);
    keyShares.set(group, known);
    return known;
  }
}

function failed(error: unknown): unknown {
  return error instanceof NetworkError ? new ProbeFailed(error.message) : error;
}
