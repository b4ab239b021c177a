/** What watching is told by a platform's variables, and the parts that Cloudflare's way and Deno Deploy's share. */
import { userAgent } from "../../src/check/user_agent.ts";
import { type CheckOptions, OptionError } from "../../src/check_options.ts";
import type { Attempt } from "../../src/watch/deliver.ts";
import type { Endpoint } from "../../src/watch/endpoint.ts";
import type { Scheduled } from "../../src/watch/schedule.ts";
import { readSecrets, SecretError } from "../../src/watch/signature.ts";
import { snapshotOf, type WatchView } from "../../src/watch/snapshot.ts";
import type { Message, WatchStore } from "../../src/watch/store.ts";
import { scheduledList } from "../../src/watch/targets.ts";
import { SettingError } from "../settings.ts";

export interface WatchSettings {
  /** Text with white space or commas between the targets. */
  readonly targets: string;
  readonly confirm: number;
  /** `null`: nobody is told of changes. */
  readonly endpoint: Endpoint | null;
}

const CONFIRM_MAX = 100;

/** `read`: a variable's value, or nothing. Throws `SettingError`. */
export function readWatchSettings(
  read: (name: string) => string | undefined,
  fetch: Endpoint["fetch"],
  options: CheckOptions,
): WatchSettings {
  const get = (name: string) => read(name)?.trim() || undefined;
  return {
    targets: get("WATCH_TARGETS") ?? "",
    confirm: readConfirm(get("WATCH_CONFIRM") ?? "1"),
    endpoint: readEndpoint(get("WEBHOOK_URL"), get("WEBHOOK_SECRET") ?? "", fetch, options),
  };
}

/** Throws `SettingError` for what is no target. */
export function readWatchTargets(text: string, options: CheckOptions): Scheduled[] {
  try {
    return scheduledList(text, options);
  } catch (error) {
    if (error instanceof OptionError) throw new SettingError(`WATCH_TARGETS: ${error.message}`, error.hint);
    throw error;
  }
}

/** How things stand, from what the store has. */
export function storedView(
  store: WatchStore,
  targets: () => Promise<readonly Scheduled[]>,
  now: () => Date,
): WatchView {
  const names = async () => (await targets()).map(({ target }) => target);
  return {
    snapshot: async () =>
      await snapshotOf(store, await names(), now(), { everySeconds: null, problem: null, dueAt: () => null }),
    history: async (target, limit) =>
      (await names()).includes(target) ? await store.history(target, limit) : null,
  };
}

/** Says in the platform's log what has not been delivered. */
export function sayAttempt({ target, attempts }: Message, attempt: Attempt): void {
  if (attempt.kind === "delivered") return;
  console.error(`check: ${target}: the webhook is not delivered, ${attempt.reason}; attempt ${attempts}`);
}

function readConfirm(value: string): number {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= CONFIRM_MAX) return number;
  throw new SettingError(`WATCH_CONFIRM is "${value}"`, `a whole number from 1 to ${CONFIRM_MAX} fits`);
}

function readEndpoint(
  url: string | undefined,
  secret: string,
  fetch: Endpoint["fetch"],
  options: CheckOptions,
): Endpoint | null {
  if (url === undefined) return null;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) {
    throw new SettingError(
      "WEBHOOK_URL is no address that a webhook can be posted to",
      "an https:// URL fits",
    );
  }
  try {
    return { url, secrets: readSecrets(secret), fetch, userAgent: userAgent(options) };
  } catch (error) {
    if (error instanceof SecretError) throw new SettingError(error.message, error.hint);
    throw error;
  }
}
