/** What the cron and the queue's consumer do with each task; on the platform itself they run in `tests/miniflare`. */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openCloudflareWatch, type Task } from "../../routes/watch/cloudflare.ts";
import { SettingError } from "../../routes/settings.ts";
import { d1Store } from "../../src/watch/d1_store.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { d1On } from "./sqlite_d1.ts";
import { secret, start } from "./support.ts";

type Outcome = "ack" | { readonly delaySeconds: number } | "retry";

async function world(vars: Readonly<Record<string, string>>, broken = () => false) {
  const sent: { readonly body: Task; readonly delaySeconds?: number }[] = [];
  const batches: number[] = [];
  const database = d1On(new DatabaseSync(":memory:"));
  const store = await d1Store(database);
  const queue = {
    send: (body: Task) => Promise.resolve(sent.push({ body })),
    sendBatch(messages: readonly typeof sent[0][]) {
      batches.push(messages.length);
      return Promise.resolve(sent.push(...messages));
    },
  };
  const watch = await openCloudflareWatch(
    denoRuntime(),
    {
      WATCH_QUEUE: queue,
      WATCH_DB: {
        ...database,
        prepare(sql) {
          if (broken()) throw new Error("D1_ERROR: overloaded");
          return database.prepare(sql);
        },
      },
    },
    (name) => vars[name],
    { timeout: 1, noNative: true },
  );
  return {
    sent,
    batches,
    store,
    database,
    watch,
    /** How the consumer deals with each of these tasks. */
    async consume(...tasks: Task[]): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      await watch.queue({
        messages: tasks.map((body, index) => ({
          body,
          ack: () => outcomes[index] = "ack",
          retry: (options) => outcomes[index] = options ?? "retry",
        })),
      });
      return outcomes;
    },
  };
}

/** A port that nobody listens on. */
function closedPort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

Deno.test("a cron makes a task for each host, a second apart, and a batch of no more than the queue takes", async () => {
  const hosts = Array.from({ length: 250 }, (_, index) => `host${index}.example`);
  const { watch, sent, batches } = await world({
    WATCH_TARGETS: ["a.example:443", "a.example:8443", ...hosts].join(","),
  });
  await watch.scheduled(start);
  assert.deepEqual(batches, [100, 100, 51]);
  assert.deepEqual(sent[0], {
    body: {
      kind: "check",
      targets: ["a.example:443", "a.example:8443"],
      scheduled_at: "2026-11-30T06:00:00.000Z",
    },
    delaySeconds: 0,
  });
  assert.deepEqual(
    sent.map(({ delaySeconds }) => delaySeconds),
    Array.from({ length: 251 }, (_, index) => index),
  );
});

Deno.test("a long list begins within five minutes, and may stand in the database", async () => {
  const { watch, sent, database } = await world({ WATCH_TARGETS: "first.example" });
  for (let index = 0; index < 999; index++) {
    await database.prepare("INSERT INTO watch_target VALUES (?)").bind(`host${index}.example`).all();
  }
  await watch.scheduled(start);
  assert.equal(sent.length, 1000);
  assert.equal(Math.max(...sent.map(({ delaySeconds }) => delaySeconds!)), 299);
});

Deno.test("a task that comes twice is one check; the next round's is another", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const { consume, store } = await world({ WATCH_TARGETS: target });
  const task: Task = {
    kind: "check",
    targets: [target],
    scheduled_at: new Date(Date.now() - 1000).toISOString(),
  };
  assert.deepEqual(await consume(task, task), ["ack", "ack"]);
  assert.equal((await store.history(target, 10)).length, 1);
  await consume({ ...task, scheduled_at: new Date(Date.now() + 1000).toISOString() });
  assert.equal((await store.history(target, 10)).length, 2);
});

Deno.test("a target that is none is said and left; a database that fails brings the task back", async () => {
  let broken = false;
  const { consume } = await world({}, () => broken);
  const task: Task = { kind: "check", targets: ["exa mple"], scheduled_at: new Date().toISOString() };
  assert.deepEqual(await consume(task), ["ack"]);
  broken = true;
  assert.deepEqual(await consume(task, { kind: "webhook", id: "msg_1" }), ["retry", "retry"]);
});

Deno.test("a webhook that is not taken comes back later; one that is there no more is done", async () => {
  using closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${closed.addr.port}/`;
  closed.close();
  const { consume, database, store } = await world({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret });
  assert.deepEqual(await consume({ kind: "webhook", id: "msg_gone" }), ["ack"]);
  await database.prepare("INSERT INTO watch_message VALUES (?, ?, ?, ?, ?, ?, ?)")
    .bind("msg_1", "example.com", "{}", 0, 3, 0, null).all();
  const [outcome] = await consume({ kind: "webhook", id: "msg_1" });
  const { delaySeconds } = outcome as { delaySeconds: number };
  // The fourth attempt: 135 seconds, less up to half.
  assert(delaySeconds > 65 && delaySeconds <= 136, String(delaySeconds));
  const { attempts, last_error } = (await store.message("msg_1"))!;
  assert.deepEqual([attempts, last_error], [4, "it cannot be reached: connection refused"]);
});

Deno.test("a webhook whose task was lost gets another one from the next cron, and no other does", async () => {
  const { watch, sent, batches, database } = await world({
    WEBHOOK_URL: "https://hook.example/",
    WEBHOOK_SECRET: secret,
  });
  for (
    const [id, next_at] of [["msg_lost", Date.now() - 3_600_000], [
      "msg_waiting",
      Date.now() + 60_000,
    ]] as const
  ) {
    await database.prepare("INSERT INTO watch_message VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(id, "example.com", "{}", 0, 0, next_at, null).all();
  }
  await watch.scheduled(start);
  assert.deepEqual(sent, [{ body: { kind: "webhook", id: "msg_lost" } }]);
  assert.deepEqual(batches, [1], "one call for a hundred of them");
});

Deno.test("settings that do not fit are said with what would", async () => {
  const cases: readonly (readonly [vars: Record<string, string>, problem: RegExp, hint: RegExp])[] = [
    [{ WATCH_CONFIRM: "0" }, /WATCH_CONFIRM is "0"/, /1 to 100/],
    [{ WEBHOOK_URL: "hook.example" }, /WEBHOOK_URL/, /https/],
    [{ WEBHOOK_URL: "https://hook.example/" }, /WEBHOOK_SECRET is not set/, /openssl/],
  ];
  for (const [vars, problem, hint] of cases) {
    await assert.rejects(world(vars), (error) => {
      assert(error instanceof SettingError);
      assert.match(error.message, problem);
      assert.match(error.hint, hint);
      return true;
    });
  }
  const { watch } = await world({ WATCH_TARGETS: "https://" });
  await assert.rejects(watch.scheduled(start), /WATCH_TARGETS: /);
  await assert.rejects(
    openCloudflareWatch(denoRuntime(), {}, () => undefined, {}),
    /WATCH_DB and WATCH_QUEUE/,
  );
});
