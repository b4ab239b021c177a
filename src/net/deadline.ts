/** One deadline for a whole check: every wait on a peer is cut off by it. */
import type { Timer } from "./clock.ts";
import { NetworkError } from "./network_error.ts";

export class Deadline {
  readonly #endsAt: number;
  readonly #timer: Timer;
  readonly #outer: Deadline | null;
  /** What to do when it ends. Plain calls: a platform's signal costs more than most of what it would cut off. */
  readonly #onEnd = new Set<() => void>();
  /** Set when someone waits: until then nobody needs to be told, and a timer costs more than reading the clock. */
  #stopTimer: (() => void) | null = null;
  #controller: AbortController | null = null;
  #over = false;
  #disposed = false;

  /** `milliseconds` from now. `dispose` it, or its timer keeps the process alive. */
  constructor(readonly milliseconds: number, timer: Timer = platformTimer, outer: Deadline | null = null) {
    this.#endsAt = performance.now() + milliseconds;
    this.#timer = timer;
    this.#outer = outer;
  }

  /** Aborts when the time is up or the deadline is cancelled. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.expired) this.#controller.abort();
      else this.#setTimer();
    }
    return this.#controller.signal;
  }

  /** Milliseconds. A timer may come a fraction of one early: what is over has none left. */
  get remaining(): number {
    return this.#over ? 0 : Math.max(0, this.#endsAt - performance.now());
  }

  get expired(): boolean {
    if (!this.#over && this.remaining === 0) this.cancel();
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
    const { remaining } = this;
    return milliseconds < remaining ? this.#ending(new Deadline(milliseconds, this.#timer)) : this.fork();
  }

  /** A deadline that ends with this one and no sooner, unless it is cancelled itself. */
  fork(): Deadline {
    return this.#ending(new Deadline(this.remaining, this.#timer, this));
  }

  #ending(inner: Deadline): Deadline {
    if (this.expired) {
      inner.cancel();
      return inner;
    }
    const end = () => inner.cancel();
    this.#onEnd.add(end);
    inner.#onEnd.add(() => this.#onEnd.delete(end));
    return inner;
  }

  /** `promise`, or a `NetworkError` of code `timeout` saying `waitingFor` when the time is up first. */
  race<T>(promise: Promise<T>, waitingFor: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () =>
        reject(new NetworkError("timeout", `No answer within the deadline while ${waitingFor}`));
      const inTime = () => this.#onEnd.delete(end);
      if (this.expired) end();
      else {
        this.#setTimer();
        this.#onEnd.add(end);
      }
      // A failure that comes too late is heard all the same, so that it is nobody else's.
      promise.then((value) => (inTime(), resolve(value)), (error) => (inTime(), reject(error)));
    });
  }

  #setTimer(): void {
    if (this.#outer !== null) this.#outer.#setTimer();
    else if (!this.#disposed) this.#stopTimer ??= this.#timer(() => this.cancel(), this.remaining);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#stopTimer?.();
  }
}

function platformTimer(act: () => void, milliseconds: number): () => void {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
}
