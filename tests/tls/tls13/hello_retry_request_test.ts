import assert from "node:assert/strict";
import { CipherSuite, ExtensionType, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import { evidenceOf } from "../../../src/tls/mod.ts";
import { cookie as cookieExtension, find, keyShare } from "../../../src/tls/extension/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import {
  addExtensions,
  changeServerHello,
  cookie,
  noData,
  removeExtension,
  selectedGroup,
  selectedProtocol,
  selectedVersion,
} from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse } from "../support.ts";

const group = NamedGroup.secp256r1;
const octets = new Uint8Array([1, 2, 3]);

/** A HelloRetryRequest for secp256r1 that is changed in this way. */
function retryRequest(
  change: (message: Uint8Array) => Uint8Array | readonly Uint8Array[],
  script: Partial<ServerScript> = {},
): Partial<ServerScript> {
  return {
    group,
    alter: (turn, message) => turn === "HelloRetryRequest" ? change(message) : message,
    ...script,
  };
}

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };

Deno.test("a cookie comes back in the second ClientHello, with the same shares", async () => {
  const { log, server } = await connect({ cookie: octets });
  const [first, second] = server.clientHellos;
  assert.deepEqual(find(second!.extensions, cookieExtension, "ClientHello"), octets);
  assert.equal(find(first!.extensions, cookieExtension, "ClientHello"), null);
  const groups = (hello: typeof first) =>
    find(hello!.extensions, keyShare, "ClientHello")!.map(({ group }) => group)
      .filter((group) => (group & 0x0f0f) !== 0x0a0a);
  assert.deepEqual(groups(second), groups(first));
  const retry = evidenceOf(log, "server_hello")!.evidence.helloRetryRequest!;
  assert.equal(retry.selectedGroup, null);
  assert.equal(retry.cookieLength, octets.length);
});

Deno.test("RFC 9846 §4.2.2: the second ClientHello is the first but for what was asked", async () => {
  const { server } = await connect({ group, cookie: octets });
  const [first, second] = server.clientHellos;
  for (const field of ["legacyVersion", "random", "legacySessionId", "cipherSuites"] as const) {
    assert.deepEqual(second![field], first![field], field);
  }
  const others = (hello: typeof first) =>
    hello!.extensions
      .filter(({ type }) => type !== ExtensionType.key_share && type !== ExtensionType.cookie)
      .map(({ type, data }) => [type, [...data]]);
  assert.deepEqual(others(second), others(first));
  // RFC 9846 §4.3.8: one share alone, for the group that was asked for.
  assert.deepEqual(find(second!.extensions, keyShare, "ClientHello")!.map(({ group }) => group), [group]);
});

Deno.test("the second ClientHello is a message and evidence of its own, and its round trip is measured", async () => {
  const { log, server } = await connect({ group });
  const retry = evidenceOf(log, "server_hello")!.evidence.helloRetryRequest!;
  assert.deepEqual(
    retry.secondClientHello.extensions.map(({ type }) => type),
    server.clientHellos[1]!.extensions.map(({ type }) => type),
  );
  assert(retry.roundTripMs > 0);
  assert.equal(log.messages.filter(({ step }) => step === "client_hello").length, 3);
});

