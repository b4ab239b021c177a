import assert from "node:assert/strict";
import { Deadline, NetworkError } from "../../src/net/mod.ts";

const never = () => new Promise<never>(() => {});

function isTimeout(error: unknown): true {
  assert(error instanceof NetworkError);
  assert.equal(error.code, "timeout");
  return true;
}

Deno.test("a race that is won in time gives its value and leaves no timer", async () => {
  using deadline = new Deadline(60_000);
  assert.equal(await deadline.race(Promise.resolve("value"), "waiting"), "value");
  assert(!deadline.expired);
  assert(deadline.remaining > 59_000);
});

Deno.test("a race that is lost says what it was waiting for", async () => {
  using deadline = new Deadline(5);
  await assert.rejects(deadline.race(never(), "waiting for Godot"), (error) => {
    assert.match((error as Error).message, /while waiting for Godot/);
    return isTimeout(error);
  });
  assert(deadline.expired);
  assert.equal(deadline.remaining, 0);
});

Deno.test("a promise that fails in time fails the race with its own error", async () => {
  using deadline = new Deadline(60_000);
  const error = new NetworkError("connection_reset", "Reset");
  await assert.rejects(deadline.race(Promise.reject(error), "waiting"), error);
});

Deno.test("a race begun too late is lost, and what it would have waited for may fail unheard", async () => {
  using deadline = new Deadline(60_000);
  deadline.cancel();
  await assert.rejects(deadline.race(Promise.reject(new Error("late")), "waiting"), isTimeout);
});

Deno.test("cancelling ends every wait at once", async () => {
  using deadline = new Deadline(60_000);
  const waits = [deadline.race(never(), "one"), deadline.race(never(), "two")];
  deadline.cancel();
  for (const outcome of await Promise.allSettled(waits)) {
    assert(outcome.status === "rejected" && isTimeout(outcome.reason));
  }
});

Deno.test("a promise that fails after the deadline fails nobody", async () => {
  using deadline = new Deadline(60_000);
  const { promise, reject } = Promise.withResolvers<never>();
  const race = deadline.race(promise, "waiting");
  deadline.cancel();
  await assert.rejects(race, isTimeout);
  reject(new Error("late"));
  await new Promise((resolve) => setTimeout(resolve, 0));
});

Deno.test("an inner deadline ends with the outer one, and not the other way round", () => {
  using outer = new Deadline(60_000);
  using first = outer.within(10_000);
  using second = outer.within(120_000);
  assert(first.remaining <= 10_000);
  assert(second.remaining <= 60_000);
  first.cancel();
  assert(!outer.expired && !second.expired);
  outer.cancel();
  assert(second.expired);
  using late = outer.within(10_000);
  assert(late.expired);
});

Deno.test("one timer is set, of the kind that was given, and not before someone waits", async () => {
  const set: { readonly act: () => void; readonly milliseconds: number }[] = [];
  let stopped = 0;
  {
    using deadline = new Deadline(60_000, (act, milliseconds) => {
      set.push({ act, milliseconds });
      return () => stopped++;
    });
    using fork = deadline.fork();
    using nearer = deadline.within(10_000);
    assert.equal(set.length, 0);
    const waits = [fork.race(never(), "one"), deadline.race(never(), "two"), nearer.race(never(), "three")];
    assert.equal(set.length, 2);
    assert(set[0]!.milliseconds > 59_000 && set[1]!.milliseconds <= 10_000);
    set[0]!.act();
    for (const outcome of await Promise.allSettled(waits)) {
      assert(outcome.status === "rejected" && isTimeout(outcome.reason));
    }
  }
  assert.equal(stopped, 2);
});

Deno.test("a deadline for which nobody waits passes all the same", () => {
  using outer = new Deadline(60_000);
  using inner = outer.within(0);
  assert(inner.expired && !outer.expired);
  assert(inner.signal.aborted);
});

Deno.test("nothing remains of a deadline that is over, though its timer came early", async () => {
  let ring = () => {};
  using deadline = new Deadline(1_000, (act) => {
    ring = act;
    return () => {};
  });
  const waiting = deadline.race(new Promise(() => {}), "waiting");
  ring();
  await assert.rejects(waiting, { name: "NetworkError", code: "timeout" });
  assert.deepEqual([deadline.expired, deadline.remaining], [true, 0]);
});
