import assert from "node:assert/strict";
import { concat } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  ContentType,
  ExtensionType,
  HandshakeType,
  NamedGroup,
} from "../../../src/registry/mod.ts";
import { earlyData as earlyDataExtension, find } from "../../../src/tls/extension/mod.ts";
import { evidenceOf, type Offer, type ResumptionPsk, type Secret } from "../../../src/tls/mod.ts";
import type { ServerScript, ServerSummary } from "../../support/scripted_server.ts";
import {
  addExtensions,
  data,
  encodeEncryptedExtensions,
  type ExtensionInput,
  noData,
  selectedProtocol,
} from "../../support/scripted_server/messages.ts";
import { ServerSessions } from "../../support/scripted_server/sessions.ts";
import { connectAgain, knownServer, settledSteps } from "../resumption.ts";
import { type Expected, refuse, shake, tls12 } from "../support.ts";

const earlyData = new TextEncoder().encode("HEAD / HTTP/1.1\r\nHost: server.example\r\n\r\n");

const allowing = (octets: number): ExtensionInput => [
  ExtensionType.early_data,
  data((writer) => writer.uint32(octets)),
];

/** A server whose tickets allow early data, and which takes it. */
async function earlyServer(script: Partial<ServerScript> = {}) {
  const known = await knownServer({
    ticket: { extensions: [allowing(16_384)] },
    acceptsEarlyData: true,
    ...script,
  });
  return { ...known, resume: known.resume as ResumptionPsk };
}

function received({ received }: ServerSummary): (string | number)[] {
  return received.map(({ contentType, bytes }) =>
    contentType === ContentType.handshake
      ? bytes[0]!
      : contentType === ContentType.change_cipher_spec
      ? "ChangeCipherSpec"
      : "data"
  );
}

const { client_hello, end_of_early_data, finished } = HandshakeType;

Deno.test("RFC 9846 §2.3: early data that is accepted is there before the handshake is", async () => {
  const { script, resume } = await earlyServer();
  const again = await connectAgain(script, resume, { offer: { earlyData } });
  assert.equal(again.session.earlyData, "accepted");
  assert.equal(evidenceOf(again.log, "server_hello")!.evidence.earlyData, "accepted");
  assert(again.session.resumed);
  const [, , early] = again.server.received;
  assert.deepEqual(early!.bytes, earlyData);
  // RFC 9846 appendix E.4: the dummy stands behind the first ClientHello.
  assert.deepEqual(received(again.server).slice(0, 5), [
    client_hello,
    "ChangeCipherSpec",
    "data",
    end_of_early_data,
    finished,
  ]);
});

Deno.test("without compatibility mode no ChangeCipherSpec goes with early data", async () => {
  const { script, resume } = await earlyServer({ changeCipherSpec: false });
  const again = await connectAgain(script, resume, { offer: { earlyData, compatibilityMode: false } });
  assert.equal(again.session.earlyData, "accepted");
  assert.deepEqual(received(again.server).slice(0, 4), [client_hello, "data", end_of_early_data, finished]);
});

Deno.test("early data of any length goes in as many records as it takes", async () => {
  const octets = crypto.getRandomValues(new Uint8Array(40_000));
  const { script, resume } = await earlyServer({ ticket: { extensions: [allowing(40_000)] } });
  const again = await connectAgain(script, resume, { offer: { earlyData: octets } });
  assert.equal(again.session.earlyData, "accepted");
  const records = again.server.received.filter(({ contentType }) =>
    contentType === ContentType.application_data
  );
  assert.deepEqual(concat(...records.slice(0, 3).map(({ bytes }) => bytes)), octets);
});

Deno.test("early data of no octets asks whether it would be taken, and sends none", async () => {
  const { script, resume } = await earlyServer();
  const again = await connectAgain(script, resume, { offer: { earlyData: new Uint8Array() } });
  assert.equal(again.session.earlyData, "accepted");
  assert.deepEqual(received(again.server).slice(0, 4), [
    client_hello,
    "ChangeCipherSpec",
    end_of_early_data,
    finished,
  ]);
});

Deno.test("RFC 9846 §4.5.3: the answer to early data comes before our Finished is there", async () => {
  const answer = new TextEncoder().encode("HTTP/1.1 204 No Content\r\n\r\n");
  const { script, resume } = await earlyServer();
  await connectAgain(
    {
      ...script,
      before: (turn, server) =>
        turn === "ClientFlight" ? server.send(ContentType.application_data, answer) : undefined,
    },
    resume,
    { offer: { earlyData }, use: async (session) => assert.deepEqual(await session.read(), answer) },
  );
});

Deno.test("early data that is rejected is passed over, and the session resumes without it", async () => {
  const { script, resume } = await earlyServer();
  const again = await connectAgain({ ...script, acceptsEarlyData: false }, resume, { offer: { earlyData } });
  assert.equal(again.session.earlyData, "rejected");
  assert.equal(evidenceOf(again.log, "server_hello")!.evidence.earlyData, "rejected");
  assert(again.session.resumed);
  assert(!received(again.server).includes(end_of_early_data));
});

Deno.test("a server that does not know the ticket rejects the early data too", async () => {
  const { script, resume } = await earlyServer();
  const again = await connectAgain({ ...script, sessions: new ServerSessions() }, resume, {
    offer: { earlyData },
  });
  assert.equal(again.session.earlyData, "rejected");
  assert(!again.session.resumed);
  assert(settledSteps(again).includes("private_key"));
});

