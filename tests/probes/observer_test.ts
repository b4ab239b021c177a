import assert from "node:assert/strict";
import { planCheck } from "../../src/check/plan.ts";
import { Deadline } from "../../src/net/mod.ts";
import { probeHandshake } from "../../src/probes/mod.ts";
import { AlertDescription } from "../../src/registry/mod.ts";
import { MemoryRuntime, type Peer } from "../support/memory_runtime.ts";
import { answering, httpOk, inTurn, pickyServer, tlsServer } from "../support/peers.ts";

const application = answering(httpOk);

const refusing = pickyServer(() => AlertDescription.handshake_failure);

const cases: readonly [string, Peer][] = [
  ["a server that answers the ordinary ClientHello", tlsServer({ application })],
  ["a server that answers the second ClientHello", inTurn(refusing, tlsServer({ application }))],
  ["a server that refuses every ClientHello", refusing],
];

for (const [title, peer] of cases) {
  Deno.test(`the end of the handshake is told once: ${title}`, async () => {
    using deadline = new Deadline(5_000);
    const told: unknown[] = [];
    const { log } = await probeHandshake(
      new MemoryRuntime({ peer }),
      planCheck("server.example", {}).handshake,
      deadline,
      { onHandshake: (log) => told.push(log) },
    );
    assert.equal(told.length, 1);
    assert.equal(told[0], log);
  });
}
