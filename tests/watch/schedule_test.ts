import assert from "node:assert/strict";
import { Schedule } from "../../src/watch/schedule.ts";

const hour = 3_600_000;
const middle = () => 0.5;
const named = (...targets: string[]) =>
  targets.map((target) => ({ target, host: target.replace(/:\d+$/, "") }));

function taken(schedule: Schedule, now: number): string[] {
  const targets: string[] = [];
  for (let next; (next = schedule.take(now)) !== null;) targets.push(next.target);
  return targets;
}

Deno.test("new targets begin one after another, and come again an interval later", () => {
  const schedule = new Schedule(hour, middle);
  schedule.update(named("a", "b", "c"), () => null, 0);
  assert.deepEqual(taken(schedule, 0), ["a"]);
  assert.deepEqual(taken(schedule, 1000), ["b", "c"]);
  for (const target of ["a", "b", "c"]) schedule.ended(target, 1000, 2000);
  assert.deepEqual(taken(schedule, hour), []);
  assert.equal(schedule.next(), 1000 + hour);
  assert.deepEqual(taken(schedule, 1000 + hour), ["a", "b", "c"]);
});

Deno.test("after a restart the rest of the interval is waited for, and what was missed is made up at once", () => {
  const schedule = new Schedule(hour, middle);
  const checkedAt: Record<string, number> = { recent: -hour / 4, old: -10 * hour };
  schedule.update(named("recent", "old", "new"), (target) => checkedAt[target] ?? null, 0);
  assert.deepEqual(taken(schedule, 1000), ["old", "new"]);
  assert.equal(schedule.dueAt("recent"), hour * 3 / 4);
});

Deno.test("one check at a time for one host, whatever its ports", () => {
  const schedule = new Schedule(hour, middle);
  schedule.update(named("a:443", "a:8443", "b:443"), () => null, 0);
  assert.deepEqual(taken(schedule, 1000), ["a:443", "b:443"]);
  assert.equal(schedule.next(), null);
  schedule.ended("a:443", 1000, 1500);
  assert.deepEqual(taken(schedule, 1500), ["a:8443"]);
});

Deno.test("a target that takes longer than the interval is not checked twice at once, but again as soon as it ends", () => {
  const schedule = new Schedule(10_000, middle);
  schedule.update(named("slow"), () => null, 0);
  assert.deepEqual(taken(schedule, 0), ["slow"]);
  assert.deepEqual(taken(schedule, 60_000), []);
  schedule.ended("slow", 0, 60_000);
  assert.deepEqual(taken(schedule, 60_000), ["slow"]);
});

Deno.test("targets come and go; one that is removed while it runs is not begun again next to itself", () => {
  const schedule = new Schedule(hour, middle);
  schedule.update(named("a", "b"), () => null, 0);
  assert.deepEqual(taken(schedule, 1000), ["a", "b"]);
  schedule.update(named("b", "c"), () => null, 2000);
  assert.deepEqual(schedule.targets, ["b", "c"]);
  schedule.update(named("a", "b", "c"), () => null, 3000);
  assert.deepEqual(taken(schedule, 4000), ["c"]);
  schedule.update(named("b"), () => null, 5000);
  schedule.ended("a", 1000, 5000);
  assert.deepEqual(schedule.targets, ["b"]);
});

Deno.test("intervals differ by a twentieth at most, and spread what began together", () => {
  let seed = 1;
  const random = () => (seed = seed * 16_807 % 2_147_483_647) / 2_147_483_647;
  const schedule = new Schedule(hour, random);
  const targets = Array.from({ length: 200 }, (_, index) => `host${index}`);
  schedule.update(named(...targets), () => null, 0);
  taken(schedule, hour);
  for (const target of targets) schedule.ended(target, 0, 10);
  const due = targets.map((target) => schedule.dueAt(target)!);
  assert(due.every((at) => at >= hour * 0.95 && at <= hour * 1.05));
  assert(Math.max(...due) - Math.min(...due) > hour * 0.08);
});

Deno.test("a clock that was set back makes nobody wait for more than an interval", () => {
  const schedule = new Schedule(hour, middle);
  schedule.update(named("a"), () => 1_000 * hour, 0);
  assert.equal(schedule.dueAt("a"), hour);
});
