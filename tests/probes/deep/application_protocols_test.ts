/** ALPN of servers that choose by their own order, by the client's, at random, or not at all. */
import assert from "node:assert/strict";
import { applicationProtocols } from "../../../src/probes/deep/application_protocols.ts";
import { AlertDescription, ProtocolVersion } from "../../../src/registry/mod.ts";
import { applicationLayerProtocolNegotiation, find } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { closing, silent, tlsServer } from "../../support/peers.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { serverByHello } from "./choosing_server.ts";
import { runOne, situation, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, SSL_3_0 } = ProtocolVersion;

interface Asked {
  readonly version?: number;
  readonly protocol?: string;
  readonly milliseconds?: number;
}

async function ask(peer: Peer, { version = TLS_1_3, protocol = "https", milliseconds = 5000 }: Asked = {}) {
  const usual = situation();
  const offer = { ...usual.offer, applicationProtocols: protocol === "https" ? ["h2", "http/1.1"] : [] };
  const plan = { ...usual.plan, protocol, offer };
  const runtime = new MemoryRuntime({ peer });
  const found = versionsFound(version);
  const { facts, probe } = await runOne(applicationProtocols, runtime, { found, plan, offer, milliseconds });
  assert.ok(probe.connections <= probe.allowance);
  return { ...facts, probe, unknown: facts?.unknown_only.outcome };
}

const offeredBy = ({ extensions }: ClientHello) =>
  find(extensions, applicationLayerProtocolNegotiation, "ClientHello") ?? [];

const refuses: Partial<ServerScript> = {
  async before(turn, server) {
    if (turn !== "ServerHello") return;
    await server.sendAlert(AlertDescription.no_application_protocol);
    await server.close();
  },
};

/** `otherwise`: where it has none of those that are offered. */
const server = (version: number, order: readonly string[], otherwise: Partial<ServerScript>) =>
  serverByHello((hello) => {
    const applicationProtocol = order.find((name) => offeredBy(hello).includes(name));
    return { version, ...applicationProtocol === undefined ? otherwise : { applicationProtocol } };
  });

for (const version of [TLS_1_3, TLS_1_2]) {
  const name = version === TLS_1_3 ? "TLS 1.3" : "TLS 1.2";
  Deno.test(`${name}: the server's order, and a refusal of what it does not have`, async () => {
    const peer = server(version, ["http/1.1", "h2"], refuses);
    const { accepted, preference, unknown_only, unknown } = await ask(peer, { version });
    assert.deepEqual([accepted, preference, unknown], [["http/1.1", "h2"], "server", "refused"]);
    assert.equal(unknown_only?.refusal?.alert?.name, "no_application_protocol");
  });

  Deno.test(`${name}: a server that goes on without`, async () => {
    const { accepted, unknown } = await ask(server(version, ["h2"], {}), { version });
    assert.deepEqual([accepted, unknown], [["h2"], "ignored"]);
  });
}

Deno.test("a server that takes the client's first, whatever it is", async () => {
  const peer = serverByHello((hello) => ({ applicationProtocol: offeredBy(hello)[0] ?? null }));
  const { accepted, preference, unknown, unknown_only } = await ask(peer);
  assert.deepEqual([accepted?.slice(0, 2), preference, unknown], [["h2", "http/1.1"], "client", "accepted"]);
  assert.equal(unknown_only?.refusal, null);
});

Deno.test("a server that answers with a protocol that was not offered has neither refused nor accepted", async () => {
  const { accepted, unknown, unknown_only, probe } = await ask(tlsServer({ applicationProtocol: "h2" }));
  assert.deepEqual([accepted, unknown, probe.status], [["h2"], "invalid", "completed"]);
  assert.equal(unknown_only?.refusal?.code, "illegal_parameter");
});

Deno.test("what is offered goes with the target's protocol", async () => {
  const every = (protocol: string) =>
    ask(serverByHello((hello) => ({ applicationProtocol: offeredBy(hello)[0] ?? null })), { protocol });
  assert.deepEqual((await every("imap")).accepted, ["imap"]);
  assert.deepEqual((await every("postgres")).accepted, ["postgresql"]);
  assert.deepEqual((await every("smtp")).accepted, []);
  assert.ok((await every("tls")).accepted?.includes("mqtt"));
});

Deno.test("a server that closes, one that keeps silent, and one of SSL 3.0", async () => {
  const closed = await ask(closing);
  assert.deepEqual([closed.accepted, closed.unknown, closed.preference], [[], "no_answer", "unknown"]);
  const late = await ask(silent, { milliseconds: 100 });
  assert.deepEqual([late.probe.status, late.unknown], ["failed", "no_answer"]);
  assert.equal((await ask(silent, { version: SSL_3_0 })).probe.status, "not_applicable");
});
