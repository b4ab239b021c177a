/** Counts in a key-value store that several instances share. */
import { count, type Rate, type RateLimiter } from "./rate_limiter.ts";

/** The part of Deno KV that is used. */
export interface KeyValueStore {
  get(key: string[]): Promise<KeyValueEntry>;
  atomic(): KeyValueTransaction;
}

interface KeyValueEntry {
  readonly key: readonly unknown[];
  readonly value: unknown;
  readonly versionstamp: string | null;
}

interface KeyValueTransaction {
  check(entry: { readonly key: string[]; readonly versionstamp: string | null }): KeyValueTransaction;
  set(key: string[], value: unknown, options: { readonly expireIn: number }): KeyValueTransaction;
  commit(): Promise<{ readonly ok: boolean }>;
}

/** Someone else may have counted in between so often; then this one waits a second. */
const ATTEMPTS_MAX = 5;

/** `name` keeps one limiter's keys apart from another's. A store that fails lets everything through. */
export function kvRateLimiter(
  store: KeyValueStore,
  name: string,
  rate: Rate,
  now: () => number = Date.now,
): RateLimiter {
  async function take(key: string[]): Promise<number> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const { value, versionstamp } = await store.get(key);
      const at = now();
      const counted = count(rate, typeof value === "number" ? value : null, at);
      if (!("paidOffAt" in counted)) return counted.waitSeconds;
      const { ok } = await store.atomic()
        .check({ key, versionstamp })
        .set(key, counted.paidOffAt, { expireIn: Math.max(1, Math.ceil(counted.paidOffAt - at)) })
        .commit();
      if (ok) return 0;
    }
    return 1;
  }
  return {
    // To be open without counting is better than to be closed; capacity still has its bound.
    take: (key) => take(["limit", name, key]).catch(() => 0),
  };
}
