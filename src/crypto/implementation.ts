/**
 * The ways in which one algorithm can be had, best first.
 *
 * What a runtime lacks is found out when an algorithm is first used, and remembered: nothing may be computed
 * while modules load (workerd), and no runtime is asked for its name.
 */
import { UnsupportedAlgorithmError } from "./errors.ts";

/** `subtle`: WebCrypto; `node`: node:crypto; `noble`: the @noble packages; `own`: this folder. */
export type ImplementationName = "subtle" | "node" | "noble" | "own";

export interface Implementation<T> {
  readonly name: ImplementationName;
  /** Costs more to load than the better ones, and less each time: first where the algorithm is used often. */
  readonly frequent?: true;
  /** `null` when this runtime lacks it; a rejection says the same. */
  load(): T | null | Promise<T | null>;
}

let frequentUse = false;

/**
 * For a process that makes many handshakes, before the first of them. On Deno 2.9 every call of WebCrypto goes to
 * another thread and back, which for a record or a key costs several times what the algorithm does; node:crypto and
 * the @noble packages compute where they are called, and take 20 ms once.
 */
export function expectFrequentUse(): void {
  frequentUse = true;
}

export class Implementations<T> {
  readonly #algorithm: string;
  readonly #alternatives: readonly Implementation<T>[];
  // What was loaded, not the promise of it: workerd ties a pending promise to the request that made it.
  readonly #loaded = new Map<ImplementationName, T | null>();
  #first: T | null = null;

  constructor(algorithm: string, ...alternatives: readonly Implementation<T>[]) {
    this.#algorithm = algorithm;
    this.#alternatives = alternatives;
  }

  /** Of all that are listed here, whether this runtime has them or not. */
  get names(): ImplementationName[] {
    return this.#alternatives.map(({ name }) => name);
  }

  /** The best that this runtime has. Rejects with `UnsupportedAlgorithmError` when it has none. */
  async first(): Promise<T> {
    if (this.#first !== null) return this.#first;
    for await (const loaded of this.available()) return this.#first = loaded;
    throw new UnsupportedAlgorithmError(`This runtime has no implementation of ${this.#algorithm}`);
  }

  /** Whether this runtime has any. What is packed with us is not loaded to find out. */
  async isAvailable(): Promise<boolean> {
    if (this.names.some((name) => name === "noble" || name === "own")) return true;
    for await (const _ of this.available()) return true;
    return false;
  }

  /** Every one that this runtime has, best first, loaded only as far as the caller goes. */
  async *available(): AsyncGenerator<T> {
    for (const { name } of this.#inOrder()) {
      const loaded = await this.named(name);
      if (loaded !== null) yield loaded;
    }
  }

  #inOrder(): readonly Implementation<T>[] {
    if (!frequentUse) return this.#alternatives;
    const [frequent, others] = [true, undefined].map((each) =>
      this.#alternatives.filter((alternative) => alternative.frequent === each)
    );
    return [...frequent!, ...others!];
  }

  /** One of them, or `null` when this runtime lacks it: tests put each through the same vectors. */
  async named(name: ImplementationName): Promise<T | null> {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const alternative = this.#alternatives.find((each) => each.name === name);
    const loaded = alternative === undefined ? null : await attempt(alternative);
    this.#loaded.set(name, loaded);
    return loaded;
  }
}

async function attempt<T>(alternative: Implementation<T>): Promise<T | null> {
  try {
    return await alternative.load();
  } catch {
    return null;
  }
}
