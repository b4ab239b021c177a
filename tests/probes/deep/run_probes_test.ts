/** How probes are run: their order, their allowance, and what becomes of the others when one fails. */
import assert from "node:assert/strict";
import { Deadline } from "../../../src/net/mod.ts";
import { type Facts, type Probe, ProbeFailed } from "../../../src/probes/deep/probe.ts";
import { noProbes, runProbes } from "../../../src/probes/deep/run_probes.ts";
import type { ProbeId } from "../../../src/report/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { situation } from "./support.ts";

const compression: Facts<"compression"> = { accepted: false, method: null };

function probe<Id extends ProbeId>(id: Id, rest: Partial<Probe<Id>> & Pick<Probe<Id>, "run">): Probe {
  return {
    id,
    title: id,
    allowance: 0,
    after: [],
    notApplicable: () => null,
    ...rest,
  } as unknown as Probe;
}

async function run(probes: readonly Probe[], runtime = new MemoryRuntime({ peer: () => {} })) {
  using deadline = new Deadline(5000);
  return await runProbes(probes, situation(), { runtime, deadline });
}

Deno.test("a probe begins when those that it reads from have ended, wherever they stand, and reads their facts", async () => {
  const { probes, facts } = await run([
    probe("key_update", {
      after: ["compression"],
      run: ({ facts }) => Promise.resolve({ answered: facts.compression?.accepted ?? null, refusal: null }),
    }),
    probe("compression", { run: () => Promise.resolve(compression) }),
  ]);
  assert.deepEqual(probes.map(({ status }) => status), ["completed", "completed"]);
  assert.deepEqual(facts.key_update, { answered: false, refusal: null });
});

Deno.test("a probe that fails keeps what it had learnt, and costs the others nothing", async () => {
  const { probes, facts } = await run([
    probe("compression", {
      run: () => Promise.reject(new ProbeFailed("The server went away", compression)),
    }),
    probe("early_data", {
      run: () => {
        throw new TypeError("a bug");
      },
    }),
    probe("key_update", { run: () => Promise.resolve({ answered: true, refusal: null }) }),
  ]);
  assert.deepEqual(probes.map(({ status, reason }) => [status, reason]), [
    ["failed", "The server went away"],
    ["failed", "This program failed: TypeError: a bug"],
    ["completed", null],
  ]);
  assert.deepEqual(facts.compression, compression);
  assert.deepEqual(facts.key_update, { answered: true, refusal: null });
});

Deno.test("a probe has the connections that it stated and not one more, and four at once belong to all", async () => {
  const runtime = new MemoryRuntime({ peer: (stream) => stream.closeWrite() });
  const asking = (count: number): Probe["run"] => async ({ connections }) => {
    await Promise.all(Array.from({ length: count }, () => connections.askOnce(situation().offer)));
    return compression as never;
  };
  const { probes } = await run([
    probe("compression", { allowance: 7, run: asking(7) as Probe<"compression">["run"] }),
    probe("key_update", { allowance: 2, run: asking(3) as Probe<"key_update">["run"] }),
  ], runtime);
  assert.deepEqual(probes.map(({ status, connections }) => [status, connections]), [
    ["completed", 7],
    ["failed", 2],
  ]);
  assert.match(probes[1]!.reason!, /more than its 2 connections/);
  assert.equal(runtime.mostOpen, 4);
});

Deno.test("what does not apply, and what there was no time for, says so", async () => {
  using deadline = new Deadline(5000);
  deadline.cancel();
  const runtime = new MemoryRuntime();
  const late = await runProbes(
    [probe("compression", { run: () => Promise.resolve(compression) })],
    situation(),
    {
      runtime,
      deadline,
    },
  );
  assert.deepEqual(late.probes[0]!.status, "not_scheduled");
  const { probes } = await run([
    probe("compression", {
      notApplicable: () => "The server has TLS 1.3 only",
      run: () => Promise.resolve(compression),
    }),
  ]);
  assert.deepEqual([probes[0]!.status, probes[0]!.reason], ["not_applicable", "The server has TLS 1.3 only"]);
  const none = noProbes([probe("compression", { run: () => Promise.resolve(compression) })], "No connection");
  assert.deepEqual([none.probes[0]!.status, none.probes[0]!.reason], ["not_scheduled", "No connection"]);
});

Deno.test("a server that takes no more connections fails the probe, not the check", async () => {
  const runtime = new MemoryRuntime({ dialError: new Error("unused") });
  const { NetworkError } = await import("../../../src/net/mod.ts");
  runtime.dial = () => Promise.reject(new NetworkError("connection_refused", "Connection refused"));
  const { probes } = await run([
    probe("compression", {
      allowance: 1,
      run: async ({ connections }) => {
        await connections.ask(situation().offer);
        return compression;
      },
    }),
  ], runtime);
  assert.deepEqual([probes[0]!.status, probes[0]!.reason], ["failed", "Connection refused"]);
});
