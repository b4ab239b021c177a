/**
 * Whose turn it is: of many checks, each place (an address and port) sees one at a time, and is left in peace for a
 * moment before the next one comes. What has to wait lets others go first.
 */

/** How many may be known to wait for their places before nobody is looked for that could go first. */
const lookahead = 256;

/** The pause is a share of what the check before it took, so that a slow server is left in peace for longer. */
const leastShare = 0.1;
const mostShare = 0.5;
const leastPause = 10;
const mostPause = 500;

export interface Turn<Item> {
  readonly item: Item;
  /** The check is over: its places are free after the pause. */
  end(): void;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly places: readonly string[];
}

export class Turns<Item> {
  readonly #source: Iterator<Item>;
  readonly #placesOf: (item: Item) => Promise<readonly string[]>;
  readonly #signal: AbortSignal;
  readonly #waiting: Waiting<Item>[] = [];
  /** When a place is free again, by the monotonic clock; `Infinity` while it is being checked. */
  readonly #freeAt = new Map<string, number>();
  readonly #sleepers = new Set<() => void>();
  #beingLookedUp = 0;
  #isExhausted = false;

  /** `placesOf` never rejects. After `signal`, nobody has a turn. */
  constructor(
    items: Iterable<Item>,
    placesOf: (item: Item) => Promise<readonly string[]>,
    signal: AbortSignal,
  ) {
    this.#source = items[Symbol.iterator]();
    this.#placesOf = placesOf;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  /** The next one whose places are free; `null` when there is none left. */
  async next(): Promise<Turn<Item> | null> {
    while (!this.#signal.aborted) {
      const turn = this.#take();
      if (turn !== null) return turn;
      if (!this.#isExhausted && this.#waiting.length < lookahead) await this.#lookUpNext();
      else if (this.#waiting.length + this.#beingLookedUp === 0) return null;
      else await this.#change();
    }
    return null;
  }

  #take(): Turn<Item> | null {
    const now = performance.now();
    for (const [place, time] of this.#freeAt) {
      if (time <= now) this.#freeAt.delete(place);
    }
    const index = this.#waiting.findIndex(({ places }) => places.every((place) => !this.#freeAt.has(place)));
    if (index === -1) return null;
    const [{ item, places }] = this.#waiting.splice(index, 1) as [Waiting<Item>];
    for (const place of places) this.#freeAt.set(place, Infinity);
    return { item, end: () => this.#free(places, performance.now() - now) };
  }

  #free(places: readonly string[], duration: number): void {
    const share = leastShare + Math.random() * (mostShare - leastShare);
    const pause = Math.min(mostPause, Math.max(leastPause, duration * share));
    for (const place of places) this.#freeAt.set(place, performance.now() + pause);
    this.#wake();
  }

  async #lookUpNext(): Promise<void> {
    const { value: item, done } = this.#source.next();
    if (done) {
      this.#isExhausted = true;
      return;
    }
    this.#beingLookedUp++;
    const places = await this.#placesOf(item);
    this.#beingLookedUp--;
    this.#waiting.push({ item, places });
    this.#wake();
  }

  /** Settles when a place may have become free, or somebody has begun to wait. */
  async #change(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#sleepers.add(resolve);
    const soonest = Math.min(...this.#freeAt.values());
    const timer = soonest === Infinity
      ? undefined
      : setTimeout(resolve, Math.max(1, soonest - performance.now()));
    await promise;
    clearTimeout(timer);
    this.#sleepers.delete(resolve);
  }

  #wake(): void {
    for (const wake of this.#sleepers) wake();
  }
}
