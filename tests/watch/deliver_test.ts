import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import {
  type Attempt,
  backoff,
  DELAY_MAX_MS,
  type Delivering,
  deliverWaiting,
} from "../../src/watch/deliver.ts";
import { decide } from "../../src/watch/decide.ts";
import { messageAbout } from "../../src/watch/event.ts";
import { memoryStore } from "../../src/watch/memory_store.ts";
import type { WatchStore } from "../../src/watch/store.ts";
import { endpoint, fingerprint, observation, secret, start } from "./support.ts";

/** A store in which the webhooks of these targets wait. */
async function storeWith(...targets: string[]): Promise<WatchStore> {
  const store = memoryStore();
  for (const [index, target] of targets.entries()) {
    const first = decide(null, target, observation(), 1);
    const second = decide(first.state, target, observation({ fingerprint: fingerprint("b") }), 1);
    await store.record({ ...first, message: null });
    await store.record({ ...second, message: messageAbout(second.change!, `msg_${index}`, new Date(start)) });
  }
  return store;
}

function delivering(store: WatchStore, to: Delivering["endpoint"]) {
  const clock = { at: Date.now() };
  const attempts: Attempt[] = [];
  const deliver: Delivering = {
    store,
    endpoint: to,
    now: () => new Date(clock.at),
    random: () => 0,
    onAttempt: (_message, attempt) => attempts.push(attempt),
  };
  return { clock, attempts, deliver };
}

Deno.test("a webhook is signed, says what changed, and leaves the store when it is delivered", async () => {
  const store = await storeWith("example.com");
  const { endpoint: to, received } = endpoint();
  const { deliver } = delivering(store, to);
  assert.deepEqual(await deliverWaiting(deliver), { nextAt: null, trouble: false });
  assert.deepEqual(await store.waiting(10), []);
  const [{ body, headers }] = received as [typeof received[0]];
  const event = new Webhook(secret).verify(body, Object.fromEntries(headers)) as Record<string, unknown>;
  assert.equal(headers.get("content-type"), "application/json");
  assert.equal(event.type, "target.changed");
  assert.match(String(event.timestamp), /^2026-11-30T06:00:00/);
  const data = event.data as Record<string, unknown>;
  assert.equal(data.target, "example.com");
  assert.deepEqual(data.changed, ["fingerprint"]);
  assert.deepEqual(data.differences, [{
    name: "fingerprint",
    before: fingerprint("a"),
    after: fingerprint("b"),
  }]);
});

Deno.test("an endpoint that is down gets the same webhook again, later and later, under the same id with a new time", async () => {
  const store = await storeWith("example.com");
  const { endpoint: to, received } = endpoint((index) =>
    index < 3 ? new Error("Connection refused") : new Response(null, { status: 204 })
  );
  const { deliver, clock, attempts } = delivering(store, to);
  const waits: number[] = [];
  for (let result; (result = await deliverWaiting(deliver)).nextAt !== null;) {
    waits.push(result.nextAt - clock.at);
    assert.equal((await store.waiting(10)).length, 1);
    clock.at = result.nextAt;
  }
  assert.deepEqual(waits, [5_000, 15_000]);
  assert.equal(received.length, 3);
  assert.equal(new Set(received.map(({ headers }) => headers.get("webhook-id"))).size, 1);
  assert.equal(new Set(received.map(({ headers }) => headers.get("webhook-timestamp"))).size, 3);
  assert.deepEqual(attempts.map(({ kind }) => kind), ["failed", "failed", "delivered"]);
  assert.match((attempts[0] as { reason: string }).reason, /connection refused/);
});

Deno.test("while the endpoint is in trouble the others are not tried in vain", async () => {
  for (const trouble of [new Error("no"), ...[301, 401, 404, 410, 429, 500, 503]]) {
    const store = await storeWith("a.example", "b.example", "c.example");
    const { endpoint: to, received } = endpoint(() =>
      trouble instanceof Error ? trouble : new Response(null, { status: trouble })
    );
    const { deliver } = delivering(store, to);
    assert.equal((await deliverWaiting(deliver)).trouble, true);
    assert.equal(received.length, 1, String(trouble));
    assert.equal((await store.waiting(10)).length, 3);
  }
});

Deno.test("one webhook that is refused holds up no other", async () => {
  const store = await storeWith("a.example", "b.example");
  const { endpoint: to, received } = endpoint((_, body) =>
    new Response(null, { status: body.includes("a.example") ? 422 : 200 })
  );
  const { deliver } = delivering(store, to);
  assert.equal((await deliverWaiting(deliver)).trouble, false);
  assert.equal(received.length, 2);
  assert.deepEqual((await store.waiting(10)).map(({ target, last_error }) => [target, last_error]), [
    ["a.example", "it answered 422"],
  ]);
});

Deno.test("Retry-After is obeyed, as seconds or as a date, up to a day", async () => {
  for (
    const [value, wait] of [["120", 120_000], ["Mon, 01 Jan 2035 00:00:00 GMT", 86_400_000], [
      "1",
      5_000,
    ]] as const
  ) {
    const store = await storeWith("example.com");
    const { endpoint: to } = endpoint(() =>
      new Response(null, { status: 503, headers: { "Retry-After": value } })
    );
    const { deliver, clock } = delivering(store, to);
    assert.equal((await deliverWaiting(deliver)).nextAt! - clock.at, wait, value);
  }
});

Deno.test("two that deliver from one store do not both send", async () => {
  const store = await storeWith("example.com");
  const { endpoint: to, received } = endpoint();
  const [one, two] = [delivering(store, to), delivering(store, to)];
  await Promise.all([deliverWaiting(one.deliver), deliverWaiting(two.deliver)]);
  assert.equal(received.length, 1);
});

Deno.test("waits grow threefold to an hour, and chance takes up to half of each", () => {
  const longest = [1, 2, 3, 4, 50].map((attempts) => backoff(attempts, () => 0));
  assert.deepEqual(longest, [5_000, 15_000, 45_000, 135_000, DELAY_MAX_MS]);
  assert.equal(backoff(2, () => 1), 7_500);
});

Deno.test("when it is stopped, what is being sent is finished and nothing else is begun", async () => {
  const store = await storeWith("a.example", "b.example", "c.example");
  const { endpoint: to, received } = endpoint();
  const stopping = new AbortController();
  const { deliver } = delivering(store, to);
  const onAttempt = () => stopping.abort();
  const { trouble } = await deliverWaiting({ ...deliver, onAttempt, stop: stopping.signal });
  assert.equal(trouble, false);
  assert.equal(received.length, 1);
  assert.equal((await store.waiting(10)).length, 2, "the others wait for the next start");
});
