/** A deep check from end to end: what further connections found out is judged, and the attacks are told of. */
import assert from "node:assert/strict";
import { attackIds } from "../../src/report/schema/deep/attacks.ts";
import { checkShown, intermediate, leafOf } from "./on_loopback.ts";

Deno.test("a deep check says of every attack whether the configuration has what it needs, or that it is not known", async () => {
  const chain = [await leafOf(intermediate), intermediate] as const;
  const { deep } = await checkShown({ chain }, { deep: true, timeout: 30 });
  assert.deepEqual(deep?.attacks?.map(({ id }) => id), [...attackIds]);
  for (const { exposed, because } of deep!.attacks!) {
    if (exposed === null) assert.match(because, /^It is not known whether /);
  }
});

Deno.test("who asked for no deep check is told of no attacks", async () => {
  const report = await checkShown({ chain: [await leafOf(intermediate), intermediate] });
  assert.equal("deep" in report, false);
});
