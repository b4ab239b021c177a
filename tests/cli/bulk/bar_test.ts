import assert from "node:assert/strict";
import { bar } from "../../../src/cli/bulk/bar.ts";

const halfway = { done: 500, total: 1000, failed: 3, elapsedMs: 10_000 };

Deno.test("says how many are done, how many failed, how quickly it goes and how long it will take", () => {
  assert.equal(bar(halfway, 80), `${"█".repeat(15)}${"░".repeat(15)}  500/1000  3 failed  50/s  0:10 left`);
});

Deno.test("says nothing of failures when there are none, nor of time before it can be told", () => {
  assert.match(bar({ ...halfway, failed: 0 }, 80), / 500\/1000 {2}50\/s/);
  assert.match(bar({ ...halfway, elapsedMs: 900 }, 80), / 500\/1000 {2}3 failed$/);
  assert.match(bar({ ...halfway, done: 0, failed: 0, elapsedMs: 5000 }, 80), /░ {2}0\/1000$/);
});

Deno.test("tells long times in hours, and slow rates by the minute", () => {
  assert.match(
    bar({ done: 10, total: 1000, failed: 0, elapsedMs: 600_000 }, 80),
    / 1\.0\/min {2}16:30:00 left$/,
  );
});

Deno.test("never takes more than the columns there are", () => {
  for (let columns = 0; columns < 90; columns++) assert.ok(bar(halfway, columns).length <= columns);
});
