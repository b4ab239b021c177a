import assert from "node:assert/strict";
import { earlyData } from "../../../src/probes/deep/early_data.ts";
import { AlertDescription, ExtensionType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { preSharedKey } from "../../../src/tls/extension/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { answering, httpOk, pickyServer } from "../../support/peers.ts";
import { type ServerScript, type ServerSummary, serveScript } from "../../support/scripted_server.ts";
import { data } from "../../support/scripted_server/messages.ts";
import { ServerSessions } from "../../support/scripted_server/sessions.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;
const found = versionsFound(TLS_1_3);

const allowing = (octets: number): Partial<ServerScript> => ({
  tickets: 1,
  ticket: { extensions: [[ExtensionType.early_data, data((writer) => writer.uint32(octets))]] },
  application: answering(httpOk),
});

async function look(script: Partial<ServerScript>) {
  const sessions = new ServerSessions();
  const visits: Promise<ServerSummary>[] = [];
  const runtime = new MemoryRuntime({
    peer(stream) {
      const visit = serveScript(stream, { sessions, ...script });
      visits.push(visit);
      return visit;
    },
  });
  const result = await runOne(earlyData, runtime, { found });
  return { ...result, visits: await Promise.all(visits) };
}

Deno.test("early data that a ticket allows is offered, and none is sent", async () => {
  const { facts, probe, visits } = await look({ ...allowing(16_384), acceptsEarlyData: true });
  assert.deepEqual(facts, { advertised: true, max_early_data_size: 16_384, accepted: true });
  assert.deepEqual([probe.status, probe.connections], ["completed", 2]);
  const offered = visits[1]!.clientHellos[0]!.extensions.map(({ type }) => type);
  assert(offered.includes(ExtensionType.early_data));
  assert(visits[1]!.received.every(({ contentType }) => contentType !== 23));
});

Deno.test("a server that allows early data and rejects it is told apart", async () => {
  const { facts } = await look({ ...allowing(16_384), acceptsEarlyData: false });
  assert.deepEqual(facts, { advertised: true, max_early_data_size: 16_384, accepted: false });
});

for (
  const [what, script] of [
    ["a ticket without it", { tickets: 1, application: answering(httpOk) }],
    ["a ticket that allows nothing", allowing(0)],
    ["no ticket at all", { application: answering(httpOk) }],
  ] as const
) {
  Deno.test(`${what} advertises no early data`, async () => {
    const { facts, probe } = await look({ ...script, acceptsEarlyData: true });
    assert.deepEqual(facts, { advertised: false, max_early_data_size: null, accepted: null });
    assert.equal(probe.connections, 1);
  });
}

Deno.test("a server that refuses the offer has not accepted it; one that is silent has not answered", async () => {
  const isResuming = ({ extensions }: { readonly extensions: readonly { readonly type: number }[] }) =>
    extensions.some(({ type }) => type === preSharedKey.type);
  const refusing = new MemoryRuntime({
    peer: pickyServer(
      (hello) => isResuming(hello) ? AlertDescription.illegal_parameter : null,
      allowing(16_384),
    ),
  });
  const refused = await runOne(earlyData, refusing, { found });
  assert.deepEqual([refused.probe.status, refused.facts?.accepted], ["completed", false]);

  const silent = new MemoryRuntime({
    peer: (stream, index) =>
      serveScript(stream, {
        ...allowing(16_384),
        before: async (turn, server) => {
          if (turn === "ServerHello" && index > 0) await server.fallSilent();
        },
      }),
  });
  const unanswered = await runOne(earlyData, silent, { found, milliseconds: 500 });
  assert.equal(unanswered.probe.status, "failed");
  assert.deepEqual(unanswered.facts, { advertised: true, max_early_data_size: 16_384, accepted: null });
});

Deno.test("there is no early data before TLS 1.3", async () => {
  const { probe } = await runOne(earlyData, new MemoryRuntime(), { found: versionsFound(TLS_1_2) });
  assert.deepEqual([probe.status, probe.connections], ["not_applicable", 0]);
});
