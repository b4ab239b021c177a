/** Public values of servers that make a new key each time, or never, or now and then. */
import assert from "node:assert/strict";
import { ephemeralKeys } from "../../../src/probes/deep/ephemeral_keys.ts";
import { AlertDescription, CipherSuite, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import { MemoryRuntime, type Peer } from "../../support/memory_runtime.ts";
import { inTurn, pickyServer, silent, tlsServer } from "../../support/peers.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  changeServerHello,
  data,
  ecdheParams,
  encodeServerKeyExchange,
  selectedVersion,
  serverShare,
} from "../../support/scripted_server/messages.ts";
import { runOne, versionsFound } from "./support.ts";

const { TLS_1_3, TLS_1_2, SSL_3_0 } = ProtocolVersion;

async function ask(peer: Peer, version: number = TLS_1_3, milliseconds = 5000) {
  const runtime = new MemoryRuntime({ peer });
  const { facts, probe } = await runOne(ephemeralKeys, runtime, {
    found: versionsFound(version),
    milliseconds,
  });
  assert.ok(probe.connections <= probe.allowance);
  return {
    probe,
    exchanges: facts?.exchanges.map(({ key_exchange, named_group, finite_field, connections, reused }) => [
      key_exchange,
      named_group?.name ?? finite_field?.name ?? null,
      connections,
      reused,
    ]),
  };
}

const sameShare: Partial<ServerScript> = {
  alter: (turn, message) =>
    turn !== "ServerHello" ? message : changeServerHello(message, () => ({
      extensions: [serverShare(NamedGroup.x25519, new Uint8Array(32).fill(9)), selectedVersion(TLS_1_3)],
    })),
};

Deno.test("TLS 1.3: the share of a scripted server is new each time, unless it is to be the same", async () => {
  assert.deepEqual((await ask(tlsServer())).exchanges, [["ECDHE", "x25519", 3, false]]);
  assert.deepEqual((await ask(tlsServer(sameShare))).exchanges, [["ECDHE", "x25519", 3, true]]);
});

Deno.test("one server of several behind the address is enough", async () => {
  const [same, another] = [tlsServer(sameShare), tlsServer()];
  assert.deepEqual((await ask(inTurn(same, another, same))).exchanges, [["ECDHE", "x25519", 3, true]]);
});

Deno.test("TLS 1.2, ECDHE", async () => {
  assert.deepEqual((await ask(tlsServer({ version: TLS_1_2 }), TLS_1_2)).exchanges?.[0], [
    "ECDHE",
    "secp256r1",
    3,
    false,
  ]);
  const same = tlsServer({
    version: TLS_1_2,
    alter: (turn, message) =>
      turn !== "ServerKeyExchange" ? message : encodeServerKeyExchange(
        ecdheParams(NamedGroup.x448, new Uint8Array(56)),
        0x0403,
        new Uint8Array(70),
      ),
  });
  assert.deepEqual((await ask(same, TLS_1_2)).exchanges?.[0], ["ECDHE", "x448", 3, true]);
});

Deno.test("TLS 1.2, DHE", async () => {
  const script = {
    version: TLS_1_2,
    cipherSuite: CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
    group: NamedGroup.ffdhe2048,
  };
  assert.deepEqual((await ask(tlsServer(script), TLS_1_2)).exchanges?.at(-1), ["DHE", "ffdhe2048", 3, false]);
  const params = data((writer) => {
    for (const octet of [0xfb, 2, 8]) writer.vector(2, new Uint8Array(128).fill(octet));
  });
  const same = tlsServer({
    ...script,
    alter: (turn, message) =>
      turn === "ServerKeyExchange" ? encodeServerKeyExchange(params, 0x0401, new Uint8Array(8)) : message,
  });
  assert.deepEqual((await ask(same, TLS_1_2)).exchanges?.at(-1), ["DHE", null, 3, true]);
});

Deno.test("a server that does neither, and one that answers once", async () => {
  const refusing = pickyServer(() => AlertDescription.handshake_failure, { version: TLS_1_2 });
  const none = await ask(refusing, TLS_1_2);
  assert.deepEqual([none.probe.status, none.exchanges, none.probe.connections], ["completed", [], 2]);
  const once = await ask(inTurn(tlsServer(), pickyServer(() => AlertDescription.handshake_failure)));
  assert.deepEqual([once.probe.status, once.probe.reason], ["failed", "The server answered only once"]);
  assert.equal((await ask(silent, TLS_1_3, 100)).probe.status, "failed");
  assert.equal((await ask(silent, SSL_3_0)).probe.status, "not_applicable");
});
