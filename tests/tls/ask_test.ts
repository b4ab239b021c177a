/** Questions about suites that the engine does not complete: what the server says in the clear is told all the same. */
import assert from "node:assert/strict";
import { concat, fromHex } from "../../src/bytes/mod.ts";
import { CipherSuite, ContentType, HandshakeType, ProtocolVersion } from "../../src/registry/mod.ts";
import { ask } from "../../src/tls/mod.ts";
import { encodeHandshake } from "../../src/tls/message/mod.ts";
import { encodeRecord } from "../../src/tls/record/mod.ts";
import { MemoryStream } from "../support/memory_stream.ts";
import {
  dheParams,
  ecdheParams,
  encodeEmpty,
  encodeServerHello,
  encodeServerKeyExchange,
  noData,
} from "../support/scripted_server/messages.ts";
import { testContext, testOffer } from "./support.ts";

const { TLS_1_0 } = ProtocolVersion;
const [p, g, ys] = [fromHex("ff".repeat(64)), fromHex("02"), fromHex("7f".repeat(64))];
const dhe = dheParams(p, g, ys);
const ecdhe = ecdheParams(0x001d, fromHex("09".repeat(32)));
const signature = fromHex("5a".repeat(128));

async function askFor(cipherSuite: number, keyExchange: Uint8Array) {
  const [client, server] = MemoryStream.pair();
  const hello = encodeServerHello({
    legacyVersion: TLS_1_0,
    random: new Uint8Array(32),
    legacySessionIdEcho: noData,
    cipherSuite,
    compressionMethod: 0,
    extensions: null,
  });
  const flight = concat(hello, keyExchange, encodeEmpty(HandshakeType.server_hello_done));
  await server.write(encodeRecord(ContentType.handshake, TLS_1_0, flight));
  const offer = { ...testOffer, versions: [TLS_1_0], cipherSuites: [cipherSuite] };
  const answer = await ask(client, offer, testContext(), "server_key_exchange");
  assert.equal(answer.kind, "answered");
  return answer.kind === "answered" ? answer : null;
}

/** RFC 5246 §7.4.3: the parameters alone. */
const unsigned = (params: Uint8Array) =>
  encodeHandshake(HandshakeType.server_key_exchange, (writer) => writer.opaque(params));

Deno.test("nobody signs an anonymous exchange, and its prime is read", async () => {
  const answer = await askFor(CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA, unsigned(dhe));
  assert.equal(answer?.failure, null);
  assert.deepEqual(answer?.serverKeyExchange?.parameters, { keyExchange: "DHE", p, g, ys });
  assert.equal(answer?.serverKeyExchange?.signatureScheme, null);
});

Deno.test("nor one over a curve", async () => {
  const answer = await askFor(CipherSuite.TLS_ECDH_anon_WITH_AES_128_CBC_SHA, unsigned(ecdhe));
  assert.equal(answer?.failure, null);
  assert.equal(answer?.namedGroup, 0x001d);
});

Deno.test("an exchange for export has a prime too", async () => {
  const answer = await askFor(
    CipherSuite.TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA,
    encodeServerKeyExchange(dhe, null, signature),
  );
  assert.deepEqual(answer?.serverKeyExchange?.parameters, { keyExchange: "DHE", p, g, ys });
});

Deno.test("a signature where none belongs is a failure behind the answer", async () => {
  const answer = await askFor(
    CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA,
    encodeServerKeyExchange(dhe, null, signature),
  );
  assert.equal(answer?.failure?.code, "malformed_message");
  assert.equal(answer?.serverKeyExchange, null);
});
