/** Counts by a platform's own rate limit: Cloudflare's binding, whose rate is in its configuration. */
import type { RateLimiter } from "./rate_limiter.ts";

/** As Workers see it. */
export interface RateLimitBinding {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** `periodSeconds`: as configured, 10 or 60. The binding does not say how long to wait, so it is a whole period. */
export function bindingRateLimiter(binding: RateLimitBinding, periodSeconds: number): RateLimiter {
  return {
    async take(key) {
      const { success } = await binding.limit({ key });
      return success ? 0 : periodSeconds;
    },
  };
}
