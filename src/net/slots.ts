/** A number of places; who finds too few of them free waits, and whoever came first is served first. */
import type { Deadline } from "./deadline.ts";

interface Waiting {
  readonly count: number;
  enter(): void;
}

export class Slots {
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(total: number) {
    this.#free = total;
  }

  /** `count` places at once, until what it gives is disposed of. Rejects with `NetworkError` when the time is up. */
  async take(count: number, deadline: Deadline): Promise<Disposable> {
    if (this.#waiting.length === 0 && count <= this.#free) return this.#give(count);
    const { promise, resolve } = Promise.withResolvers<Disposable>();
    const waiting: Waiting = { count, enter: () => resolve(this.#give(count)) };
    this.#waiting.push(waiting);
    try {
      return await deadline.race(promise, "waiting for another connection to end");
    } catch (error) {
      const place = this.#waiting.indexOf(waiting);
      if (place >= 0) this.#waiting.splice(place, 1);
      else void promise.then((slot) => slot[Symbol.dispose]());
      this.#serve();
      throw error;
    }
  }

  #give(count: number): Disposable {
    this.#free -= count;
    let given = true;
    return {
      [Symbol.dispose]: () => {
        if (!given) return;
        given = false;
        this.#free += count;
        this.#serve();
      },
    };
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.#waiting[0]!.count <= this.#free) this.#waiting.shift()!.enter();
  }
}
