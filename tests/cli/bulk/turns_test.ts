import assert from "node:assert/strict";
import { Turns } from "../../../src/cli/bulk/turns.ts";

const never = new AbortController().signal;

interface Visit {
  readonly item: string;
  readonly from: number;
  readonly to: number;
}

/** Visits all of them, `concurrency` at a time, for some milliseconds each. */
async function visitAll(
  places: Readonly<Record<string, readonly string[]>>,
  concurrency: number,
  duration = 5,
  signal = never,
): Promise<Visit[]> {
  const turns = new Turns(Object.keys(places), (item) => Promise.resolve(places[item]!), signal);
  const visits: Visit[] = [];
  const worker = async () => {
    for (let turn = await turns.next(); turn !== null; turn = await turns.next()) {
      const from = performance.now();
      await new Promise((resolve) => setTimeout(resolve, duration));
      visits.push({ item: turn.item, from, to: performance.now() });
      turn.end();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return visits;
}

Deno.test("a place sees one visit at a time, with a pause between two, and every item has its turn", async () => {
  const items = Array.from(
    { length: 40 },
    (_, index) => [`t${index}`, [`192.0.2.${index % 4} 443`]] as const,
  );
  const visits = await visitAll(Object.fromEntries(items), 8);
  assert.deepEqual(visits.map(({ item }) => item).sort(), items.map(([item]) => item).sort());
  for (const place of [0, 1, 2, 3]) {
    const here = visits.filter(({ item }) => Number(item.slice(1)) % 4 === place);
    for (const [index, { from }] of here.entries()) {
      // Timers are exact to a millisecond.
      if (index > 0) assert.ok(from >= here[index - 1]!.to + 9, `${from} is after ${here[index - 1]!.to}`);
    }
  }
});

Deno.test("the same address with another port is another place", async () => {
  const items = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`t${index}`, [`127.0.0.1 ${index}`]]),
  );
  const visits = await visitAll(items, 8, 50);
  const lastBegins = Math.max(...visits.map(({ from }) => from));
  assert.ok(lastBegins < Math.min(...visits.map(({ to }) => to)), "all are visited at the same time");
});

Deno.test("what waits for its place lets others go first", async () => {
  const visits = await visitAll({ a: ["x"], b: ["x"], c: ["x"], d: ["y"], e: ["z"] }, 2, 20);
  assert.ok(visits.findIndex(({ item }) => item === "e") < visits.findIndex(({ item }) => item === "c"));
});

Deno.test("a name with two addresses waits for both", async () => {
  const visits = await visitAll({ a: ["x"], b: ["y"], both: ["x", "y"] }, 3, 20);
  assert.equal(visits.at(-1)!.item, "both");
  assert.ok(visits.at(-1)!.from > Math.max(visits[0]!.to, visits[1]!.to));
});

Deno.test("after an interrupt nobody has a turn, whoever waits", async () => {
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 30);
  const items = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, ["x"]]));
  assert.ok((await visitAll(items, 4, 10, interrupt.signal)).length < 10);
});
