/** One deadline for a whole check: every wait on a peer is cut off by it. */
import { NetworkError } from "./network_error.ts";

export class Deadline {
  readonly #endsAt: number;
  /** What to do when it ends. Plain calls: a platform's signal costs more than most of what it would cut off. */
  readonly #onEnd = new Set<() => void>();
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  #controller: AbortController | null = null;
  #over = false;

  /**
   * `milliseconds` from now. `dispose` it, or its timer keeps the process alive. `timed`: whether it ends by itself,
   * and not only when it is cancelled.
   */
  constructor(readonly milliseconds: number, timed = true) {
    this.#endsAt = performance.now() + milliseconds;
    if (timed) this.#timer = setTimeout(() => this.cancel(), milliseconds);
  }

  /** Aborts when the time is up or the deadline is cancelled. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#over) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  get remaining(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  get expired(): boolean {
    return this.#over;
  }

  /** Ends every wait now: whoever asked has gone away. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#controller?.abort();
    for (const end of this.#onEnd) end();
    this.#onEnd.clear();
  }

  /** A deadline that ends with this one, or `milliseconds` from now if that is sooner. */
  within(milliseconds: number): Deadline {
    return this.#ending(new Deadline(Math.min(milliseconds, this.remaining)));
  }

  /** A deadline that ends with this one and no sooner, unless it is cancelled itself. */
  fork(): Deadline {
    return this.#ending(new Deadline(this.remaining, false));
  }

  #ending(inner: Deadline): Deadline {
    if (this.#over) {
      inner.cancel();
      return inner;
    }
    const end = () => inner.cancel();
    this.#onEnd.add(end);
    inner.#onEnd.add(() => this.#onEnd.delete(end));
    return inner;
  }

  /** `promise`, or a `NetworkError` of code `timeout` saying `waitingFor` when the time is up first. */
  async race<T>(promise: Promise<T>, waitingFor: string): Promise<T> {
    const timeUp = () => new NetworkError("timeout", `No answer within the deadline while ${waitingFor}`);
    if (this.#over) {
      promise.catch(() => {});
      throw timeUp();
    }
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const end = () => reject(timeUp());
    this.#onEnd.add(end);
    try {
      return await Promise.race([promise, ended]);
    } catch (error) {
      if (this.#over) promise.catch(() => {});
      throw error;
    } finally {
      this.#onEnd.delete(end);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
