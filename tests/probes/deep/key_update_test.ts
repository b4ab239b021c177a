import assert from "node:assert/strict";
import { keyUpdate } from "../../../src/probes/deep/key_update.ts";
import { AlertDescription, ContentType, HandshakeType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { applicationLayerProtocolNegotiation, find } from "../../../src/tls/extension/mod.ts";
import { MemoryRuntime } from "../../support/memory_runtime.ts";
import { answering, httpOk } from "../../support/peers.ts";
import { type ServerConnection, type ServerScript, serveScript } from "../../support/scripted_server.ts";
import { ScriptEnd } from "../../support/scripted_server/connection.ts";
import { serverByHello } from "./choosing_server.ts";
import { runOne, type RunOptions, situation, versionsFound } from "./support.ts";

const { TLS_1_2, TLS_1_3 } = ProtocolVersion;

async function look(script: Partial<ServerScript>, options: RunOptions = {}) {
  const runtime = new MemoryRuntime({ peer: (stream) => serveScript(stream, script) });
  return await runOne(keyUpdate, runtime, { found: versionsFound(TLS_1_3), ...options });
}

async function expectKeyUpdate(server: ServerConnection): Promise<void> {
  const message = await server.read();
  assert.equal(message!.bytes[0], HandshakeType.key_update);
  await server.clientUpdatedKeys();
}

Deno.test("a server that answers with its own KeyUpdate is seen to do so", async () => {
  const { facts, probe } = await look({
    async application(server) {
      await expectKeyUpdate(server);
      await server.updateKeys(0);
      await answering(httpOk)(server);
    },
  });
  assert.deepEqual(facts, { answered: true, refusal: null });
  assert.deepEqual([probe.status, probe.connections], ["completed", 1]);
});

Deno.test("a server that goes on under its old keys has not answered", async () => {
  const { facts } = await look({
    async application(server) {
      await expectKeyUpdate(server);
      await answering(httpOk)(server);
    },
  });
  assert.deepEqual(facts, { answered: false, refusal: null });
});

Deno.test("a server that knows no KeyUpdate says so, and with which alert", async () => {
  const { facts } = await look({
    async application(server) {
      await expectKeyUpdate(server);
      await server.sendAlert(AlertDescription.unexpected_message);
      await server.flush();
    },
  });
  assert.equal(facts?.answered, false);
  assert.equal(facts?.refusal?.code, "alert_received");
  assert.equal(facts?.refusal?.alert?.name, "unexpected_message");
});

Deno.test("an alert about the client certificate is no answer to a KeyUpdate", async () => {
  const { facts } = await look({
    certificateRequest: true,
    async application(server) {
      await server.sendAlert(AlertDescription.certificate_required);
      await server.flush();
    },
  });
  assert.deepEqual([facts?.answered, facts?.refusal?.code], [null, "client_certificate_required"]);
});

Deno.test("a server that goes away, or says only what it would have said anyway, leaves it open", async () => {
  const closing = await look({ application: (server) => server.closeWrite() });
  assert.deepEqual([closing.facts?.answered, closing.facts?.refusal?.code], [null, "connection_closed"]);

  const { plan } = situation();
  const greeting = await look({
    async before(turn, server) {
      if (turn === "ApplicationData") await server.send(ContentType.application_data, Uint8Array.of(1));
    },
  }, { plan: { ...plan, protocol: "tls" } });
  assert.deepEqual(greeting.facts, { answered: null, refusal: null });
});

async function refuse(_turn: unknown, server: ServerConnection): Promise<void> {
  await server.sendAlert(AlertDescription.no_application_protocol);
  await server.flush();
  throw new ScriptEnd("No protocol in common");
}

Deno.test("what HTTP/2 says unasked is no answer: it is asked in HTTP/1.1, or left open", async () => {
  const settings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0);
  const peer = (protocols: readonly string[]) =>
    serverByHello((hello) => {
      const offered = find(hello.extensions, applicationLayerProtocolNegotiation, "ClientHello") ?? [];
      const agreed = protocols.find((protocol) => offered.includes(protocol));
      if (agreed === undefined) return { before: refuse };
      return {
        applicationProtocol: agreed,
        async application(server) {
          if (agreed === "h2") await server.send(ContentType.application_data, settings);
          await server.flush();
          await expectKeyUpdate(server);
          if (agreed === "h2") return;
          await server.updateKeys(0);
          await answering(httpOk)(server);
        },
      };
    });
  const ask = async (protocols: readonly string[]) => {
    const runtime = new MemoryRuntime({ peer: peer(protocols) });
    return (await runOne(keyUpdate, runtime, { found: versionsFound(TLS_1_3) })).facts;
  };
  assert.deepEqual(await ask(["h2", "http/1.1"]), { answered: true, refusal: null });
  assert.equal((await ask(["h2"]))?.answered, null);
});

Deno.test("there is no KeyUpdate before TLS 1.3", async () => {
  const { probe } = await look({}, { found: versionsFound(TLS_1_2) });
  assert.deepEqual([probe.status, probe.connections], ["not_applicable", 0]);
});