const refusals: readonly (readonly [what: string, script: Partial<ServerScript>, expected: Expected])[] = [
  [
    "it would change nothing",
    retryRequest((message) => removeExtension(message, ExtensionType.key_share)),
    illegal,
  ],
  [
    "it asks for a group that was not offered",
    retryRequest((message) =>
      addExtensions(removeExtension(message, ExtensionType.key_share), selectedGroup(NamedGroup.ffdhe8192))
    ),
    illegal,
  ],
  [
    "it asks for a GREASE group",
    retryRequest((message) =>
      addExtensions(removeExtension(message, ExtensionType.key_share), selectedGroup(0x3a3a))
    ),
    illegal,
  ],
  [
    "it asks for a group for which there was a share",
    retryRequest((message) =>
      addExtensions(removeExtension(message, ExtensionType.key_share), selectedGroup(NamedGroup.x25519))
    ),
    illegal,
  ],
  [
    "it asks for a group for which there was a share, and has a cookie",
    retryRequest((message) =>
      addExtensions(
        removeExtension(message, ExtensionType.key_share),
        selectedGroup(NamedGroup.x25519),
        cookie(octets),
      )
    ),
    illegal,
  ],
  ["it comes a second time", retryRequest((message) => [message, message]), {
    step: "server_hello",
    code: "unexpected_message",
    alert: "unexpected_message",
  }],
  [
    "its session id is not ours",
    retryRequest((message) => changeServerHello(message, () => ({ legacySessionIdEcho: noData }))),
    illegal,
  ],
  [
    "it names a compression method",
    retryRequest((message) => changeServerHello(message, () => ({ compressionMethod: 1 }))),
    illegal,
  ],
  [
    "its suite was not offered",
    retryRequest((message) =>
      changeServerHello(message, () => ({ cipherSuite: CipherSuite.TLS_AES_128_CCM_SHA256 }))
    ),
    illegal,
  ],
  [
    "it has no supported_versions",
    retryRequest((message) => removeExtension(message, ExtensionType.supported_versions)),
    { ...illegal, alert: "missing_extension" },
  ],
  [
    "it chooses a version that was not offered",
    retryRequest((message) =>
      addExtensions(removeExtension(message, ExtensionType.supported_versions), selectedVersion(0x0305))
    ),
    { step: "server_hello", code: "unsupported_version", alert: "illegal_parameter" },
  ],
  [
    "it has an extension that was not offered",
    retryRequest((message) => addExtensions(message, [0xeeee, noData])),
    { ...illegal, alert: "unsupported_extension" },
  ],
  [
    "it has an extension that belongs elsewhere",
    retryRequest((message) => addExtensions(message, selectedProtocol("h2"))),
    illegal,
  ],
  [
    "it has an extension twice",
    retryRequest((message) => addExtensions(message, selectedGroup(group))),
    illegal,
  ],
  [
    "its cookie is empty",
    retryRequest((message) => addExtensions(message, cookie(noData))),
    { step: "server_hello", code: "malformed_message", alert: "decode_error" },
  ],
];

for (const [what, script, expected] of refusals) {
  Deno.test(`a HelloRetryRequest is refused when ${what}`, async () => {
    const { server } = await refuse(script, expected);
    assert.equal(server.clientHellos.length, what === "it comes a second time" ? 2 : 1);
  });
}

/** The ServerHello behind a HelloRetryRequest, changed in this way. */
function secondAnswer(change: (message: Uint8Array) => Uint8Array): Partial<ServerScript> {
  return { group, alter: (turn, message) => turn === "ServerHello" ? change(message) : message };
}

Deno.test("RFC 9846 §4.2.4: a ServerHello with another suite than the HelloRetryRequest is refused", async () => {
  const cipherSuite = CipherSuite.TLS_AES_256_GCM_SHA384;
  await refuse(secondAnswer((message) => changeServerHello(message, () => ({ cipherSuite }))), illegal);
});

Deno.test("RFC 9846 §4.3.8: a ServerHello with another group than the HelloRetryRequest is refused", async () => {
  await refuse({
    ...secondAnswer((message) =>
      changeServerHello(message, ({ extensions }) => ({
        extensions: extensions!.map(([type, data]) =>
          type === ExtensionType.key_share
            ? [type, new Uint8Array([0, 29, 0, 32, ...data.subarray(5, 37)])]
            : [type, data]
        ),
      }))
    ),
  }, illegal);
});

Deno.test("RFC 9846 §4.2.4: a ServerHello with another version than the HelloRetryRequest is refused", async () => {
  const older = { legacyVersion: ProtocolVersion.TLS_1_2 };
  await refuse(
    secondAnswer((message) =>
      changeServerHello(removeExtension(message, ExtensionType.supported_versions), () => older)
    ),
    illegal,
  );
  await refuse(
    secondAnswer((message) => removeExtension(message, ExtensionType.supported_versions)),
    illegal,
    { offer: { versions: [ProtocolVersion.TLS_1_3] } },
  );
});
