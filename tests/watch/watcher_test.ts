/** The loop under a clock that passes as fast as everyone sleeps: hours of watching in a moment. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import type { Decision } from "../../src/watch/decide.ts";
import { memoryStore } from "../../src/watch/memory_store.ts";
import type { Scheduled } from "../../src/watch/schedule.ts";
import type { WatchStore } from "../../src/watch/store.ts";
import { Watcher, type WatcherOptions } from "../../src/watch/watcher.ts";
import { endpoint, FakeClock, fingerprint, report, start } from "./support.ts";

const hour = 3_600_000;

interface World {
  readonly clock: FakeClock;
  readonly watcher: Watcher;
  readonly decisions: Decision[];
  readonly said: string[];
  /** Lets so much time pass, then stops the watch and waits for its end. */
  run(ms: number): Promise<void>;
}

function world(options: {
  readonly check?: (target: string, at: number) => Promise<Report> | Report;
  readonly targets?: () => readonly string[];
  readonly store?: WatchStore;
  readonly endpoint?: WatcherOptions["endpoint"];
  readonly concurrency?: number;
  readonly clock?: FakeClock;
} = {}): World {
  const { clock = new FakeClock(), store = memoryStore() } = options;
  const { check = (_target: string, at: number) => report({ at }), targets = () => ["example.com"] } =
    options;
  const decisions: Decision[] = [];
  const said: string[] = [];
  const stop = new AbortController();
  const watcher = new Watcher({
    store,
    check: async (target) => await check(target, clock.now().getTime()),
    readTargets: async () => await Promise.resolve(scheduled(targets())),
    intervalMs: hour,
    confirm: 1,
    concurrency: options.concurrency ?? 16,
    endpoint: options.endpoint ?? null,
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    log: { checked: (decision) => decisions.push(decision), say: (message) => said.push(message) },
    stop: stop.signal,
  });
  return {
    clock,
    watcher,
    decisions,
    said,
    async run(ms) {
      const running = watcher.run();
      await clock.wait(ms);
      stop.abort();
      await running;
    },
  };
}

function scheduled(targets: readonly string[]): Scheduled[] {
  return targets.map((target) => ({ target, host: target.replace(/:\d+$/, "") }));
}

Deno.test("each target is checked once an hour, and recorded", async () => {
  const store = memoryStore();
  const { run, decisions } = world({ store, targets: () => ["a.example", "b.example"] });
  await run(3.5 * hour);
  assert.equal(decisions.length, 8);
  const rows = await store.history("a.example", 10);
  assert.deepEqual(
    rows.map(({ checked_at }) => Date.parse(checked_at) - start),
    [3, 2, 1, 0].map((n) => n * hour),
  );
});

Deno.test("a change is posted once; the first result and the same again are not", async () => {
  const { endpoint: to, received } = endpoint();
  const renewedAt = start + 2 * hour;
  const { run } = world({
    endpoint: to,
    check: (_target, at) => report({ at, fingerprint: fingerprint(at >= renewedAt ? "b" : "a") }),
  });
  await run(6 * hour);
  assert.equal(received.length, 1);
  assert.deepEqual(JSON.parse(received[0]!.body).data.changed, ["fingerprint"]);
});

Deno.test("targets are read again: one that is added is checked within a minute, one that is removed no more", async () => {
  const { clock, run, watcher, said } = world({
    targets: () => clock.now().getTime() < start + 1.5 * hour ? ["old.example"] : ["new.example"],
  });
  const watching = run(4 * hour);
  await clock.wait(1.5 * hour + 61_000);
  const { targets } = await watcher.snapshot();
  assert.deepEqual(targets.map(({ target, state }) => [target, state?.sequence]), [["new.example", 1]]);
  assert.equal(await watcher.history("old.example", 10), null);
  await watching;
  assert.deepEqual(said, ["targets: 1 added, 1 removed"]);
});

Deno.test("a file that cannot be read any more changes nothing, and is said once", async () => {
  const { clock, run, decisions, said } = world({
    targets: () => {
      if (clock.now().getTime() > start + 60_000) {
        throw new Error('Cannot read "hosts.txt": there is no such file');
      }
      return ["example.com"];
    },
  });
  await run(2.5 * hour);
  assert.equal(decisions.length, 3);
  assert.deepEqual(said, ['Cannot read "hosts.txt": there is no such file; the targets stay what they were']);
});

Deno.test("no more checks at once than asked for, and one for each host", async () => {
  let running = 0;
  let most = 0;
  const hosts = new Map<string, number>();
  const { clock, run, decisions } = world({
    concurrency: 4,
    targets: () => Array.from({ length: 30 }, (_, index) => `host${index % 10}:${index}`),
    async check(target, at) {
      const host = target.replace(/:\d+$/, "");
      most = Math.max(most, ++running);
      assert.equal(hosts.get(host) ?? 0, 0, host);
      hosts.set(host, 1);
      await clock.wait(5_000);
      hosts.set(host, 0);
      running--;
      return report({ at });
    },
  });
  await run(10 * 60_000);
  assert.equal(decisions.length, 30);
  assert.equal(most, 4);
});

