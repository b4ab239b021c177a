/** What a server makes of one more ClientHello, and what is known when it never comes so far. */
import assert from "node:assert/strict";
import { renegotiation } from "../../../src/probes/deep/renegotiation.ts";
import {
  AlertDescription,
  CipherSuite,
  ExtensionType,
  HandshakeType,
  ProtocolVersion,
} from "../../../src/registry/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { tlsServer } from "../../support/peers.ts";
import type { ServerConnection, ServerScript } from "../../support/scripted_server.ts";
import { data, encodeServerHello, noData, removeExtension } from "../../support/scripted_server/messages.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_0, TLS_1_2, TLS_1_3 } = ProtocolVersion;

type Answer = (server: ServerConnection) => Promise<unknown>;

function server(answer: Answer, script: Partial<ServerScript> = {}): Partial<ServerScript> {
  return {
    version: TLS_1_2,
    async application(server) {
      await server.expect(HandshakeType.client_hello);
      await answer(server);
      await server.flush();
    },
    ...script,
  };
}

const withoutInfo: Partial<ServerScript> = {
  alter: (turn, message) =>
    turn === "ServerHello" ? removeExtension(message, ExtensionType.renegotiation_info) : message,
};

const sayHello: Answer = (server) =>
  server.sendHandshake(encodeServerHello({
    legacyVersion: server.script.version,
    random: new Uint8Array(32),
    legacySessionIdEcho: noData,
    cipherSuite: server.script.cipherSuite,
    extensions: [[ExtensionType.renegotiation_info, data((writer) => writer.vector(1, noData))]],
  }));

async function probe(
  script: Partial<ServerScript>,
  found = versionsFound(TLS_1_3, TLS_1_2),
  milliseconds = 5000,
) {
  const runtime = new MemoryRuntime({ peer: tlsServer(script) });
  const outcome = await runOne(renegotiation, runtime, { found, milliseconds });
  assert(runtime.dialled.length <= 1, "one connection, and on it one renegotiation");
  return outcome;
}

for (
  const [what, answer, expected, alert] of [
    ["accepts", sayHello, "accepted", null],
    ["declines", (server) => server.sendAlert(AlertDescription.no_renegotiation), "refused", null],
    [
      "refuses with a fatal alert",
      (server) => server.sendAlert(AlertDescription.handshake_failure),
      "refused",
      "handshake_failure",
    ],
    ["closes", (server) => server.close(), "closed", null],
    ["says goodbye", (server) => server.sendAlert(AlertDescription.close_notify), "closed", null],
  ] as const satisfies readonly (readonly [string, Answer, string, string | null])[]
) {
  Deno.test(`a server that ${what} is told of so`, async () => {
    const { facts, probe: report } = await probe(server(answer));
    assert.equal(report.status, "completed", report.reason ?? "");
    assert.deepEqual([facts?.secure, facts?.client_initiated], [true, expected]);
    assert.equal(facts?.refusal?.alert?.name ?? null, alert);
  });
}

Deno.test("a server that keeps silent is told of so, when the patience for one connection ends", async () => {
  const { facts } = await probe(server(() => Promise.resolve()), versionsFound(TLS_1_2), 300);
  assert.deepEqual([facts?.secure, facts?.client_initiated], [true, "no_answer"]);
});

Deno.test("RFC 5746 §4: a server without renegotiation_info is not secure, whatever it answers", async () => {
  const { facts } = await probe(server(sayHello, withoutInfo));
  assert.deepEqual([facts?.secure, facts?.client_initiated], [false, "accepted"]);
});

Deno.test("the newest version before TLS 1.3 is asked in, and TLS 1.3 is not offered", async () => {
  const { facts } = await probe(
    server(sayHello, { version: TLS_1_0, cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA }),
    versionsFound(TLS_1_3, TLS_1_0),
  );
  assert.equal(facts?.client_initiated, "accepted");
});

Deno.test("a server of TLS 1.3 alone is not asked", async () => {
  const { facts, probe: report } = await probe({}, versionsFound(TLS_1_3));
  assert.equal(facts, null);
  assert.deepEqual([report.status, report.connections], ["not_applicable", 0]);
});

Deno.test("whether it is secure is known even if the handshake goes wrong later", async () => {
  const { facts, probe: report } = await probe({
    version: TLS_1_2,
    alter: (turn, message) => turn === "ServerKeyExchange" ? message.subarray(0, 3) : message,
    before: (turn, server) => turn === "ServerHelloDone" ? server.close() : undefined,
  });
  assert.equal(report.status, "failed");
  assert.deepEqual(facts, { secure: true, client_initiated: null, refusal: null });
});

Deno.test("a server that does not answer at all leaves nothing known", async () => {
  const { facts, probe: report } = await probe({
    version: TLS_1_2,
    before: (turn, server) =>
      turn === "ServerHello" ? server.sendAlert(40).then(() => server.close()) : undefined,
  });
  assert.deepEqual([report.status, facts], ["failed", null]);
});
