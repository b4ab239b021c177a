/** Handshakes that are broken off: where they end, and that the server has then heard nothing but the ClientHello. */
import assert from "node:assert/strict";
import { CipherSuite, ContentType, HandshakeType, NamedGroup } from "../../src/registry/mod.ts";
import { evidenceOf, handshakeUpTo, type Offer, type UpToStep } from "../../src/tls/mod.ts";
import { scriptedServer, type ServerScript } from "../support/scripted_server.ts";
import { serverCertificate } from "../support/scripted_server/certificates.ts";
import { deadlineWhenStuck, testContext, testOffer, tls12, tls13 } from "./support.ts";

async function shakeUpTo(step: UpToStep, script: Partial<ServerScript>, offer: Partial<Offer> = {}) {
  const server = scriptedServer(script);
  using _deadline = deadlineWhenStuck(server);
  const log = await handshakeUpTo(step, server.stream, { ...testOffer, ...offer }, testContext());
  server.stream.close();
  const { received } = await server.done;
  return {
    log,
    sent: received.filter(({ contentType }) => contentType === ContentType.handshake).map(({ bytes }) =>
      bytes[0]
    ),
    settled: log.settled.map(({ evidence }) => evidence.step),
  };
}

for (const version of [tls13, tls12]) {
  const name = version === tls13 ? "TLS 1.3" : "TLS 1.2";
  for (const step of ["server_hello", "authentication", "private_key"] as const) {
    Deno.test(`${name} up to ${step}: that is settled, and nothing is sent after the ClientHello`, async () => {
      const { log, sent, settled } = await shakeUpTo(step, { version, applicationProtocol: "h2" });
      assert.equal(log.failure, null);
      assert.equal(settled.at(-1), step);
      assert.deepEqual(sent, [HandshakeType.client_hello]);
      assert.equal(evidenceOf(log, "server_hello")!.evidence.applicationProtocol, "h2");
    });
  }
}

Deno.test("a HelloRetryRequest is answered on the way", async () => {
  const { log, sent } = await shakeUpTo("authentication", { group: NamedGroup.secp384r1 });
  assert.equal(log.failure, null);
  assert.deepEqual(sent, [HandshakeType.client_hello, HandshakeType.client_hello]);
});

Deno.test("a server that fails before is a failure in the log", async () => {
  const { log } = await shakeUpTo("private_key", {
    before: (turn, server) => turn === "Certificate" ? server.close() : undefined,
  });
  assert.equal(log.failure?.code, "connection_closed");
});

Deno.test("where the step never is settled by itself, the handshake ends when it is complete", async () => {
  const script = {
    version: tls12,
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
  };
  const { log, settled } = await shakeUpTo("private_key", script);
  assert.equal(log.failure, null);
  assert.ok(settled.includes("server_finished"));
});
