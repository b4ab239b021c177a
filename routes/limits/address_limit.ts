/** A runtime that does not connect to one address too often, whatever names lead to it. */
import { NetworkError, type Runtime } from "../../src/net/mod.ts";
import { networkKey } from "./network_key.ts";
import type { RateLimiter } from "./rate_limiter.ts";

/** What is too often rejects with a `NetworkError` of code `address_not_allowed`. */
export function limitedByAddress(runtime: Runtime, limiter: RateLimiter): Runtime {
  return {
    ...runtime,
    async dial(address, port, deadline) {
      const waitSeconds = await limiter.take(networkKey(address) ?? address);
      if (waitSeconds === 0) return await runtime.dial(address, port, deadline);
      throw new NetworkError(
        "address_not_allowed",
        `${address} was connected to from here so often that it is left alone for another ${waitSeconds} seconds`,
      );
    },
  };
}
