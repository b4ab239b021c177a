/** How often something may happen, by key: a name, an address. */

export interface RateLimiter {
  /** Counts once and says 0, or counts nothing and says for how many seconds to wait. */
  take(key: string): Promise<number>;
}

export interface Rate {
  /** In the long run. */
  readonly perMinute: number;
  /** At once, by someone who was not seen for a while. */
  readonly burst: number;
}

/**
 * The generic cell rate algorithm: one number a key, the time at which all that was counted is paid off.
 * `paidOffAt`: as it was kept, or none. All times in milliseconds.
 */
export function count(
  { perMinute, burst }: Rate,
  paidOffAt: number | null,
  now: number,
): { readonly waitSeconds: 0; readonly paidOffAt: number } | { readonly waitSeconds: number } {
  const price = 60_000 / perMinute;
  const owedFrom = Math.max(now, paidOffAt ?? now);
  const waitMs = owedFrom - now - price * (burst - 1);
  if (waitMs > 0) return { waitSeconds: Math.ceil(waitMs / 1000) };
  return { waitSeconds: 0, paidOffAt: owedFrom + price };
}
