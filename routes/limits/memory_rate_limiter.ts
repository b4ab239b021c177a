/** Counts in this process's memory, which is bounded: whoever was seen least recently is forgotten first. */
import { count, type Rate, type RateLimiter } from "./rate_limiter.ts";

const KEYS_MAX = 10_000;

/** `now`: milliseconds from any origin. */
export function memoryRateLimiter(rate: Rate, now: () => number = () => performance.now()): RateLimiter {
  /** In the order in which keys were last counted. */
  const paidOffAt = new Map<string, number>();
  return {
    take(key) {
      const at = now();
      const counted = count(rate, paidOffAt.get(key) ?? null, at);
      if ("paidOffAt" in counted) {
        paidOffAt.delete(key);
        paidOffAt.set(key, counted.paidOffAt);
        forgetOldest(at);
      }
      return Promise.resolve(counted.waitSeconds);
    },
  };

  /** A few at a time: those that owe nothing any more, and any when there are too many. */
  function forgetOldest(at: number): void {
    for (const [key, owedUntil] of paidOffAt) {
      if (owedUntil > at && paidOffAt.size <= KEYS_MAX) break;
      paidOffAt.delete(key);
    }
  }
}
