import assert from "node:assert/strict";
import type { CheckEvent } from "../../src/check.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

Deno.test("work that others may come to wait for is handed to the platform of each who waits, until it ends", async () => {
  const finish = Promise.withResolvers<void>();
  const kept: { work: Promise<unknown>; platform: unknown }[] = [];
  const { app } = appWith(healthy, {
    keepAlive: (work, platform) => kept.push({ work, platform }),
    async *checkEvents(): AsyncGenerator<CheckEvent> {
      await finish.promise;
      yield { type: "report", report: healthy };
    },
  });
  const ask = (platform: string) =>
    app.request("/api/v1/check/events?target=example.com", {}, platform as never);
  const [first, second] = await Promise.all([ask("first's"), ask("second's")]);
  await first.body!.cancel();

  assert.deepEqual(kept.map(({ platform }) => platform), ["first's", "second's"]);
  let ended = 0;
  for (const { work } of kept) work.then(() => ended++);
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(ended, 0, "the second still waits, and the work goes on for it");
  finish.resolve();
  assert.match(await second.text(), /event: report/);
  await Promise.all(kept.map(({ work }) => work));
});