Deno.test("a store that fails keeps the result until it works again, says so, and then nothing is missing", async () => {
  const inner = memoryStore();
  const { endpoint: to, received } = endpoint();
  const brokenFrom = start + hour;
  const worksFrom = start + 1.5 * hour;
  const store: WatchStore = {
    ...inner,
    record(recorded) {
      const at = clock.now().getTime();
      if (at >= brokenFrom && at < worksFrom) return Promise.reject(new Error("database or disk is full"));
      return inner.record(recorded);
    },
  };
  const { clock, run, watcher, said } = world({
    store,
    endpoint: to,
    check: (_target, at) => report({ at, fingerprint: fingerprint(at >= brokenFrom ? "b" : "a") }),
  });
  const watching = run(3.5 * hour);
  await clock.wait(1.25 * hour);
  assert.match((await watcher.snapshot()).problem!, /disk is full/);
  assert.equal(received.length, 0);
  await watching;
  assert.equal((await watcher.snapshot()).problem, null);
  assert.match(
    said[0]!,
    /^the store fails, and will be tried again with the result of example.com: .*disk is full/,
  );
  assert(said.includes("the store works again"));
  const rows = await inner.history("example.com", 10);
  assert.deepEqual(rows.map(({ sequence }) => sequence), [4, 3, 2, 1]);
  assert.equal(Date.parse(rows[2]!.checked_at) - start, hour, "the result that could not be written");
  assert.equal(received.length, 1);
});

Deno.test("a store that takes one result and not another is in trouble until it has taken both", async () => {
  const inner = memoryStore();
  const store: WatchStore = {
    ...inner,
    record(recorded) {
      const at = clock.now().getTime() - start;
      const refuses = recorded.state.target === "a.example" && at >= hour && at < 2.5 * hour;
      return refuses ? Promise.reject(new Error("database or disk is full")) : inner.record(recorded);
    },
  };
  const { clock, run, watcher, said } = world({ store, targets: () => ["a.example", "b.example"] });
  const watching = run(3.5 * hour);
  await clock.wait(2.25 * hour);
  assert.match((await watcher.snapshot()).problem!, /disk is full/);
  assert.equal((await inner.history("b.example", 10)).length, 3);
  await watching;
  assert.equal((await watcher.snapshot()).problem, null);
  assert.equal(said.filter((line) => line === "the store works again").length, 1);
});

Deno.test("a watch that ends while the store fails finds the change anew when it starts again", async () => {
  const inner = memoryStore();
  let broken = false;
  const store: WatchStore = {
    ...inner,
    record: (recorded) =>
      broken ? Promise.reject(new Error("database or disk is full")) : inner.record(recorded),
  };
  const clock = new FakeClock();
  await world({ store, clock }).run(0.5 * hour);
  broken = true;
  const changed = (_target: string, at: number) => report({ at, verdict: "fail", fingerprint: null });
  const { endpoint: to, received } = endpoint();
  const ended = world({ store, clock, endpoint: to, check: changed });
  await ended.run(hour);
  assert(ended.said.at(-1)!.startsWith("the result of example.com is not recorded, and will be found anew"));
  broken = false;
  await world({ store, clock, endpoint: to, check: changed }).run(hour);
  assert.equal(received.length, 1);
  assert.deepEqual(JSON.parse(received[0]!.body).data.changed, ["verdict"]);
});

Deno.test("what waits in the store when a watch starts is delivered at once, whatever its turn", async () => {
  const store = memoryStore();
  const clock = new FakeClock();
  const down = endpoint(() => new Error("Connection refused"));
  const check = (_target: string, at: number) =>
    report({ at, fingerprint: fingerprint(at >= start + hour ? "b" : "a") });
  const first = world({
    store,
    clock,
    endpoint: down.endpoint,
    check,
  });
  await first.run(5 * hour);
  assert(down.received.length > 5);
  assert.equal((await first.watcher.snapshot()).webhooks.waiting, 1);
  assert.match((await first.watcher.snapshot()).webhooks.last_error!, /connection refused/);
  const up = endpoint();
  await world({ store, clock, endpoint: up.endpoint, check }).run(1000);
  assert.equal(up.received.length, 1);
  assert.equal(up.received[0]!.headers.get("webhook-id"), down.received[0]!.headers.get("webhook-id"));
  assert.equal(up.received[0]!.body, down.received[0]!.body);
});

Deno.test("without an endpoint what waits stays, and is said", async () => {
  const store = memoryStore();
  const clock = new FakeClock();
  const down = endpoint(() => new Error("no"));
  const check = (_target: string, at: number) =>
    report({ at, fingerprint: fingerprint(at >= start + hour ? "b" : "a") });
  await world({ store, clock, endpoint: down.endpoint, check }).run(2 * hour);
  const silent = world({ store, clock, check });
  await silent.run(1000);
  assert.deepEqual(silent.said, [
    "1 webhook waits in the store to be delivered, and --webhook does not say where",
  ]);
  assert.equal((await store.waiting(10)).length, 1);
});

Deno.test("a stop lets the check that runs end, records it, and begins no other", async () => {
  const { clock, run, decisions } = world({
    targets: () => ["a:1", "a:2"],
    async check(_target, at) {
      await clock.wait(10_000);
      return report({ at });
    },
  });
  await run(5_000);
  assert.deepEqual(decisions.map(({ state }) => state.target), ["a:1"]);
});

Deno.test("a bug in one check is said, and the others go on", async () => {
  const { run, decisions, said } = world({
    targets: () => ["bad.example", "good.example"],
    check(target, at) {
      if (target === "bad.example") throw new TypeError("oops");
      return report({ at });
    },
  });
  await run(1.5 * hour);
  assert.equal(decisions.length, 2);
  assert.deepEqual(said, ["bad.example: internal error: oops", "bad.example: internal error: oops"]);
});
