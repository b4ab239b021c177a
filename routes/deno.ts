/** The service on Deno, until a signal. Its settings are variables of the environment (`settings.ts`). */
import { expectFrequentUse } from "../src/crypto/mod.ts";
import { type AddressBlock, readPrefix } from "../src/net/mod.ts";
import { denoRuntime } from "../src/runtime/deno.ts";
import { ListenError, serve } from "../src/runtime/deno_serve.ts";
import { fetchText, isWebAddress } from "../src/runtime/fetch_text.ts";
import { createApp } from "./app.ts";
import { clientAddress } from "./client_address.ts";
import { type CtLogs, openCtLogs } from "./ct_logs.ts";
import { kvRateLimiter } from "./limits/kv_rate_limiter.ts";
import { memoryRateLimiter } from "./limits/memory_rate_limiter.ts";
import { metricsReaders } from "./metrics/readers.ts";
import type { LogEntry } from "./request_log.ts";
import { readSettings, SettingError, type Settings } from "./settings.ts";
import { termsForRequests } from "./terms_for.ts";
import type { DeployWatch } from "./watch/deploy.ts";
import { showsWatch } from "./watch/paths.ts";

const whoReachesInside = {
  nobody: "only public addresses are checked",
  this_machine:
    "addresses that are not public are checked for this machine only; for a proxy in front of it, " +
    "set ALLOW_PRIVATE_TARGETS=false",
  everyone: "addresses that are not public are checked for everyone who can reach this service",
};
const signals = ["SIGINT", "SIGTERM"] as const;
if (Deno.args.length > 0) {
  giveUp(
    "the service takes no arguments",
    "its settings are variables of the environment: HOST, PORT, CONTACT_URL, …",
  );
}
const settings = readOrGiveUp();
expectFrequentUse();
const { host, port, contactUrl, dnsServer, maxChecks, trustAnchors, trustedProxyHeader } = settings;
const store = await openStore();
const ctLogs = await readCtLogsOrGiveUp();
const watch = await openWatchOrGiveUp();

let stopping = false;
const app = createApp(denoRuntime({ dnsServer }), {
  ...(contactUrl === null ? {} : { contactUrl }),
  ...(maxChecks === undefined ? {} : { capacity: { atOnce: maxChecks, waiting: 2 * maxChecks } }),
  termsFor: termsForRequests(settings, ownAddresses(), {
    limiter: (name, rate) => store === null ? memoryRateLimiter(rate) : kvRateLimiter(store, name, rate),
    localLimiter: memoryRateLimiter,
  }),
  // Where instances share a store there are several, and the next request may come to another.
  keepsEvidence: store === null,
  metricsFor: metricsReaders(settings),
  clientOf,
  log,
  get defaults() {
    return { ...ctLogs?.options, ...(trustAnchors === null ? {} : { anchors: [trustAnchors] }) };
  },
});
// At the top level, and before anything is served: that is where Deno Deploy looks for them.
if (watch !== null) {
  Deno.cron("watch", watch.schedule, watch.round);
  Deno.cron("watch-webhooks", "* * * * *", watch.deliver);
}
const server = listen();
for (const signal of signals) Deno.addSignalListener(signal, stop);
await server.finished;
for (const signal of signals) Deno.removeSignalListener(signal, stop);

function listen(): Deno.HttpServer {
  try {
    return serve(
      host,
      port,
      (request, platform) =>
        watch !== null && showsWatch(request.url) ? watch.fetch(request) : app.fetch(request, platform),
      () => console.error(`check: ${whoReachesInside[settings.privateTargets]}`),
    );
  } catch (error) {
    if (error instanceof ListenError) giveUp(error.message, error.hint);
    throw error;
  }
}

/** The first signal lets running checks end, the second does not wait for them. */
function stop(): void {
  if (stopping) Deno.exit(1);
  stopping = true;
  server.shutdown();
}

function clientOf(request: Request, platform: unknown): string | null {
  const { remoteAddr } = platform as Deno.ServeHandlerInfo<Deno.NetAddr>;
  const said = trustedProxyHeader && clientAddress(request.headers.get(trustedProxyHeader));
  return said ?? remoteAddr.hostname;
}

function log(entry: LogEntry): void {
  const line = JSON.stringify(entry);
  if (entry.level === "error") console.error(line);
  else console.log(line);
}

/** Shared among instances, where the platform has it. */
async function openStore(): Promise<Deno.Kv | null> {
  if (typeof Deno.openKv !== "function") return null;
  try {
    return await Deno.openKv();
  } catch (error) {
    console.error(`check: limits are counted in memory, because the key-value store does not open: ${error}`);
    return null;
  }
}

/** Where there are cron and a store, as on Deno Deploy; `deno task watch` brings its own. */
async function openWatchOrGiveUp(): Promise<DeployWatch | null> {
  if (environment("WATCH_TARGETS") === undefined) return null;
  if (store === null || typeof Deno.cron !== "function") {
    console.error("check: WATCH_TARGETS is set, but there is no cron or no key-value store here");
    console.error("hint: assign a database on Deno Deploy, or watch with: deno task watch");
    return null;
  }
  const [{ openDeployWatch }, { kvStore }] = await Promise.all([
    import("./watch/deploy.ts"),
    import("../src/watch/kv_store.ts"),
  ]);
  try {
    return openDeployWatch(denoRuntime({ dnsServer }), kvStore(store), environment, {
      ...ctLogs?.options,
      ...(contactUrl === null ? {} : { contactUrl }),
      ...(trustAnchors === null ? {} : { anchors: [trustAnchors] }),
    });
  } catch (error) {
    if (error instanceof SettingError) giveUp(error.message, error.hint);
    throw error;
  }
}

/** The private ones of them are refused in any case. */
function ownAddresses(): AddressBlock[] {
  if (Deno.permissions.querySync({ name: "sys", kind: "networkInterfaces" }).state !== "granted") return [];
  return Deno.networkInterfaces().flatMap(({ address }) => {
    const prefix = readPrefix(address);
    return prefix === null
      ? []
      : [{ prefix, name: "an address of this service", reference: "its network interfaces" }];
  });
}

async function readCtLogsOrGiveUp(): Promise<CtLogs | null> {
  const source = settings.ctLogs;
  try {
    if (source === null) return null;
    const fromWeb = isWebAddress(source);
    return await openCtLogs({
      read: () => fromWeb ? fetchText(source) : Deno.readTextFile(source),
      renews: fromWeb,
      monotonic: () => performance.now(),
      complain: (message) => console.error(`check: ${message}`),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return giveUp(
      `CT_LOGS is "${source}", which cannot be used: ${reason}`,
      "a file or an https address fits, of log_list.json as browsers have it",
    );
  } finally {
    Deno.permissions.revokeSync({ name: "read" }); // nothing else is read
  }
}

function readOrGiveUp(): Settings {
  try {
    return readSettings(environment);
  } catch (error) {
    if (error instanceof SettingError) giveUp(error.message, error.hint);
    throw error;
  }
}

/** Asks first whether the variable may be read: without permission it is as good as not set. */
function environment(variable: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) : undefined;
}

function giveUp(message: string, hint: string): never {
  console.error(`check: ${message}\nhint: ${hint}`);
  Deno.exit(3);
}
