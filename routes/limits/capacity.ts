/** A bounded number of checks at once, a short queue before them, and a clear answer when both are full. */
import { Refusal } from "./refusal.ts";

export interface CapacityOptions {
  readonly atOnce: number;
  readonly waiting: number;
  /** How long one may wait. */
  readonly patienceMs: number;
}

const defaults: CapacityOptions = { atOnce: 50, waiting: 100, patienceMs: 5_000 };

export class Capacity {
  readonly #options: CapacityOptions;
  #running = 0;
  readonly #queue = new Set<() => void>();

  constructor(options: Partial<CapacityOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** A place, to be disposed of when its check is over. Rejects with `Refusal` 503, or when `signal` aborts. */
  async enter(signal?: AbortSignal): Promise<Disposable> {
    if (this.#running >= this.#options.atOnce) await this.#wait(signal);
    else this.#running++;
    return { [Symbol.dispose]: once(() => this.#leave()) };
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
    const retryAfter = Math.max(1, Math.ceil(this.#options.patienceMs / 1000));
    return new Refusal(
      503,
      "As many checks are running as this service runs at once",
      `Try again in ${retryAfter} seconds`,
      { reason: "capacity", retryAfter },
    );
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
