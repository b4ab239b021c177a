import assert from "node:assert/strict";
import { Capacity } from "../../../routes/limits/capacity.ts";
import { Refusal } from "../../../routes/limits/refusal.ts";

async function refusal(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(() => assert.fail("it got in"), (error) => error);
  assert.ok(error instanceof Refusal);
  return error;
}

Deno.test("so many at once, so many waiting, and everyone else is told when to come back", async () => {
  const capacity = new Capacity({ atOnce: 2, waiting: 1, patienceMs: 5_000 });
  const first = await capacity.enter();
  const second = await capacity.enter();
  const third = capacity.enter();
  const { status, retryAfter } = await refusal(capacity.enter());
  assert.deepEqual([status, retryAfter], [503, 5]);
  first[Symbol.dispose]();
  second[Symbol.dispose]();
  (await third)[Symbol.dispose]();
  for (let again = 0; again < 2; again++) await capacity.enter();
  const waiting = new AbortController();
  const fourth = refusal(capacity.enter(waiting.signal));
  waiting.abort();
  await fourth;
});

Deno.test("a place is freed once, however often it is disposed of", async () => {
  const capacity = new Capacity({ atOnce: 1, waiting: 0 });
  const place = await capacity.enter();
  place[Symbol.dispose]();
  place[Symbol.dispose]();
  await capacity.enter();
  assert.equal((await refusal(capacity.enter())).status, 503);
});

Deno.test("whoever waits longest comes first", async () => {
  const capacity = new Capacity({ atOnce: 1, waiting: 3 });
  const order: number[] = [];
  const place = await capacity.enter();
  const waiting = [1, 2, 3].map(async (number) => {
    using _place = await capacity.enter();
    order.push(number);
  });
  place[Symbol.dispose]();
  await Promise.all(waiting);
  assert.deepEqual(order, [1, 2, 3]);
});

Deno.test("whoever waits too long, or goes away, gives up the turn", async () => {
  const capacity = new Capacity({ atOnce: 1, waiting: 2, patienceMs: 20 });
  const place = await capacity.enter();
  const gone = new AbortController();
  const leaving = refusal(capacity.enter(gone.signal));
  gone.abort();
  assert.equal((await leaving).status, 503);
  assert.equal((await refusal(capacity.enter())).status, 503, "after 20 ms");
  place[Symbol.dispose]();
  (await capacity.enter())[Symbol.dispose]();
});

Deno.test("no client has more than its share of the places, and another still gets in", async () => {
  const capacity = new Capacity({ atOnce: 40, waiting: 0 });
  const places = await Promise.all(
    Array.from({ length: 10 }, () => capacity.enter(undefined, "203.0.113.7")),
  );
  const { status, message } = await refusal(capacity.enter(undefined, "203.0.113.7"));
  assert.deepEqual([status, /as one client may have at once/.test(message)], [429, true]);
  await capacity.enter(undefined, "198.51.100.9");
  places[0]![Symbol.dispose]();
  await capacity.enter(undefined, "203.0.113.7");
  assert.equal(capacity.running, 11);
});

Deno.test("who is not let in, and who gives up, takes nothing of the share", async () => {
  const capacity = new Capacity({ atOnce: 1, waiting: 0 });
  const place = await capacity.enter(undefined, "203.0.113.7");
  for (let again = 0; again < 20; again++) {
    assert.equal((await refusal(capacity.enter(undefined, "203.0.113.7"))).status, 503);
  }
  place[Symbol.dispose]();
  await capacity.enter(undefined, "203.0.113.7");
});
