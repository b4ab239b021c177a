import assert from "node:assert/strict";
import { bindingRateLimiter } from "../../../routes/limits/binding_rate_limiter.ts";
import { type KeyValueStore, kvRateLimiter } from "../../../routes/limits/kv_rate_limiter.ts";
import { memoryRateLimiter } from "../../../routes/limits/memory_rate_limiter.ts";
import type { Rate, RateLimiter } from "../../../routes/limits/rate_limiter.ts";

/** As Deno KV behaves, without time: entries and their versions. */
class Store implements KeyValueStore {
  readonly entries = new Map<string, { value: unknown; version: number }>();
  /** Called between a read and the write that depends on it. */
  between: () => void = () => {};
  expireIn = 0;

  get(key: string[]) {
    const entry = this.entries.get(key.join());
    const read = { key, value: entry?.value ?? null, versionstamp: entry ? String(entry.version) : null };
    return Promise.resolve(read);
  }

  atomic() {
    let holds = true;
    let write = () => {};
    const transaction = {
      check: ({ key, versionstamp }: { key: string[]; versionstamp: string | null }) => {
        this.between();
        const entry = this.entries.get(key.join());
        holds &&= (entry ? String(entry.version) : null) === versionstamp;
        return transaction;
      },
      set: (key: string[], value: unknown, { expireIn }: { expireIn: number }) => {
        this.expireIn = expireIn;
        write = () => this.put(key, value);
        return transaction;
      },
      commit: () => {
        if (holds) write();
        return Promise.resolve({ ok: holds });
      },
    };
    return transaction;
  }

  put(key: string[], value: unknown): void {
    this.entries.set(key.join(), { value, version: (this.entries.get(key.join())?.version ?? 0) + 1 });
  }
}

const kinds: Record<string, (rate: Rate, now: () => number) => RateLimiter> = {
  memory: memoryRateLimiter,
  "key-value store": (rate, now) => kvRateLimiter(new Store(), "test", rate, now),
};

for (const [kind, create] of Object.entries(kinds)) {
  Deno.test(`${kind}: a burst goes through, then one for each that is paid off, and the wait is told`, async () => {
    let now = 1_000_000;
    const limiter = create({ perMinute: 30, burst: 3 }, () => now);
    const take = () => limiter.take("a");
    assert.deepEqual([await take(), await take(), await take()], [0, 0, 0]);
    assert.equal(await take(), 2, "30 a minute is one in two seconds");
    assert.equal(await take(), 2, "asking too early costs nothing");
    now += 1_000;
    assert.equal(await take(), 1);
    now += 1_000;
    assert.equal(await take(), 0);
    assert.equal(await take(), 2);
    now += 3_600_000;
    assert.deepEqual([await take(), await take(), await take()], [0, 0, 0]);
    assert.equal(await take(), 2, "a long rest saves up no more than the burst");
  });

  Deno.test(`${kind}: one key's count is not another's`, async () => {
    const limiter = create({ perMinute: 1, burst: 1 }, () => 0);
    assert.equal(await limiter.take("a"), 0);
    assert.equal(await limiter.take("b"), 0);
    assert.equal(await limiter.take("a"), 60);
  });

  Deno.test(`${kind}: in an hour no more go through than the rate allows`, async () => {
    let now = 0;
    let through = 0;
    const limiter = create({ perMinute: 20, burst: 10 }, () => now);
    for (; now < 3_600_000; now += 500) if (await limiter.take("a") === 0) through++;
    assert.ok(through <= 20 * 60 + 10 && through >= 20 * 60, String(through));
  });
}

Deno.test("memory: it stays bounded, whoever asks, and forgets first whoever was seen least recently", async () => {
  const limiter = memoryRateLimiter({ perMinute: 1, burst: 1 }, () => 0);
  await limiter.take("first");
  for (let client = 0; client < 9_999; client++) await limiter.take(`client ${client}`);
  assert.equal(await limiter.take("first"), 60, "10,000 are remembered");
  for (let client = 0; client < 20_000; client++) await limiter.take(`other ${client}`);
  assert.equal(await limiter.take("first"), 0, "and not more");
  assert.equal(await limiter.take("other 19999"), 60);
});

Deno.test("key-value store: whoever counts at the same time is not lost, and an entry goes when it is paid off", async () => {
  const store = new Store();
  const limiter = kvRateLimiter(store, "test", { perMinute: 60, burst: 2 }, () => 5_000);
  assert.equal(await limiter.take("a"), 0);
  assert.equal(store.expireIn, 1_000);
  // Another instance counts once, just before our write.
  let interfere = true;
  store.between = () => {
    if (interfere) store.put(["limit", "test", "a"], 7_000);
    interfere = false;
  };
  assert.equal(await limiter.take("a"), 1, "the two of the burst are gone");
});

Deno.test("key-value store: a store that fails lets everyone through", async () => {
  const broken: KeyValueStore = {
    get: () => Promise.reject(new Error("no database")),
    atomic: () => assert.fail("not reached"),
  };
  assert.equal(await kvRateLimiter(broken, "test", { perMinute: 1, burst: 1 }).take("a"), 0);
});

Deno.test("binding: the platform counts by the key, and a refusal means a whole period", async () => {
  const keys: string[] = [];
  const limiter = bindingRateLimiter({
    limit: ({ key }) => {
      keys.push(key);
      return Promise.resolve({ success: keys.length < 2 });
    },
  }, 10);
  assert.deepEqual([await limiter.take("a"), await limiter.take("b")], [0, 10]);
  assert.deepEqual(keys, ["a", "b"]);
});
