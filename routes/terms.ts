/** On what terms a request is served: what it may connect to, how often, and how old an answer may be. */
import { type AddressPolicy, publicOnly } from "../src/net/mod.ts";
import type { AddressLimits } from "./limits/address_limit.ts";
import type { RateLimiter } from "./limits/rate_limiter.ts";

export interface Terms {
  /** Reports are shared and kept among requests on the same terms only. */
  readonly name: string;
  /** `null`: everything may be connected to. */
  readonly policy: AddressPolicy | null;
  /** How many checks one client may ask for. */
  readonly clientLimiter: RateLimiter | null;
  /** How many checks may be made of one target. */
  readonly targetLimiter: RateLimiter | null;
  /** How many of them may be deep. */
  readonly deepLimiter: RateLimiter | null;
  /** How many connections, and deep checks, may be made to one address, whatever names lead there. */
  readonly addressLimits: AddressLimits | null;
  /** How old a report may be that is given again, when the request does not say. */
  readonly maxAgeMs: number;
}

/** Whoever asks, and without limits of how often: those need a place to count. */
export const publicTerms: Terms = {
  name: "public",
  policy: publicOnly,
  clientLimiter: null,
  targetLimiter: null,
  deepLimiter: null,
  addressLimits: null,
  maxAgeMs: 0,
};

/** For whoever could connect anywhere without us. */
export const ownTerms: Terms = { ...publicTerms, name: "own", policy: null };
