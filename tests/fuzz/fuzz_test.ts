/** A sample of what `deno task fuzz` runs by the hundred thousand. */
import assert from "node:assert/strict";
import { runCase } from "./run_case.ts";
import { count, emptyTally } from "./tally.ts";

Deno.test("four hundred spoilt flights each end in a sound report", async () => {
  const tally = emptyTally();
  for (let seed = 1; seed <= 400; seed++) count(tally, await runCase(seed));
  assert.equal(tally.cases, 400);
  // A sample that never came to the end would have tested the first parsers alone.
  assert.ok((tally.reached["secure_channel"] ?? 0) > 20);
});
