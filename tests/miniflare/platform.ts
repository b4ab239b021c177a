/**
 * Cloudflare's platform on this machine: its database, queue and cron around the bundled worker, configured by
 * `wrangler.jsonc`. Nothing is asked of any other machine.
 */
import { bundleWorker, findWorkerd } from "../../src/runtime/workerd_local.ts";

/** Not among the imports of `deno.json`: whoever only wants a check need not fetch it. */
const MINIFLARE = "npm:miniflare@4.20260730.0";

export interface Platform {
  run(vars: Readonly<Record<string, string>>): Promise<Run>;
}

export interface Run {
  /** The Cron Trigger, now. */
  cron(): Promise<void>;
  fetch(path: string): Promise<Response>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** What is in the queue is lost, which the real one would not do. */
  stop(): Promise<void>;
}

interface Miniflare {
  readonly ready: Promise<unknown>;
  dispatchFetch(url: string): Promise<Response>;
  getWorker(): Promise<
    { scheduled(event: { scheduledTime: Date; cron: string }): Promise<{ outcome: string }> }
  >;
  getD1Database(
    name: string,
  ): Promise<{ prepare(sql: string): { all(): Promise<{ results: Record<string, unknown>[] }> } }>;
  dispose(): Promise<void>;
}

interface Configuration {
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly env: { readonly watch: Environment };
}

interface Environment {
  readonly triggers: { readonly crons: readonly [string] };
  readonly d1_databases: readonly [{ readonly binding: string; readonly database_name: string }];
  readonly queues: {
    readonly producers: readonly [{ readonly binding: string; readonly queue: string }];
    readonly consumers: readonly [Consumer];
  };
}

interface Consumer {
  readonly queue: string;
  readonly max_batch_size: number;
  readonly max_batch_timeout: number;
  readonly max_retries: number;
  readonly retry_delay: number;
  readonly dead_letter_queue: string;
}

/** `folder`: where the database outlives a run; the caller's to remove. `trusted`: PEM. */
export async function openPlatform(folder: string, trusted: string): Promise<Platform> {
  const workerd = await findWorkerd();
  if (workerd === null) throw new Error("There is no workerd for this machine");
  // The one that it brings does not know every flag of ours.
  Deno.env.set("MINIFLARE_WORKERD_PATH", workerd.path);
  await Deno.writeTextFile(`${folder}/trusted.pem`, trusted);
  Deno.env.set("NODE_EXTRA_CA_CERTS", `${folder}/trusted.pem`);
  const { Miniflare } = await import(MINIFLARE);
  const bundle = `${folder}/worker.js`;
  await bundleWorker(bundle);
  const contents = await Deno.readTextFile(bundle);
  const text = await Deno.readTextFile(new URL("../../wrangler.jsonc", import.meta.url));
  const configuration: Configuration = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
  return {
    async run(vars) {
      const { triggers, d1_databases: [database], queues } = configuration.env.watch;
      const { producers: [producer], consumers: [consumer] } = queues;
      const miniflare: Miniflare = new Miniflare({
        cf: false,
        modules: [{ type: "ESModule", path: "worker.js", contents }],
        compatibilityDate: configuration.compatibility_date,
        compatibilityFlags: configuration.compatibility_flags,
        bindings: vars,
        d1Databases: { [database.binding]: database.database_name },
        d1Persist: `${folder}/d1`,
        queueProducers: { [producer.binding]: producer.queue },
        queueConsumers: {
          [consumer.queue]: {
            maxBatchSize: consumer.max_batch_size,
            maxBatchTimeout: consumer.max_batch_timeout,
            maxRetries: consumer.max_retries,
            retryDelay: consumer.retry_delay,
            deadLetterQueue: consumer.dead_letter_queue,
          },
        },
      });
      await miniflare.ready;
      const worker = await miniflare.getWorker();
      const d1 = await miniflare.getD1Database(database.binding);
      return {
        async cron() {
          const { outcome } = await worker.scheduled({ scheduledTime: new Date(), cron: triggers.crons[0] });
          if (outcome !== "ok") throw new Error(`The cron ended with ${outcome}`);
        },
        fetch: (path) => miniflare.dispatchFetch(`http://watch.example${path}`),
        query: async (sql) => (await d1.prepare(sql).all()).results,
        stop: () => miniflare.dispose(),
      };
    },
  };
}
