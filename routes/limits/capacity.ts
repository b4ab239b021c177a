/**
 * A bounded number of checks at once, a short queue before them, and a clear answer when both are full. No client has
 * more than a share of the places: a server that keeps silent holds one for as long as a check may take.
 */
import { Refusal, type RefusalReason } from "./refusal.ts";

export interface CapacityOptions {
  readonly atOnce: number;
  readonly waiting: number;
  /** How long one may wait. */
  readonly patienceMs: number;
}

/** Of the places of checks that run; and as many as one batch takes at once. */
const SHARE = 1 / 4;
const LEAST_SHARE = 8;

const defaults: CapacityOptions = { atOnce: 50, waiting: 100, patienceMs: 5_000 };

export class Capacity {
  readonly #options: CapacityOptions;
  #running = 0;
  readonly #queue = new Set<() => void>();
  /** Places and turns of each client that has any. */
  readonly #taken = new Map<string, number>();

  constructor(options: Partial<CapacityOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * A place, to be disposed of when its check is over. Rejects with `Refusal` 503, with 429 where `client` has its share
   * already, or when `signal` aborts. `null`: a client that has all that there is.
   */
  async enter(signal?: AbortSignal, client: string | null = null): Promise<Disposable> {
    this.#count(client, 1);
    try {
      if (this.#running >= this.#options.atOnce) await this.#wait(signal);
      else this.#running++;
    } catch (error) {
      this.#count(client, -1);
      throw error;
    }
    return {
      [Symbol.dispose]: once(() => {
        this.#count(client, -1);
        this.#leave();
      }),
    };
  }

  #count(client: string | null, change: 1 | -1): void {
    if (client === null) return;
    const taken = (this.#taken.get(client) ?? 0) + change;
    if (taken > Math.max(LEAST_SHARE, Math.ceil(SHARE * this.#options.atOnce))) throw this.#shareTaken();
    if (taken === 0) this.#taken.delete(client);
    else this.#taken.set(client, taken);
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    if (this.#queue.size >= this.#options.waiting || signal?.aborted) throw this.#full();
    const { promise: called, resolve: call, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      if (this.#queue.delete(call)) reject(this.#full());
    };
    this.#queue.add(call);
    const timer = setTimeout(giveUp, this.#options.patienceMs);
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      await called;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  /** The place goes to whoever has waited longest. */
  #leave(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#running--;
      return;
    }
    this.#queue.delete(next);
    next();
  }

  #full(): Refusal {
    return this.#refusal(503, "As many checks are running as this service runs at once", "capacity");
  }

  #shareTaken(): Refusal {
    return this.#refusal(
      429,
      "As many checks of yours are running as one client may have at once",
      "client_limit",
    );
  }

  #refusal(status: 429 | 503, message: string, reason: RefusalReason): Refusal {
    const retryAfter = Math.max(1, Math.ceil(this.#options.patienceMs / 1000));
    return new Refusal(status, message, `Try again in ${retryAfter} seconds`, { reason, retryAfter });
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
