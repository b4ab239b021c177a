import assert from "node:assert/strict";
import type { CheckEvent } from "../../../src/check.ts";
import type { Report } from "../../../src/report/mod.ts";
import { Answers } from "../../../routes/limits/answers.ts";
import { everyByteOf } from "../../support/every_byte.ts";
import { passing } from "../../support/report_samples.ts";

/** A check that goes on when it is told to, and notices when nobody waits. */
function controlled(report: Report = passing) {
  const gate = Promise.withResolvers<void>();
  const state = { started: 0, stopped: false };
  const start = (signal: AbortSignal) => {
    state.started++;
    async function* events(): AsyncGenerator<CheckEvent> {
      yield { type: "step", step: report.steps[0]! };
      const { promise: stopped, resolve } = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => {
        state.stopped = true;
        resolve();
      });
      await Promise.race([gate.promise, stopped]);
      yield { type: "report", report };
    }
    return Promise.resolve(events());
  };
  return { start, state, finish: () => gate.resolve() };
}

function at(time: { now: number }): Answers {
  return new Answers(() => time.now);
}

Deno.test("identical checks in flight are one check, and every asker gets its report", async () => {
  const answers = at({ now: 0 });
  const { start, state, finish } = controlled();
  const both = [answers.get("key", 0, start), answers.get("key", 0, start)];
  const other = answers.get("other key", 0, start);
  const arrivals = [...both, other].map(({ flight }) => flight.arrival());
  finish();
  assert.deepEqual(await Promise.all(arrivals), [passing, passing, passing]);
  assert.deepEqual(both.map(({ ageMs }) => ageMs), [null, null], "a check that was still going on is new");
  assert.equal(state.started, 2);
});

Deno.test("a report is given again while it is younger than asked for, and never after a minute", async () => {
  const time = { now: 0 };
  const answers = at(time);
  const { start, state, finish } = controlled();
  finish();
  await answers.get("key", 0, start).flight.arrival();
  time.now = 9_000;
  const again = answers.get("key", 10_000, start);
  assert.equal(again.ageMs, 9_000);
  assert.equal(await again.flight.arrival(), passing);
  assert.equal(state.started, 1);
  await answers.get("key", 9_000, start).flight.arrival();
  assert.equal(state.started, 2, "as old as that is too old");
  time.now = 70_000;
  await answers.get("key", 3_600_000, start).flight.arrival();
  assert.equal(state.started, 3, "kept for a minute");
});

Deno.test("what could not be checked, and what failed on our side, is not kept", async () => {
  const answers = at({ now: 0 });
  const unknown = controlled({ ...passing, verdict: "unknown" });
  unknown.finish();
  await answers.get("unknown", 60_000, unknown.start).flight.arrival();
  assert.equal(answers.get("unknown", 60_000, unknown.start).ageMs, null);
  const broken = () => Promise.reject(new Error("ours"));
  await assert.rejects(answers.get("broken", 60_000, broken).flight.arrival(), /ours/);
  const { start, finish } = controlled();
  finish();
  assert.equal(await answers.get("broken", 60_000, start).flight.arrival(), passing);
});

Deno.test("a report of megabytes is not kept, and of small ones a bounded number", async () => {
  const time = { now: 0 };
  const answers = at(time);
  const [leaf] = passing.certificates;
  const large = controlled({ ...passing, certificates: [{ ...leaf!, cert_data: "A".repeat(1 << 20) }] });
  large.finish();
  await answers.get("large", 60_000, large.start).flight.arrival();
  assert.equal(answers.get("large", 60_000, large.start).ageMs, null);
  const small = controlled();
  small.finish();
  for (let index = 0; index < 300; index++) {
    time.now = index;
    await answers.get(`key ${index}`, 0, small.start).flight.arrival();
  }
  assert.equal(answers.get("key 0", 60_000, small.start).ageMs, null, "the oldest went first");
  assert.equal(answers.get("key 299", 60_000, small.start).ageMs, 0);
});

Deno.test("the records of a server that sends an octet in each count too, and usual ones are kept", async () => {
  const answers = at({ now: 0 });
  const usual = await everyByteOf();
  const record = usual.records!.find(({ decrypted }) => decrypted !== null)!;
  const flood = {
    ...usual,
    records: Array.from({ length: 8_000 }, (_, index) => ({ ...record, index, bytes: "1703030001" })),
  };
  for (const [key, report, ageMs] of [["usual", usual, 0], ["flood", flood, null]] as const) {
    const { start, finish } = controlled(report);
    finish();
    await answers.get(key, 60_000, start).flight.arrival();
    assert.equal(answers.get(key, 60_000, start).ageMs, ageMs, key);
  }
});

Deno.test("when one of two goes away the check goes on, when both do it ends, and nobody joins what has ended", async () => {
  const answers = at({ now: 0 });
  const { start, state, finish } = controlled();
  const [first, second] = [new AbortController(), new AbortController()];
  const one = answers.get("key", 0, start).flight.arrival(first.signal);
  const two = answers.get("key", 0, start).flight.arrival(second.signal);
  const ended = [assert.rejects(one), assert.rejects(two)];
  await new Promise((resolve) => setTimeout(resolve));
  first.abort();
  assert.equal(state.stopped, false);
  second.abort();
  await Promise.all(ended);
  assert.equal(state.stopped, true);
  finish();
  assert.equal(await answers.get("key", 60_000, start).flight.arrival(), passing);
  assert.equal(state.started, 2, "a check that was cut short is neither joined nor kept");
});

Deno.test("events: those who come late get what they have missed, in order, whatever the first asked for", async () => {
  const time = { now: 0 };
  const answers = at(time);
  const { start, finish } = controlled();
  const early = collect(answers.get("key", 0, start).flight.events());
  await new Promise((resolve) => setTimeout(resolve));
  const late = collect(answers.get("key", 0, start).flight.events());
  finish();
  assert.deepEqual(await early, await late);
  assert.deepEqual((await early).map(({ type }) => type), ["step", "report"]);

  // A check that gave a report only, as the JSON API makes it: its steps are told in the order of the wire.
  const whole = () =>
    Promise.resolve(async function* (): AsyncGenerator<CheckEvent> {
      yield { type: "report", report: passing };
    }());
  await answers.get("whole", 0, whole).flight.arrival();
  const replayed = await collect(answers.get("whole", 60_000, whole).flight.events());
  const ids = replayed.map((event) => event.type === "step" ? event.step.id : event.type);
  assert.deepEqual(ids.slice(-4), ["server_finished", "client_finished", "secure_channel", "report"]);
  assert.equal(ids.length, passing.steps.length + 1);
});

async function collect(events: AsyncIterable<CheckEvent>): Promise<CheckEvent[]> {
  const all: CheckEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
