/** Who asks, and on what terms: found out once for each request, before anything else looks at it. */
import type { Context, MiddlewareHandler } from "hono";
import type { AppOptions } from "./app_options.ts";
import { networkKey, SITE_BITS } from "./limits/network_key.ts";
import { publicTerms, type Terms } from "./terms.ts";

export interface Asker {
  readonly terms: Terms;
  /** What limits count by. Clients that nobody can tell apart are counted as one. */
  readonly client: string;
  /** The subscriber's whole network, as far as that can be told: what shares are of. `null`: nobody knows who it is. */
  readonly site: string | null;
  /** How old a report may be, when the query does not say. */
  readonly maxAgeMs: number;
  /** Aborts when the client has gone away. */
  readonly gone: AbortSignal;
  /** Lets `work` go on when the client has gone away. */
  keepAlive(work: Promise<unknown>): void;
}

declare module "hono" {
  interface ContextVariableMap {
    asker: Asker;
  }
}

export function identifyAsker(
  { termsFor = () => publicTerms, clientOf = () => null, keepAlive = () => {} }: AppOptions,
): MiddlewareHandler {
  return async (c, next) => {
    const request = c.req.raw;
    const terms = termsFor(request);
    const client = clientOf(request, c.env);
    c.set("asker", {
      terms,
      client: (client && networkKey(client)) ?? "unknown",
      site: client && networkKey(client, SITE_BITS),
      maxAgeMs: wantsNew(c) ? 0 : terms.maxAgeMs,
      gone: request.signal,
      keepAlive: (work) => keepAlive(work, c.env),
    });
    await next();
  };
}

/** Reloading a page in a browser says so. RFC 9111 §5.2.1 */
function wantsNew(c: Context): boolean {
  return /(^|[\s,])(no-cache|no-store|max-age=0)($|[\s,])/i.test(c.req.header("Cache-Control") ?? "");
}
