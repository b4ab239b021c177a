/** One deadline for a whole check: every wait on a peer is cut off by it. */
import { NetworkError } from "./network_error.ts";

/** A fork's own timer must not go off first, and need not. */
const LATER_MS = 1_000;

export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #endsAt: number;

  /** `milliseconds` from now. `dispose` it, or its timer keeps the process alive. */
  constructor(readonly milliseconds: number) {
    this.#endsAt = performance.now() + milliseconds;
    this.#timer = setTimeout(() => this.#controller.abort(), milliseconds);
  }

  /** Aborts when the time is up or the deadline is cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remaining(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  get expired(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Ends every wait now: whoever asked has gone away. */
  cancel(): void {
    this.#controller.abort();
  }

  /** A deadline that ends with this one, or `milliseconds` from now if that is sooner. */
  within(milliseconds: number): Deadline {
    return this.#endWith(new Deadline(Math.min(milliseconds, this.remaining)));
  }

  /** A deadline that ends with this one and no sooner, unless it is cancelled itself. */
  fork(): Deadline {
    return this.#endWith(new Deadline(this.remaining + LATER_MS));
  }

  #endWith(inner: Deadline): Deadline {
    const end = () => inner.cancel();
    if (this.expired) end();
    else {
      this.signal.addEventListener("abort", end, { once: true });
      inner.signal.addEventListener("abort", () => this.signal.removeEventListener("abort", end), {
        once: true,
      });
    }
    return inner;
  }

  /** `promise`, or a `NetworkError` of code `timeout` saying `waitingFor` when the time is up first. */
  async race<T>(promise: Promise<T>, waitingFor: string): Promise<T> {
    const { signal } = this;
    const timeUp = () => new NetworkError("timeout", `No answer within the deadline while ${waitingFor}`);
    if (signal.aborted) {
      promise.catch(() => {});
      throw timeUp();
    }
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(timeUp());
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([promise, aborted]);
    } catch (error) {
      if (signal.aborted) promise.catch(() => {});
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
