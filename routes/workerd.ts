/** The service on workerd, Cloudflare's or one's own. Its settings (`settings.ts`) are bindings of the same names. */
import type { Hono } from "hono";
import { workerdRuntime } from "../src/runtime/workerd.ts";
import { createApp } from "./app.ts";
import { clientAddress } from "./client_address.ts";
import { bindingRateLimiter, type RateLimitBinding } from "./limits/binding_rate_limiter.ts";
import { memoryRateLimiter } from "./limits/memory_rate_limiter.ts";
import type { LogEntry } from "./request_log.ts";
import { readSettings, SettingError, type Settings } from "./settings.ts";
import { termsForRequests } from "./terms_for.ts";

/** What is configured beside the settings, in `wrangler.jsonc` or by `workerd_local.ts`. */
interface Bindings {
  readonly [name: string]: unknown;
  /** PEM certificates trusted beside the roots: for servers of one's own. */
  readonly TRUST_ANCHORS?: string;
  /** The URL of the DNS over HTTPS service that names are looked up by. */
  readonly DNS_OVER_HTTPS?: string;
  /** Known to whoever starts it: workerd does not tell its version. */
  readonly WORKERD_VERSION?: string;
  /** Cloudflare's limits, which count for all instances of a location together. */
  readonly CLIENT_LIMIT?: RateLimitBinding;
  readonly TARGET_LIMIT?: RateLimitBinding;
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

/** What workerd says about a connection: Cloudflare's `colo`, and elsewhere `clientIp` with its port. */
interface Connection {
  readonly colo?: string;
  readonly clientIp?: string;
}

/** The period of both limits. */
const LIMIT_PERIOD_SECONDS = 60;

let app: Hono | null = null;

export default {
  fetch(request: Request, bindings: Bindings, context: ExecutionContext): Response | Promise<Response> {
    app ??= open(bindings, connectionOf(request).colo ?? null);
    return app.fetch(request, context);
  },
};

/** With the first request, because nothing says before that where this instance runs. */
function open(bindings: Bindings, region: string | null): Hono {
  const { CLIENT_LIMIT, TARGET_LIMIT, TRUST_ANCHORS, DNS_OVER_HTTPS, WORKERD_VERSION } = bindings;
  const settings = settingsFrom(bindings, region);
  const { contactUrl, maxChecks, privateTargets, trustedProxyHeader } = settings;
  const runtime = workerdRuntime({
    region,
    version: WORKERD_VERSION,
    resolver: DNS_OVER_HTTPS || undefined,
    reachesPrivate: privateTargets !== "nobody",
  });
  const limits: Record<string, RateLimitBinding | undefined> = { client: CLIENT_LIMIT, target: TARGET_LIMIT };
  return createApp(runtime, {
    ...(contactUrl === null ? {} : { contactUrl }),
    ...(maxChecks === undefined ? {} : { capacity: { atOnce: maxChecks, waiting: 2 * maxChecks } }),
    ...(TRUST_ANCHORS ? { defaults: { anchors: [TRUST_ANCHORS] } } : {}),
    termsFor: termsForRequests(settings, [], {
      limiter(name, rate) {
        const limit = limits[name];
        return limit === undefined
          ? memoryRateLimiter(rate)
          : bindingRateLimiter(limit, LIMIT_PERIOD_SECONDS);
      },
      localLimiter: memoryRateLimiter,
    }),
    clientOf: (request) =>
      clientAddress(
        trustedProxyHeader === null
          ? connectionOf(request).clientIp ?? null
          : request.headers.get(trustedProxyHeader),
      ),
    // Cloudflare ends what a request began when its client leaves, and a check may be shared.
    keepAlive: (work, context) => (context as ExecutionContext).waitUntil(work),
    log,
  });
}

/** Where this instance listens is not known to it, so that it serves everyone unless told otherwise. */
function settingsFrom(bindings: Bindings, region: string | null): Settings {
  const defaults: Record<string, string> = {
    HOST: "0.0.0.0",
    ...(region === null ? {} : { TRUSTED_PROXY_HEADER: "CF-Connecting-IP" }),
  };
  try {
    return readSettings((name) => {
      const value = bindings[name];
      return typeof value === "string" && value !== "" ? value : defaults[name];
    });
  } catch (error) {
    if (error instanceof SettingError) console.error(`check: ${error.message}\nhint: ${error.hint}`);
    throw error;
  }
}

function connectionOf(request: Request): Connection {
  return (request as Request & { readonly cf?: Connection }).cf ?? {};
}

function log(entry: LogEntry): void {
  const line = JSON.stringify(entry);
  if (entry.level === "error") console.error(line);
  else console.log(line);
}
