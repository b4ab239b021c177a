/** Answers that need not be asked for again for a while. A few: whoever is checked decides how many there are. */

const MOST = 1_000;

export class Remembered<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: Date }>();

  /** `undefined` when there is none that still holds. */
  at(key: string, now: Date): T | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.until <= now ? undefined : entry.value;
  }

  /** The oldest goes when there are too many. */
  keep(key: string, value: T, until: Date): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until });
    if (this.#entries.size > MOST) this.#entries.delete(this.#entries.keys().next().value!);
  }
}
