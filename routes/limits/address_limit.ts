/** A runtime that does not connect to one address too often, whatever names lead to it. */
import { NetworkError, type Runtime } from "../../src/net/mod.ts";
import { networkKey } from "./network_key.ts";
import type { RateLimiter } from "./rate_limiter.ts";

export interface AddressLimits {
  /** Takes a place for each connection. */
  readonly connections: RateLimiter;
  /** Takes a place for a whole deep check, in which most connections are its probes'. */
  readonly deepChecks: RateLimiter;
}

/** Of a deep check: what any check may need is counted one by one. */
const ORDINARY_CONNECTIONS = 10;

/** For one check. What is too often rejects with a `NetworkError` of code `address_not_allowed`. */
export function limitedByAddress(
  runtime: Runtime,
  { connections, deepChecks }: AddressLimits,
  isDeep: boolean,
): Runtime {
  const dialled = new Map<string, number>();
  /** What was said of this deep check as a whole, once for each address. */
  const whole = new Map<string, ReturnType<RateLimiter["take"]>>();

  function wait(key: string): ReturnType<RateLimiter["take"]> {
    const before = dialled.get(key) ?? 0;
    dialled.set(key, before + 1);
    if (!isDeep || before < ORDINARY_CONNECTIONS) return connections.take(key);
    const said = whole.get(key) ?? deepChecks.take(key);
    whole.set(key, said);
    return said;
  }

  return {
    ...runtime,
    async dial(address, port, deadline) {
      const waitSeconds = await wait(networkKey(address) ?? address);
      if (waitSeconds === 0) return await runtime.dial(address, port, deadline);
      throw new NetworkError(
        "address_not_allowed",
        `${address} was connected to from here so often that it is left alone for another ${waitSeconds} seconds`,
      );
    },
  };
}
