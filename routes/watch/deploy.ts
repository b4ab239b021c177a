/**
 * Watching where a platform brings the clock and the store, as Deno Deploy does: one cron checks all targets, another
 * delivers what waits. It has no queues, so the store's outbox is the queue.
 */
import { check } from "../../src/check.ts";
import type { CheckOptions } from "../../src/check_options.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { checkTarget, type Watching } from "../../src/watch/check_target.ts";
import { deliverWaiting } from "../../src/watch/deliver.ts";
import type { WatchStore } from "../../src/watch/store.ts";
import { byHost } from "../../src/watch/targets.ts";
import { SettingError } from "../settings.ts";
import { createWatchApp } from "./app.ts";
import { readWatchSettings, readWatchTargets, sayAttempt, storedView } from "./platform.ts";

export interface DeployWatch {
  /** When targets are checked, as cron writes it; UTC. */
  readonly schedule: string;
  fetch(request: Request): Response | Promise<Response>;
  /** Checks every target once. Rejects when a result could not be recorded, after the others. */
  round(): Promise<void>;
  /** Delivers the webhooks whose time has come. */
  deliver(): Promise<void>;
}

/** An hour, and not at its beginning, when everybody else does. */
const DEFAULT_SCHEDULE = "17 * * * *";

const HOSTS_AT_ONCE = 8;

/** `null` when nothing is to be watched. Throws `SettingError`. */
export function openDeployWatch(
  runtime: Runtime,
  store: WatchStore,
  read: (name: string) => string | undefined,
  options: CheckOptions,
): DeployWatch | null {
  const { targets: text, confirm, endpoint } = readWatchSettings(read, fetch, options);
  const targets = readWatchTargets(text, options);
  if (targets.length === 0) return null;
  const watching: Watching = {
    store,
    check: (target) => check(runtime, target, options),
    confirm,
    webhooks: endpoint !== null,
    now: () => new Date(),
  };
  const app = createWatchApp(
    storedView(store, () => Promise.resolve(targets), watching.now),
    options.contactUrl ?? null,
  );
  const deliver = async () => {
    if (endpoint === null) return;
    await deliverWaiting({ store, endpoint, now: watching.now, random: Math.random, onAttempt: sayAttempt });
  };
  return {
    schedule: readSchedule(read("WATCH_SCHEDULE")?.trim() || DEFAULT_SCHEDULE),
    fetch: (request) => app.fetch(request),
    async round() {
      const hosts = byHost(targets).values();
      const failures: unknown[] = [];
      await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, async () => {
        for (const host of hosts) {
          for (const target of host) {
            await checkTarget(watching, target).catch((error) => failures.push(error));
          }
        }
      }));
      await deliver();
      if (failures.length > 0) {
        throw new AggregateError(failures, "Results of the watch could not be recorded");
      }
    },
    deliver,
  };
}

function readSchedule(value: string): string {
  if (/^[\d*,/A-Za-z#-]+(?: [\d*,/A-Za-z#-]+){4}$/.test(value)) return value;
  throw new SettingError(`WATCH_SCHEDULE is "${value}"`, 'five fields fit, as cron has them: "17 * * * *"');
}
