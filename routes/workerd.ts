/** The service on workerd, Cloudflare's or one's own. Its settings (`settings.ts`) are bindings of the same names. */
import type { Hono } from "hono";
import type { Runtime } from "../src/net/mod.ts";
import { bindings, workerdRuntime } from "../src/runtime/workerd.ts";
import { createApp } from "./app.ts";
import type { AppOptions } from "./app_options.ts";
import { clientAddress } from "./client_address.ts";
import { bindingRateLimiter, type RateLimitBinding } from "./limits/binding_rate_limiter.ts";
import { memoryRateLimiter } from "./limits/memory_rate_limiter.ts";
import { rehearse } from "./rehearsal.tsx";
import { metricsReaders } from "./metrics/readers.ts";
import type { LogEntry } from "./request_log.ts";
import { readSettings, SettingError, type Settings } from "./settings.ts";
import { termsForRequests } from "./terms_for.ts";
// Not import(): the bundler would then wrap every module that it shares, which costs each cold start more.
import {
  type CloudflareWatch,
  openCloudflareWatch,
  type TaskBatch,
  type WatchBindings,
} from "./watch/cloudflare.ts";
import { showsWatch } from "./watch/paths.ts";

/** What is configured beside the settings, in `wrangler.jsonc` or by `workerd_local.ts`. */
interface Configured extends WatchBindings {
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

/** An invocation has six connections at once; a check and its names take up to three. */
const CHECKS_OF_A_REQUEST_AT_ONCE = 2;

/** The period of both limits. */
const LIMIT_PERIOD_SECONDS = 60;

/** Where Cloudflare says who asks; nobody else's word counts there. */
const CLIENT_HEADER = "CF-Connecting-IP";

/** The first request tells; it does not change after that. */
let region: string | null = null;
const settings = settingsFrom();
const runtime = open(bindings);
const app = serve(bindings);
const isWatching = (bindings as WatchBindings).WATCH_DB !== undefined;
let watching: Promise<CloudflareWatch> | null = null;
// What fails here costs the first request some time, and nothing else.
await rehearse(checkOptions()).catch(() => {});

export default {
  fetch(request: Request, _bindings: unknown, context: ExecutionContext): Response | Promise<Response> {
    region ??= connectionOf(request).colo ?? null;
    if (isWatching && showsWatch(request.url)) return watch().then((watch) => watch.fetch(request));
    return app.fetch(request, context);
  },
  async scheduled({ scheduledTime }: { readonly scheduledTime: number }): Promise<void> {
    await (await watch()).scheduled(scheduledTime);
  },
  async queue(batch: TaskBatch): Promise<void> {
    await (await watch()).queue(batch);
  },
};

/** Opened by whoever needs it first: a request for a check does not. */
function watch(): Promise<CloudflareWatch> {
  const { contactUrl, trustAnchors } = settings;
  return watching ??= openCloudflareWatch(runtime, bindings as WatchBindings, binding, {
    ...(contactUrl === null ? {} : { contactUrl }),
    ...(trustAnchors === null ? {} : { anchors: [trustAnchors] }),
  }).catch((error) => {
    watching = null;
    complain(error);
    throw error;
  });
}

function open({ DNS_OVER_HTTPS, WORKERD_VERSION }: Configured): Runtime {
  return workerdRuntime({
    region: () => region,
    version: WORKERD_VERSION,
    resolver: DNS_OVER_HTTPS || undefined,
    reachesPrivate: settings.privateTargets !== "nobody",
  });
}

function serve({ CLIENT_LIMIT, TARGET_LIMIT }: Configured): Hono {
  const { maxChecks, trustedProxyHeader } = settings;
  const limits: Record<string, RateLimitBinding | undefined> = { client: CLIENT_LIMIT, target: TARGET_LIMIT };
  const app = createApp(runtime, {
    ...checkOptions(),
    ...(maxChecks === undefined ? {} : { capacity: { atOnce: maxChecks, waiting: 2 * maxChecks } }),
    batch: { atOnce: CHECKS_OF_A_REQUEST_AT_ONCE },
    termsFor: termsForRequests(settings, [], {
      limiter(name, rate) {
        const limit = limits[name];
        return limit === undefined
          ? memoryRateLimiter(rate)
          : bindingRateLimiter(limit, LIMIT_PERIOD_SECONDS);
      },
      localLimiter: memoryRateLimiter,
    }),
    metricsFor: metricsReaders(settings),
    clientOf(request) {
      // What is said about a connection is read only where nothing else says it: it is JSON, and not short.
      const header = trustedProxyHeader ?? (region === null ? null : CLIENT_HEADER);
      return clientAddress(
        header === null ? connectionOf(request).clientIp ?? null : request.headers.get(header),
      );
    },
    // The next request may come to another isolate, whose memory is another.
    keepsEvidence: false,
    // Cloudflare ends what a request began when its client leaves, and a check may be shared.
    keepAlive: (work, context) => (context as ExecutionContext).waitUntil(work),
    log,
  });
  app.router.match("GET", "/"); // builds the router's table
  return app;
}

function checkOptions(): Pick<AppOptions, "contactUrl" | "defaults"> {
  const { contactUrl, trustAnchors } = settings;
  return {
    ...(contactUrl === null ? {} : { contactUrl }),
    ...(trustAnchors === null ? {} : { defaults: { anchors: [trustAnchors] } }),
  };
}

/** Where this instance listens is not known to it, so that it serves everyone unless told otherwise. */
function settingsFrom(): Settings {
  try {
    return readSettings((name) => binding(name) ?? (name === "HOST" ? "0.0.0.0" : undefined));
  } catch (error) {
    complain(error);
    throw error;
  }
}

function binding(name: string): string | undefined {
  const value = (bindings as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function complain(error: unknown): void {
  if (error instanceof SettingError) console.error(`check: ${error.message}\nhint: ${error.hint}`);
}

function connectionOf(request: Request): Connection {
  return (request as Request & { readonly cf?: Connection }).cf ?? {};
}

function log(entry: LogEntry): void {
  const line = JSON.stringify(entry);
  if (entry.level === "error") console.error(line);
  else console.log(line);
}
