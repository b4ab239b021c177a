/** `deno task watch`: watches targets on this machine, and serves how they stand, until a signal. */
import { dirname, join } from "node:path";
import manifest from "../deno.json" with { type: "json" };
import { check } from "../src/check.ts";
import { userAgent } from "../src/check/user_agent.ts";
import { type CheckOptions, OptionError } from "../src/check_options.ts";
import { complain } from "../src/cli/diagnostics.ts";
import { fileName, readAnchors, readCtLogs, readTargets, type Sources } from "../src/cli/inputs.ts";
import { UsageError } from "../src/cli/usage_error.ts";
import { parseWatchArguments } from "../src/cli/watch/arguments.ts";
import { DEFAULT_EVERY_SECONDS, type WatchCommand } from "../src/cli/watch/command.ts";
import { watchUsage } from "../src/cli/watch/usage.ts";
import { escapeInJson } from "../src/formats/escape.ts";
import { denoRuntime } from "../src/runtime/deno.ts";
import { explained, readFile, userPath } from "../src/runtime/deno_files.ts";
import { output } from "../src/runtime/deno_output.ts";
import { ListenError, serve } from "../src/runtime/deno_serve.ts";
import { fetchText } from "../src/runtime/fetch_text.ts";
import type { Endpoint } from "../src/watch/endpoint.ts";
import { kvStore } from "../src/watch/kv_store.ts";
import type { Scheduled } from "../src/watch/schedule.ts";
import { readSecrets, SecretError } from "../src/watch/signature.ts";
import { scheduled } from "../src/watch/targets.ts";
import { Watcher, type WatchLog } from "../src/watch/watcher.ts";
import { readSettings, SettingError } from "./settings.ts";
import { createWatchApp } from "./watch/app.ts";

const signals = ["SIGINT", "SIGTERM"] as const;
const TIMER_MAX_MS = 2 ** 31 - 1;

const stdout = output(Deno.stdout);
const stderr = output(Deno.stderr);
const sources: Sources = {
  readFile,
  fetchText,
  readStandardInput: () => Promise.reject(new Error("it cannot be read again")),
};

const log: WatchLog = {
  checked: ({ state: { target }, row }) =>
    void stdout.write(escapeInJson(JSON.stringify({ target, ...row })) + "\n"),
  say: (message) => void complain(stderr, message, null),
};

try {
  Deno.exit(await main()); // a lookup that a deadline cut off would keep the process alive
} catch (error) {
  await complain(stderr, ...explain(error));
  Deno.exit(3);
}

async function main(): Promise<number> {
  const command = parseWatchArguments(Deno.args);
  if (command.information !== null) {
    const version = `tls-handshake-checker ${manifest.version} (deno ${Deno.version.deno})\n`;
    await stdout.write(command.information === "help" ? watchUsage() : version);
    return 0;
  }
  const { host, port, contactUrl } = readSettings((name) =>
    ["HOST", "PORT", "CONTACT_URL"].includes(name) ? Deno.env.get(name) : undefined
  );
  const options = await readOptions(command, contactUrl);
  const endpoint = readEndpoint(command, options);
  const targets = () => targetsOf(command, options);
  await targets();
  const kv = await openStore(command);
  const stopping = new AbortController();
  const runtime = denoRuntime({ dnsServer: command.dnsServer });
  const watcher = new Watcher({
    store: kvStore(kv),
    check: (target) => check(runtime, target, options),
    readTargets: targets,
    intervalMs: (command.everySeconds ?? DEFAULT_EVERY_SECONDS) * 1000,
    confirm: command.confirm,
    concurrency: command.concurrency,
    endpoint,
    now: () => new Date(),
    sleep,
    random: Math.random,
    log,
    stop: stopping.signal,
  });
  const server = serve(host, port, createWatchApp(watcher, contactUrl).fetch, undefined, "/watch");
  for (const signal of signals) {
    Deno.addSignalListener(signal, () => {
      if (stopping.signal.aborted) Deno.exit(1);
      stopping.abort();
    });
  }
  await watcher.run();
  await server.shutdown();
  kv.close();
  return 0;
}

async function readOptions(command: WatchCommand, contactUrl: string | null): Promise<CheckOptions> {
  const anchors = await readAnchors(command, sources);
  const ctLogs = await readCtLogs(command, sources);
  return {
    ...command.options,
    ...(anchors.length === 0 ? {} : { anchors, anchorsName: command.caFiles.map(fileName).join(" and ") }),
    ...(ctLogs === null ? {} : { ctLogs }),
    ...(contactUrl === null ? {} : { contactUrl }),
  };
}

function readEndpoint({ webhook }: WatchCommand, options: CheckOptions): Endpoint | null {
  if (webhook === null) return null;
  const secrets = readSecrets(Deno.env.get("WEBHOOK_SECRET") ?? "");
  return { url: webhook, secrets, fetch, userAgent: userAgent(options) };
}

/** Throws UsageError. */
async function targetsOf(command: WatchCommand, options: CheckOptions): Promise<Scheduled[]> {
  const found = new Map<string, Scheduled>();
  for (const { target, origin } of await readTargets(command, sources)) {
    try {
      if (!found.has(target)) found.set(target, scheduled(target, options));
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      throw new UsageError(origin === null ? error.message : `${origin}: ${error.message}`, error.hint);
    }
  }
  return [...found.values()];
}

/** Throws UsageError for a file that cannot be the store. */
async function openStore({ store }: WatchCommand): Promise<Deno.Kv> {
  const path = store === null ? join(dataDirectory(), "watch.sqlite") : userPath(store);
  try {
    if (store === null) await Deno.mkdir(dirname(path), { recursive: true });
    const kv = await Deno.openKv(path);
    await kv.set(["watch", "opened_at"], Date.now());
    return kv;
  } catch (error) {
    const known = explained(error, "there is no such folder", "writing it is not permitted");
    const reason = known instanceof Error ? known.message : String(known);
    throw new UsageError(
      `Cannot keep the history in ${JSON.stringify(path)}: ${reason}`,
      "--store takes the path of a file that you may write, or that is not there yet",
    );
  }
}

/** Where each system keeps what programs remember for a user. */
function dataDirectory(): string {
  const directory = {
    windows: () => Deno.env.get("LOCALAPPDATA"),
    darwin: () => inHome("Library/Application Support"),
    other: () => Deno.env.get("XDG_DATA_HOME") || inHome(".local/share"),
  }[Deno.build.os === "windows" || Deno.build.os === "darwin" ? Deno.build.os : "other"]();
  if (directory !== undefined) return join(directory, "tls-handshake-checker");
  throw new UsageError("There is no home to keep the history in", "Name a file with --store <path>");
}

function inHome(path: string): string | undefined {
  const home = Deno.env.get("HOME");
  return home ? join(home, path) : undefined;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = () => resolve();
  const timer = setTimeout(wake, Math.min(ms, TIMER_MAX_MS));
  signal.addEventListener("abort", wake);
  if (signal.aborted) wake();
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", wake);
  });
}

function explain(error: unknown): [message: string, hint: string | null] {
  const isOurs = error instanceof UsageError || error instanceof SettingError ||
    error instanceof SecretError || error instanceof ListenError;
  if (isOurs) return [error.message, error.hint];
  const message = error instanceof Error ? error.stack ?? error.message : String(error);
  return [`internal error: ${message}`, "this is a bug; please report it with the command line"];
}
