/** What a peer can make a judgement cost is bounded, and so is what is said of it. */
import assert from "node:assert/strict";
import { issue } from "../../src/demo/certificates.ts";
import { judgeChain, type Judgement, trustStore } from "../../src/x509/mod.ts";
import { hostileInputs, root } from "./hostile_inputs.ts";
import { now } from "./support.ts";

/** Many times what is measured. */
const MAXIMUM_MILLISECONDS = 2_000;
/** Of one sentence. */
const MAXIMUM_CHARACTERS = 2_000;

for (const { name, make, expected } of hostileInputs) {
  Deno.test(`${name}: judged in bounded time, told in bounded sentences`, async () => {
    const certificates = (await make()).map(({ der }) => der);
    const started = performance.now();
    const judgement = await judgeChain({
      certificates,
      trustStore: trustStore([root.der]),
      serverName: "www.example.com",
      now,
    });
    const milliseconds = performance.now() - started;
    assert.ok(milliseconds < MAXIMUM_MILLISECONDS, `${milliseconds.toFixed(0)} ms`);
    for (const text of sentences(judgement)) assert.ok(text.length <= MAXIMUM_CHARACTERS, text.slice(0, 200));
    if (expected !== undefined) assert.equal(judgement.chain.error?.code ?? null, expected);
  });
}

function sentences({ chain, violations, name }: Judgement): string[] {
  const errors = [chain.error, ...chain.paths.map(({ error }) => error), ...violations, name];
  return errors.flatMap((error) => error === null ? [] : [error.message, error.hint ?? ""]);
}

Deno.test("a judgement keeps nothing of what it judged", async () => {
  const certificates = [
    (await issue(root, { dnsNames: Array.from({ length: 10_000 }, (_, i) => `n${i}.example`) })).der,
  ];
  const store = trustStore([root.der]);
  const judge = () => judgeChain({ certificates, trustStore: store, serverName: "www.example.com", now });
  const heap: number[] = [];
  for (let round = 0; round < 40; round++) {
    await judge();
    heap.push(Deno.memoryUsage().heapUsed);
  }
  // One judgement of it takes some 10 MB; forty that were kept would take 400.
  assert.ok(Math.min(...heap.slice(-10)) - Math.min(...heap.slice(0, 10)) < 100e6);
});
