/** RFC 5746 §3.5: a second ClientHello on a connection that has had its handshake, and every answer to it. */
import assert from "node:assert/strict";
import { concat, Reader } from "../../../src/bytes/mod.ts";
import {
  AlertDescription,
  AlertLevel,
  alerts,
  CipherSuite,
  ContentType,
  ExtensionType,
  HandshakeType,
  ProtocolVersion,
} from "../../../src/registry/mod.ts";
import { find, renegotiationInfo } from "../../../src/tls/extension/mod.ts";
import { readClientHello, readHandshake } from "../../../src/tls/message/mod.ts";
import type { Renegotiation } from "../../../src/tls/mod.ts";
import type { ServerConnection, ServerScript } from "../../support/scripted_server.ts";
import {
  data,
  encodeEmpty,
  encodeServerHello,
  type ExtensionInput,
  noData,
  removeExtension,
} from "../../support/scripted_server/messages.ts";
import { connect, shake, type ShakeOptions, tls12 } from "../support.ts";

/** What a server does with the second ClientHello, and knows of both Finished messages when it does. */
type Answer = (
  server: ServerConnection,
  verifyData: { client: Uint8Array; server: Uint8Array },
) => Promise<void>;

async function renegotiate(answer: Answer, script: Partial<ServerScript> = {}, options: ShakeOptions = {}) {
  let finished: Uint8Array = noData;
  let renegotiation: Renegotiation | null = null;
  const { server, log } = await shake({
    version: tls12,
    alter(turn, message) {
      if (turn === "Finished") finished = message.subarray(4);
      return message;
    },
    async application(server) {
      const client = server.received.find(({ bytes }) => bytes[0] === HandshakeType.finished)!;
      await server.expect(HandshakeType.client_hello);
      await answer(server, { client: client.bytes.subarray(4), server: finished });
      await server.flush();
    },
    ...script,
  }, {
    ...options,
    async use(session) {
      renegotiation = await session.renegotiate!();
    },
  });
  return { renegotiation: renegotiation! as Renegotiation, server, log };
}

const sayHello = (server: ServerConnection, extensions: readonly ExtensionInput[] | null) =>
  server.sendHandshake(encodeServerHello({
    legacyVersion: server.script.version,
    random: new Uint8Array(32),
    legacySessionIdEcho: noData,
    cipherSuite: server.script.cipherSuite,
    extensions,
  }));

const info = (...parts: Uint8Array[]): ExtensionInput => [
  ExtensionType.renegotiation_info,
  data((writer) => writer.vector(1, concat(...parts))),
];

Deno.test("RFC 5746 §3.5: a server that goes along quotes both Finished messages", async () => {
  const { renegotiation, server } = await renegotiate((server, { client, server: own }) =>
    sayHello(server, [info(client, own)])
  );
  assert.deepEqual(renegotiation, { isSecure: true, answer: { kind: "server_hello", isTied: true } });
  const [first, second, ...others] = server.clientHellos;
  assert.deepEqual(others, []);
  const sent = server.received.find(({ bytes }) => bytes[0] === HandshakeType.finished)!;
  assert.deepEqual(find(first!.extensions, renegotiationInfo, "ClientHello"), noData);
  assert.deepEqual(find(second!.extensions, renegotiationInfo, "ClientHello"), sent.bytes.subarray(4));
  assert.notDeepEqual(first!.random, second!.random);
});

for (
  const [what, extensions] of [
    ["nothing", () => null],
    ["an empty one", () => [info()]],
    ["the client's alone", (client: Uint8Array) => [info(client)]],
    ["both the wrong way round", (client: Uint8Array, own: Uint8Array) => [info(own, client)]],
  ] as const
) {
  Deno.test(`a ServerHello that quotes ${what} is not tied to the first handshake`, async () => {
    const { renegotiation } = await renegotiate((server, { client, server: own }) =>
      sayHello(server, extensions(client, own))
    );
    assert.deepEqual(renegotiation.answer, { kind: "server_hello", isTied: false });
  });
}

Deno.test("without renegotiation_info the second ClientHello has none either, and is still answered", async () => {
  const { renegotiation, server } = await renegotiate((server) => sayHello(server, null), {
    alter: (turn, message) =>
      turn === "ServerHello" ? removeExtension(message, ExtensionType.renegotiation_info) : message,
  });
  assert.deepEqual(renegotiation, { isSecure: false, answer: { kind: "server_hello", isTied: false } });
  assert.equal(find(server.clientHellos[1]!.extensions, renegotiationInfo, "ClientHello"), null);
});

