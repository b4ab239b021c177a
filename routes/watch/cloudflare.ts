/**
 * Watching on Cloudflare: a Cron Trigger puts a task into a queue for each host, and the queue's consumer checks it and
 * records what it found in D1. Webhooks are tasks of the same queue, which waits and tries again; what it has forgotten
 * after all, the next cron finds in D1.
 */
import { check } from "../../src/check.ts";
import { type CheckOptions, OptionError } from "../../src/check_options.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { checkTarget, type Watching } from "../../src/watch/check_target.ts";
import { type D1, d1Store, d1Targets } from "../../src/watch/d1_store.ts";
import { deliver } from "../../src/watch/deliver.ts";
import type { Scheduled } from "../../src/watch/schedule.ts";
import type { WatchStore } from "../../src/watch/store.ts";
import { byHost } from "../../src/watch/targets.ts";
import { SettingError } from "../settings.ts";
import { createWatchApp } from "./app.ts";
import {
  readWatchSettings,
  readWatchTargets,
  sayAttempt,
  storedView,
  type WatchSettings,
} from "./platform.ts";

export interface WatchBindings {
  readonly WATCH_DB?: D1;
  readonly WATCH_QUEUE?: TaskQueue;
}

interface TaskQueue {
  send(task: Task): Promise<unknown>;
  sendBatch(messages: readonly { readonly body: Task; readonly delaySeconds?: number }[]): Promise<unknown>;
}

export type Task =
  | { readonly kind: "check"; readonly targets: readonly string[]; readonly scheduled_at: string }
  | { readonly kind: "webhook"; readonly id: string };

export interface TaskBatch {
  readonly messages: readonly {
    readonly body: Task;
    ack(): void;
    retry(options?: { readonly delaySeconds: number }): void;
  }[];
}

export interface CloudflareWatch {
  fetch(request: Request): Response | Promise<Response>;
  /** Milliseconds since the epoch. */
  scheduled(scheduledTime: number): Promise<void>;
  queue(batch: TaskBatch): Promise<void>;
}

/** The checks of a round begin a second apart, so that none comes in a crowd; a long list within five minutes. */
const SPREAD_MAX_SECONDS = 300;

/** What a queue takes at once. */
const TASKS_AT_ONCE = 100;

/** The longest that a queue keeps a message back. */
const QUEUE_DELAY_MAX_SECONDS = 43_200;

/** A webhook so long after its time has no task any more. */
const FORGOTTEN_MS = 600_000;

const WAITING_MAX = 1000;

/** Makes the tables where there are none. Rejects with `SettingError`. */
export async function openCloudflareWatch(
  runtime: Runtime,
  bindings: WatchBindings,
  read: (name: string) => string | undefined,
  options: CheckOptions,
): Promise<CloudflareWatch> {
  const { WATCH_DB, WATCH_QUEUE } = bindings;
  if (WATCH_DB === undefined || WATCH_QUEUE === undefined) {
    throw new SettingError(
      "watching needs the bindings WATCH_DB and WATCH_QUEUE",
      "deno task deploy:cloudflare --env watch",
    );
  }
  const settings = readWatchSettings(read, (url, init) => fetch(url, init), options);
  const store = await d1Store(WATCH_DB);
  const targets = async () =>
    readWatchTargets([settings.targets, ...await d1Targets(WATCH_DB)].join("\n"), options);
  const watching: Watching = {
    store,
    check: (target) => check(runtime, target, options),
    confirm: settings.confirm,
    webhooks: settings.endpoint !== null,
    now: () => new Date(),
  };
  const app = createWatchApp(storedView(store, targets, watching.now), options.contactUrl ?? null);
  return {
    fetch: (request) => app.fetch(request),
    async scheduled(scheduledTime) {
      await store.prune(watching.now());
      await fanOut(await targets(), WATCH_QUEUE, new Date(scheduledTime).toISOString());
      if (settings.endpoint !== null) await sendForgotten(store, WATCH_QUEUE, watching.now());
    },
    async queue({ messages }) {
      for (const message of messages) {
        try {
          const { body: task } = message;
          const delaySeconds = task.kind === "check"
            ? await checkAll(watching, WATCH_QUEUE, task)
            : await sendWebhook(watching, settings, task.id);
          if (delaySeconds === null) message.ack();
          else message.retry({ delaySeconds });
        } catch (error) {
          // The database, mostly; the queue comes back to it.
          console.error("check: a task of the watch fails, and will be tried again:", error);
          message.retry();
        }
      }
    },
  };
}

async function fanOut(targets: readonly Scheduled[], queue: TaskQueue, scheduled_at: string): Promise<void> {
  const groups = byHost(targets);
  const apart = Math.min(1, SPREAD_MAX_SECONDS / Math.max(groups.length, 1));
  const tasks = groups.map((targets, index) => ({
    body: { kind: "check", targets, scheduled_at } satisfies Task,
    delaySeconds: Math.floor(apart * index),
  }));
  await sendAll(queue, tasks);
}

async function sendForgotten(store: WatchStore, queue: TaskQueue, now: Date): Promise<void> {
  const forgotten = (await store.waiting(WAITING_MAX))
    .filter(({ next_at }) => next_at + FORGOTTEN_MS < now.getTime());
  await sendAll(queue, forgotten.map(({ id }) => ({ body: { kind: "webhook", id } })));
}

/** An invocation may make 50 or 1000 calls, of which each batch is one. */
async function sendAll(queue: TaskQueue, tasks: Parameters<TaskQueue["sendBatch"]>[0]): Promise<void> {
  for (let first = 0; first < tasks.length; first += TASKS_AT_ONCE) {
    await queue.sendBatch(tasks.slice(first, first + TASKS_AT_ONCE));
  }
}

/** A queue may hand over a task twice: who has been checked since it was made is not checked again. */
async function checkAll(
  watching: Watching,
  queue: TaskQueue,
  { targets, scheduled_at }: Extract<Task, { kind: "check" }>,
): Promise<null> {
  for (const target of targets) {
    const before = await watching.store.state(target);
    if (before !== null && before.last.checked_at >= scheduled_at) continue;
    try {
      const recorded = await checkTarget(watching, target);
      if (recorded?.message) await queue.send({ kind: "webhook", id: recorded.message.id });
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      console.error(`check: ${target}: ${error.message}`);
    }
  }
  return null;
}

/** `null`: it is delivered, or someone else sees to it; otherwise after how many seconds to try again. */
async function sendWebhook(
  { store, now }: Watching,
  { endpoint }: WatchSettings,
  id: string,
): Promise<number | null> {
  const message = await store.message(id);
  if (message === null || endpoint === null) return null;
  const attempt = await deliver(
    { store, endpoint, now, random: Math.random, onAttempt: sayAttempt },
    message,
  );
  if (attempt?.kind !== "failed") return null;
  const seconds = Math.ceil((attempt.nextAt - now().getTime()) / 1000);
  return Math.max(0, Math.min(seconds, QUEUE_DELAY_MAX_SECONDS));
}
