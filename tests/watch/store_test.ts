/** One suite for every store: in memory, Deno KV, and D1, for which SQLite stands in; D1's own is in `tests/miniflare`. */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { d1Store } from "../../src/watch/d1_store.ts";
import { decide, type TargetState } from "../../src/watch/decide.ts";
import { kvStore } from "../../src/watch/kv_store.ts";
import { memoryStore } from "../../src/watch/memory_store.ts";
import { HISTORY_DAYS, type Message, type Recorded, type WatchStore } from "../../src/watch/store.ts";
import { d1On } from "./sqlite_d1.ts";
import { observation, start } from "./support.ts";

/** Instead of ten thousand. */
const rowsMax = 3;

interface Kind {
  readonly name: string;
  readonly missing?: string;
  open(): Promise<{ readonly store: WatchStore; close(): void }>;
}

const kinds: readonly Kind[] = [
  { name: "memory", open: () => Promise.resolve({ store: memoryStore(rowsMax), close() {} }) },
  {
    name: "Deno KV",
    ...(typeof Deno.openKv === "function" ? {} : { missing: "Deno KV needs --unstable-kv" }),
    async open() {
      const kv = await Deno.openKv(":memory:");
      return { store: kvStore(kv, rowsMax), close: () => kv.close() };
    },
  },
  {
    name: "D1",
    async open() {
      const database = new DatabaseSync(":memory:");
      return { store: await d1Store(d1On(database), rowsMax), close: () => database.close() };
    },
  },
];

for (const kind of kinds) {
  const test = (name: string, run: (store: WatchStore) => Promise<void>) =>
    Deno.test({
      name: `${kind.name}: ${name}${kind.missing === undefined ? "" : ` (${kind.missing})`}`,
      ignore: kind.missing !== undefined,
      async fn() {
        const { store, close } = await kind.open();
        try {
          await run(store);
        } finally {
          close();
        }
      },
    });

  test("what is recorded is there: the state, the rows from the newest, the message", async (store) => {
    const [first, second] = [next(null), next(next(null).state, message("msg_1"))];
    assert.equal(await store.state("example.com"), null);
    assert.equal(await store.record(first), true);
    assert.equal(await store.record(second), true);
    assert.deepEqual(await store.state("example.com"), second.state);
    assert.deepEqual(await store.states(["nobody.example", "example.com"]), [second.state]);
    assert.deepEqual(await store.history("example.com", 10), [second.row, first.row]);
    assert.deepEqual(await store.history("example.com", 1), [second.row]);
    assert.deepEqual(await store.history("example", 10), []);
    assert.deepEqual(await store.waiting(10), [second.message]);
    assert.deepEqual(await store.message("msg_1"), second.message);
    assert.equal(await store.message("msg_2"), null);
  });

  test("of two that record the same check, one is told so, and leaves nothing", async (store) => {
    const first = next(null);
    await store.record(first);
    const late = { ...next(null, message("msg_late")), row: { ...first.row, summary: "late" } };
    assert.equal(await store.record(late), false);
    assert.deepEqual(await store.history("example.com", 10), [first.row]);
    assert.deepEqual(await store.waiting(10), []);
    const both = await Promise.all([store.record(next(first.state)), store.record(next(first.state))]);
    assert.deepEqual(both.toSorted(), [false, true]);
  });

  test("messages wait in the order of their creation, are taken once, and are removed", async (store) => {
    const messages = [message("msg_z", 1), message("msg_a", 2)];
    await store.record(next(null, messages[0]!));
    await store.record(next(next(null).state, messages[1]!));
    assert.deepEqual(await store.waiting(10), messages);
    assert.deepEqual(await store.waiting(1), [messages[0]]);
    const taken = { ...messages[0]!, attempts: 1, next_at: start + 5, last_error: "it answered 500" };
    assert.equal(await store.replace(messages[0]!, taken), true);
    assert.equal(await store.replace(messages[0]!, taken), false);
    assert.deepEqual(await store.message("msg_z"), taken);
    await store.remove(taken);
    assert.equal(await store.replace(taken, { ...taken, attempts: 2 }), false);
    assert.deepEqual(await store.waiting(10), [messages[1]]);
    assert.equal(await store.message("msg_z"), null);
  });

  test("many states are read at once", async (store) => {
    const targets = Array.from({ length: 205 }, (_, index) => `host${index}.example`);
    for (const target of targets) await store.record(next(null, null, target));
    assert.deepEqual(
      (await store.states(targets)).map(({ target }) => target).toSorted(),
      targets.toSorted(),
    );
  });

  test("a history has no more rows than it may", async (store) => {
    let state: TargetState | null = null;
    for (let check = 0; check < rowsMax + 2; check++) {
      const recorded = next(state);
      state = recorded.state;
      await store.record(recorded);
    }
    const rows = await store.history("example.com", rowsMax + 10);
    assert.deepEqual(rows.map(({ sequence }) => sequence), [5, 4, 3]);
  });
}

for (const kind of kinds.filter(({ name }) => name !== "Deno KV")) {
  Deno.test(`${kind.name}: what is older than a history goes back is forgotten, and its target when nothing is left`, async () => {
    const { store, close } = await kind.open();
    const first = next(null);
    const second = next(first.state, null, "example.com", start + 86_400_000);
    await store.record(first);
    await store.record(second);
    await store.record(next(null, null, "gone.example"));
    await store.prune(new Date(start + HISTORY_DAYS * 86_400_000 + 1));
    assert.deepEqual(await store.history("example.com", 10), [second.row]);
    assert.equal(await store.state("gone.example"), null);
    assert.deepEqual(await store.history("gone.example", 10), []);
    close();
  });
}

Deno.test("D1: no statement looks at every row of every target's history", async () => {
  const database = new DatabaseSync(":memory:");
  const asked: string[] = [];
  const store = await d1Store(d1On(
    new Proxy(database, {
      get(database, name) {
        if (name !== "prepare") return Reflect.get(database, name).bind(database);
        return (sql: string) => {
          asked.push(sql);
          return database.prepare(sql);
        };
      },
    }),
  ));
  await store.record(next(null));
  await store.history("example.com", 1);
  await store.prune(new Date(start));
  const plans = asked.filter((sql) => sql.includes("watch_row") && !sql.startsWith("CREATE"))
    .flatMap((sql) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => detail));
  assert.ok(plans.length >= 3);
  for (const plan of plans) assert.doesNotMatch(String(plan), /^SCAN/);
  database.close();
});

function next(
  before: TargetState | null,
  message: Message | null = null,
  target = "example.com",
  at = start,
): Recorded {
  const { state, row } = decide(before, target, observation({ checked_at: new Date(at).toISOString() }), 1);
  return { state, row, message };
}

function message(id: string, created_at = start): Message {
  return { id, target: "example.com", body: "{}", created_at, attempts: 0, next_at: start, last_error: null };
}