Deno.test("RFC 5746 §3.5: the second ClientHello has no signalling suite, no GREASE and the version spoken", async () => {
  const { server } = await renegotiate((server) => server.sendAlert(AlertDescription.no_renegotiation), {}, {
    offer: {
      cipherSuites: [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV,
      ],
    },
  });
  const second = server.received.findLast(({ bytes }) => bytes[0] === HandshakeType.client_hello)!;
  const hello = readHandshake(new Reader(second.bytes), readClientHello);
  assert.deepEqual(hello.cipherSuites, [CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]);
  assert.equal(hello.legacyVersion, tls12);
  const types = hello.extensions.map(({ type }) => type);
  assert(!types.includes(ExtensionType.supported_versions) && !types.includes(ExtensionType.key_share));
});

for (const version of [ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_1]) {
  Deno.test(`renegotiation is asked for in version ${version} too`, async () => {
    const { renegotiation } = await renegotiate(
      (server, { client, server: own }) => sayHello(server, [info(client, own)]),
      { version },
    );
    assert.deepEqual(renegotiation.answer, { kind: "server_hello", isTied: true });
  });
}

for (const level of [AlertLevel.warning, AlertLevel.fatal]) {
  Deno.test(`RFC 5246 §7.2.2: no_renegotiation at level ${level} declines`, async () => {
    const { renegotiation } = await renegotiate((server) =>
      server.sendAlert(AlertDescription.no_renegotiation, level)
    );
    assert.deepEqual(renegotiation.answer, { kind: "no_renegotiation" });
  });
}

Deno.test("data, HelloRequests and warnings that were on their way are passed over", async () => {
  const { renegotiation } = await renegotiate(async (server, { client, server: own }) => {
    await server.send(ContentType.application_data, new Uint8Array(10));
    await server.sendHandshake(encodeEmpty(HandshakeType.hello_request));
    await server.sendAlert(AlertDescription.unrecognized_name, AlertLevel.warning);
    await sayHello(server, [info(client, own)]);
  });
  assert.deepEqual(renegotiation.answer, { kind: "server_hello", isTied: true });
});

const failures: readonly (readonly [what: string, answer: Answer, code: string, alert: string | null])[] = [
  [
    "a fatal alert",
    (server) => server.sendAlert(AlertDescription.handshake_failure),
    "alert_received",
    "handshake_failure",
  ],
  ["close_notify", (server) => server.sendAlert(AlertDescription.close_notify), "connection_closed", null],
  ["a bare close", (server) => server.closeWrite(), "connection_closed", null],
  ["silence", () => Promise.resolve(), "no_response", null],
  [
    "another message than ServerHello",
    (server) => server.sendHandshake(encodeEmpty(HandshakeType.server_hello_done)),
    "unexpected_message",
    "unexpected_message",
  ],
  [
    "a ServerHello that cannot be read",
    (server) => server.sendHandshake(encodeEmpty(HandshakeType.server_hello)),
    "malformed_message",
    "decode_error",
  ],
  [
    "endless data",
    async (server) => {
      for (let i = 0; i < 200; i++) await server.send(ContentType.application_data, new Uint8Array(1));
    },
    "limit_exceeded",
    "internal_error",
  ],
];

for (const [what, answer, code, alert] of failures) {
  Deno.test(`a server may answer with ${what}`, async () => {
    const { renegotiation } = await renegotiate(answer);
    assert.equal(renegotiation.answer.kind, "failure");
    const { failure } = renegotiation.answer as Extract<Renegotiation["answer"], { kind: "failure" }>;
    assert.equal(failure.code, code, failure.message);
    assert.equal(failure.step, "secure_channel");
    assert.equal(failure.alert === null ? null : alerts.codePoint(failure.alert).name, alert);
  });
}

Deno.test("a connection is asked once", async () => {
  await connect({
    version: tls12,
    async application(server) {
      await server.expect(HandshakeType.client_hello);
      await server.sendAlert(AlertDescription.no_renegotiation);
      await server.flush();
    },
  }, {
    async use(session) {
      await session.renegotiate!();
      assert.throws(() => session.renegotiate!(), TypeError);
    },
  });
});

Deno.test("TLS 1.3 has no renegotiation", async () => {
  const { session } = await connect();
  assert.equal(session.renegotiate, null);
});
