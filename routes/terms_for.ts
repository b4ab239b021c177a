/** From the settings to the terms that each request is served on. */
import { type AddressBlock, type AddressPolicy, everywhere, publicOnly } from "../src/net/mod.ts";
import type { Rate, RateLimiter } from "./limits/rate_limiter.ts";
import type { Settings } from "./settings.ts";
import { ownTerms, publicTerms, type Terms } from "./terms.ts";
import { isByOwnName, isFromAnotherSite, isFromThisMachine } from "./whence.ts";

export interface Counting {
  /** Makes what counts clients and targets; `name` keeps them apart. */
  limiter(name: string, rate: Rate): RateLimiter;
  /** Makes what counts connections, in this process: a connection's time is measured, and waits for nothing else. */
  localLimiter(rate: Rate): RateLimiter;
}

const PER_CLIENT = 30;
const PER_TARGET = 20;
/** A check makes two to ten connections. */
const CONNECTIONS_PER_ADDRESS: Rate = { perMinute: 300, burst: 150 };
/** Each makes a hundred connections or more. */
const DEEP_CHECKS_PER_ADDRESS: Rate = { perMinute: 2, burst: 2 };
const DEEP_PER_TARGET = 2;
const MAX_AGE_MS = 10_000;

/** `own`: the addresses of this machine. */
export function termsForRequests(
  settings: Settings,
  own: readonly AddressBlock[],
  counting: Counting,
): (request: Request) => Terms {
  const limiter = (name: string, perMinute: number) =>
    perMinute === 0 ? null : counting.limiter(name, { perMinute, burst: Math.ceil(perMinute / 2) });
  const { checksPerClient, checksPerTarget } = settings;
  const clientLimiter = limiter("client", checksPerClient ?? PER_CLIENT);
  const targetLimiter = limiter("target", checksPerTarget ?? PER_TARGET);
  const deepLimiter = checksPerTarget === 0
    ? null
    : counting.limiter("deep", { perMinute: DEEP_PER_TARGET, burst: DEEP_PER_TARGET });
  const forAll: Terms = {
    ...publicTerms,
    policy: {
      ...publicOnly,
      refused: [...settings.refused, ...publicOnly.refused, ...own],
      ports: settings.ports === undefined ? publicOnly.ports : settings.ports,
      webPortsOnly: settings.ports === undefined,
    },
    clientLimiter,
    targetLimiter,
    deepLimiter,
    addressLimits: {
      connections: counting.localLimiter(CONNECTIONS_PER_ADDRESS),
      deepChecks: counting.localLimiter(DEEP_CHECKS_PER_ADDRESS),
    },
    maxAgeMs: MAX_AGE_MS,
  };
  const policy = insidePolicy(settings);
  const inside: Terms = { ...forAll, name: "inside", policy, addressLimits: null };
  const here: Terms = {
    ...ownTerms,
    policy,
    clientLimiter: checksPerClient === undefined ? null : clientLimiter,
    targetLimiter: checksPerTarget === undefined ? null : targetLimiter,
  };
  switch (settings.privateTargets) {
    case "nobody":
      return () => forAll;
    case "this_machine":
      return (request) => isFromThisMachine(request) ? here : forAll;
    case "everyone":
      // Another site's page is not one of those who may: it would read our answers in its visitor's name.
      return (request) =>
        isFromAnotherSite(request) || !isByOwnName(request, settings.hosts) ? forAll : inside;
  }
}

/** For an instance on loopback that has no settings. */
export function termsOnLoopback(request: Request): Terms {
  return isFromThisMachine(request) ? ownTerms : publicTerms;
}

function insidePolicy({ ports, refused }: Settings): AddressPolicy | null {
  if (ports === undefined && refused.length === 0) return null;
  return { ...everywhere, refused, ports: ports ?? null };
}
