/** What a check leaves behind for other tools when it is asked to, and that nothing of it is in the report. */
import assert from "node:assert/strict";
import { check, checkEvents, type CheckOptions } from "../../src/check.ts";
import { type Evidence, keyLog } from "../../src/evidence/mod.ts";
import { AlertDescription } from "../../src/registry/mod.ts";
import { MemoryRuntime, type MemoryRuntimeOptions } from "../support/memory_runtime.ts";
import { answering, httpOk, inTurn, pickyServer, tlsServer } from "../support/peers.ts";

const application = answering(httpOk);
const refusing = pickyServer(() => AlertDescription.handshake_failure);

Deno.test("evidence is told once, before the report, with the secrets that no report has", async () => {
  const told: (Evidence | "report")[] = [];
  const runtime = new MemoryRuntime({ peer: tlsServer({ application }) });
  const options: CheckOptions = { bytes: true, onEvidence: (evidence) => told.push(evidence) };
  let text = "";
  for await (const event of checkEvents(runtime, "server.example", options)) {
    text += JSON.stringify(event);
    if (event.type === "report") told.push("report");
  }
  assert.equal(told.length, 2);
  assert.equal(told[1], "report");
  const evidence = told[0] as Evidence;
  assert.equal(evidence.hostname, "server.example");
  assert.deepEqual(evidence.secrets.map(({ label }) => label), [
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
    "CLIENT_TRAFFIC_SECRET_0",
    "SERVER_TRAFFIC_SECRET_0",
    "EXPORTER_SECRET",
  ]);
  const [{ clientRandom }] = evidence.secrets as [Evidence["secrets"][number]];
  assert.ok(text.includes(clientRandom.toHex()), "the client's random is public");
  for (const { secret } of evidence.secrets) {
    assert.ok(!text.includes(secret.toHex()));
    assert.ok(!text.includes(secret.toBase64()));
  }
});

Deno.test("every connection is there, with the secrets of all that had some", async () => {
  const { evidence, dialled } = await evidenceFrom({ peer: inTurn(refusing, tlsServer({ application })) });
  assert.ok(dialled.length > 1);
  assert.equal(evidence.connections.length, dialled.length);
  const first = evidence.connections[0]!;
  assert.deepEqual(first.events.map(({ kind }) => kind), ["sent", "received", "sent_end"]);
  assert.match(keyLog(evidence), /^CLIENT_TRAFFIC_SECRET_0 /m);
});

Deno.test("a check that comes to nothing has evidence too", async () => {
  const { evidence } = await evidenceFrom({ resolve: new Error("a bug") });
  assert.deepEqual([evidence.connections, evidence.secrets], [[], []]);
});

Deno.test("what the check fetches, and the runtime's own handshake, are not part of it", async () => {
  const { evidence, native } = await evidenceFrom({ peer: tlsServer({ application }) });
  assert.equal(native, 1);
  assert.equal(evidence.connections.length, 1);
});

async function evidenceFrom(options: MemoryRuntimeOptions) {
  const told: Evidence[] = [];
  const runtime = new MemoryRuntime(options);
  await check(runtime, "server.example", { onEvidence: (evidence) => told.push(evidence) });
  assert.equal(told.length, 1);
  return { evidence: told[0]!, dialled: runtime.dialled, native: runtime.nativeRequests.length };
}