for (
  const [what, retry] of [
    ["asks for another group", { group: NamedGroup.secp256r1 }],
    ["has a cookie", { cookie: new Uint8Array([1, 2, 3]) }],
    ["has another hash", {
      group: NamedGroup.secp256r1,
      cipherSuite: CipherSuite.TLS_AES_256_GCM_SHA384,
    }],
  ] as const
) {
  Deno.test(`RFC 9846 §4.3.10: a HelloRetryRequest that ${what} rejects early data`, async () => {
    const { script, resume } = await earlyServer();
    const again = await connectAgain({ ...script, ...retry }, resume, { offer: { earlyData } });
    assert.equal(again.session.earlyData, "rejected");
    assert.equal(again.session.resumed, !("cipherSuite" in retry));
    const [first, second] = again.server.clientHellos.map(({ extensions }) =>
      find(extensions, earlyDataExtension, "ClientHello")
    );
    assert.deepEqual([first, second], [true, null]);
    assert.deepEqual(received(again.server).slice(0, 5), [
      client_hello,
      "ChangeCipherSpec",
      "data",
      client_hello,
      finished,
    ]);
  });
}

Deno.test("the secrets of early data are told under their labels, before all others", async () => {
  const secrets: Secret[] = [];
  const { script, resume } = await earlyServer();
  await connectAgain(script, resume, {
    offer: { earlyData },
    context: { onSecret: (secret) => secrets.push(secret) },
  });
  assert.deepEqual(secrets.map(({ label }) => label).slice(0, 3), [
    "CLIENT_EARLY_TRAFFIC_SECRET",
    "EARLY_EXPORTER_SECRET",
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  ]);
});

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
const unsolicited: Expected = { ...illegal, alert: "unsupported_extension" };
const accepting: ExtensionInput = [ExtensionType.early_data, noData];

const saying = (...extensions: readonly ExtensionInput[]): Partial<ServerScript> => ({
  alter: (turn, message) => turn === "EncryptedExtensions" ? encodeEncryptedExtensions(extensions) : message,
});

const refusals: readonly (readonly [
  what: string,
  script: Partial<ServerScript>,
  expected: Expected,
  offer?: Partial<Offer>,
])[] = [
  ["accepts early data and not the PSK", { sessions: null, ...saying(accepting) }, illegal],
  ["accepts early data with an ALPN protocol it was not meant for", { applicationProtocol: "h2" }, illegal],
  ["accepts early data twice", saying(accepting, accepting), illegal],
  ["accepts early data with something to add", saying([ExtensionType.early_data, new Uint8Array(4)]), {
    step: "server_hello",
    code: "malformed_message",
    alert: "decode_error",
  }],
  ["accepts early data that was not sent", saying(accepting), unsolicited, { earlyData: null }],
  ["accepts early data after a HelloRetryRequest", {
    group: NamedGroup.secp256r1,
    ...saying(accepting),
  }, unsolicited],
  ["accepts early data in its ServerHello", {
    alter: (turn, message) => turn === "ServerHello" ? addExtensions(message, accepting) : message,
  }, illegal],
  ["answers early data with TLS 1.2", { version: tls12, cipherSuite: 0xc02b }, {
    step: "server_hello",
    code: "unsupported_version",
    alert: "protocol_version",
  }],
];

for (const [what, script, expected, offer] of refusals) {
  Deno.test(`a server that ${what} is refused`, async () => {
    const known = await earlyServer({ cipherSuite: CipherSuite.TLS_AES_128_GCM_SHA256 });
    await refuse({ ...known.script, ...script }, expected, {
      offer: { earlyData, ...offer, resume: known.resume },
    });
  });
}

Deno.test("a server that accepts early data of another suite is refused", async () => {
  const { script, resume } = await earlyServer({ cipherSuite: CipherSuite.TLS_AES_128_GCM_SHA256 });
  const other = { ...script, cipherSuite: CipherSuite.TLS_CHACHA20_POLY1305_SHA256 };
  // What we say of it is under the early keys, which this server has got wrong.
  const { log } = await shake(other, { offer: { earlyData, resume } });
  assert.deepEqual([log.failure!.step, log.failure!.code], ["server_hello", "illegal_parameter"]);
});

Deno.test("the ALPN protocol of the session may be accepted again", async () => {
  const { script, resume } = await earlyServer({ applicationProtocol: "h2" });
  const again = await connectAgain(script, resume, { offer: { earlyData } });
  assert.deepEqual([again.session.earlyData, again.session.applicationProtocol], ["accepted", "h2"]);
  await refuse(
    { ...script, ...saying(accepting, selectedProtocol("http/1.1")) },
    illegal,
    { offer: { earlyData, resume } },
  );
});

const mistakes: readonly (readonly [what: string, change: (resume: ResumptionPsk) => Partial<Offer>])[] = [
  ["with nothing to resume", () => ({ resume: null })],
  ["with a ticket that does not allow it", (resume) => ({ resume: { ...resume, maxEarlyDataSize: null } })],
  ["more than its ticket allows", (resume) => ({
    resume: { ...resume, maxEarlyDataSize: earlyData.length - 1 },
  })],
];

for (const [what, change] of mistakes) {
  Deno.test(`early data that is offered ${what} is our own mistake, and nothing is sent`, async () => {
    const { script, resume } = await earlyServer();
    const { log, server } = await shake(script, { offer: { earlyData, resume, ...change(resume) } });
    assert.deepEqual([log.failure!.code, log.failure!.fault], ["internal", "us"]);
    assert.deepEqual(server.clientHellos, []);
  });
}
