import assert from "node:assert/strict";
import { toHex } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  cipherSuites,
  ExtensionType,
  HandshakeType,
  NamedGroup,
  PskKeyExchangeMode,
} from "../../../src/registry/mod.ts";
import { find, preSharedKey } from "../../../src/tls/extension/mod.ts";
import type { ClientHello } from "../../../src/tls/message/mod.ts";
import { evidenceOf, type ResumableSession, type ResumptionPsk, type Secret } from "../../../src/tls/mod.ts";
import { ServerSessions } from "../../support/scripted_server/sessions.ts";
import { data } from "../../support/scripted_server/messages.ts";
import { connectAgain, knownServer, sessionsOf, settledSteps } from "../resumption.ts";
import { connect, shake, tls12, tls13 } from "../support.ts";

const { psk_ke, psk_dhe_ke } = PskKeyExchangeMode;
const { TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384 } = CipherSuite;
const suites = [
  TLS_AES_128_GCM_SHA256,
  TLS_AES_256_GCM_SHA384,
  CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
  CipherSuite.TLS_AES_128_CCM_SHA256,
  CipherSuite.TLS_AES_128_CCM_8_SHA256,
];

const offeredPsk = ({ extensions }: ClientHello) => find(extensions, preSharedKey, "ClientHello");
const types = ({ extensions }: ClientHello) => extensions.map(({ type }) => type);

for (const cipherSuite of suites) {
  Deno.test(`TLS 1.3 resumes with ${cipherSuites.codePoint(cipherSuite).name}`, async () => {
    const offer = { cipherSuites: suites };
    const { script, resume } = await knownServer({ cipherSuite }, { offer });
    const again = await connectAgain(script, resume, { offer });
    assert(again.session.resumed);
    assert.equal(again.session.cipherSuite, cipherSuite);
    assert.equal(again.session.namedGroup, NamedGroup.x25519);
    assert.equal(again.session.signatureScheme, null);
    assert(evidenceOf(again.log, "server_hello")!.evidence.resumed);
  });
}

Deno.test("RFC 9846 §2.2: a resumed handshake settles neither authentication nor private_key", async () => {
  const { script, resume } = await knownServer();
  const again = await connectAgain(script, resume);
  assert.deepEqual(settledSteps(again), [
    "client_hello",
    "premaster_secret",
    "server_hello",
    "server_finished",
    "session_keys",
    "client_finished",
  ]);
  const received = again.log.messages.filter(({ direction }) => direction === "received")
    .map(({ msgType }) => msgType);
  assert(!received.includes(HandshakeType.certificate));
  assert(!received.includes(HandshakeType.certificate_verify));
});

Deno.test("RFC 9846 §4.3.9: in psk_ke the PSK does alone, without a key exchange", async () => {
  const offer = { pskKeyExchangeModes: [psk_ke, psk_dhe_ke] };
  const { script, resume } = await knownServer({ pskKeyExchangeMode: psk_ke });
  const again = await connectAgain(script, resume, { offer });
  assert(again.session.resumed);
  assert.equal(again.session.namedGroup, null);
  assert(!settledSteps(again).includes("premaster_secret"));
});

Deno.test("a server that does not know the ticket does a full handshake", async () => {
  const { script, resume } = await knownServer();
  const again = await connectAgain({ ...script, sessions: new ServerSessions() }, resume);
  assert(!again.session.resumed);
  assert(!evidenceOf(again.log, "server_hello")!.evidence.resumed);
  assert(settledSteps(again).includes("private_key"));
});

Deno.test("RFC 9846 §4.7.1: a PSK goes with its hash; a server that chooses another does a full handshake", async () => {
  const { script, resume } = await knownServer({ cipherSuite: TLS_AES_128_GCM_SHA256 });
  const again = await connectAgain({ ...script, cipherSuite: TLS_AES_256_GCM_SHA384 }, resume);
  assert(!again.session.resumed);
  const other = await connectAgain(
    { ...script, cipherSuite: CipherSuite.TLS_CHACHA20_POLY1305_SHA256 },
    resume,
  );
  assert(other.session.resumed, "the same hash with another cipher will do");
});

for (
  const [what, retry] of [
    ["asks for another group", { group: NamedGroup.secp256r1 }],
    ["has a cookie", { cookie: new Uint8Array([1, 2, 3]) }],
  ] as const
) {
  Deno.test(`RFC 9846 §4.3.11.2: after a HelloRetryRequest that ${what} the binder covers both ClientHellos`, async () => {
    const { script, resume } = await knownServer();
    const again = await connectAgain({ ...script, ...retry }, resume);
    assert(again.session.resumed);
    const [first, second] = again.server.clientHellos.map(offeredPsk);
    assert.deepEqual(second!.identities[0]!.identity, first!.identities[0]!.identity);
    assert.notDeepEqual(second!.binders, first!.binders);
  });
}

Deno.test("RFC 9846 §4.2.4: after a HelloRetryRequest with another hash the PSK is not offered again", async () => {
  const { script, resume } = await knownServer({ cipherSuite: TLS_AES_128_GCM_SHA256 });
  const again = await connectAgain(
    { ...script, group: NamedGroup.secp256r1, cipherSuite: TLS_AES_256_GCM_SHA384 },
    resume,
  );
  assert(!again.session.resumed);
  const [first, second] = again.server.clientHellos.map(offeredPsk);
  assert(first !== null && second === null);
});

Deno.test("a server that knows TLS 1.2 alone is none the wiser for a PSK", async () => {
  const { resume } = await knownServer();
  const { session } = await connectAgain({ version: tls12 }, resume);
  assert.equal(session.protocolVersion, tls12);
  assert(!session.resumed);
});

Deno.test("a resumed session gives tickets too, and they resume again", async () => {
  const { script, resume } = await knownServer();
  const sessions: ResumableSession[] = [];
  await connectAgain({ ...script, tickets: 2 }, resume, {
    context: { onResumable: (session) => sessions.push(session) },
  });
  assert.equal(sessions.length, 2);
  const third = await connectAgain(script, sessions[1]!);
  assert(third.session.resumed);
});

Deno.test("RFC 9846 §4.3.11: pre_shared_key stands last, behind GREASE, padding and any order", async () => {
  const { script, resume } = await knownServer();
  const extensionOrder = [ExtensionType.pre_shared_key, ExtensionType.padding];
  for (const offer of [{ grease: true }, { padding: true }, { extensionOrder }]) {
    const { session, server } = await connectAgain(script, resume, { offer });
    assert.equal(types(server.clientHellos[0]!).at(-1), ExtensionType.pre_shared_key);
    assert(session.resumed);
  }
});

Deno.test("RFC 9846 §4.3.11.1: the ticket's age goes over the wire in milliseconds, shifted by ticket_age_add", async () => {
  const ages = async (ticketAgeAdd: number) => {
    const { script, resume } = await knownServer(
      { ticket: { ticketAgeAdd } },
      { context: { monotonic: () => 10_000.4 } },
    );
    const { server } = await connectAgain(script, resume, { context: { monotonic: () => 13_250.9 } });
    return offeredPsk(server.clientHellos[0]!)!.identities[0]!.obfuscatedTicketAge;
  };
  assert.equal(await ages(7), 3257);
  assert.equal(await ages(2 ** 32 - 250), 3000, "modulo 2^32");
});

Deno.test("a session to resume says what its ticket says, and what was agreed", async () => {
  const ticket = {
    ticketLifetime: 172_800,
    ticketAgeAdd: 0xfedcba98,
    extensions: [[ExtensionType.early_data, data((writer) => writer.uint32(16_384))] as const],
  };
  const [first, second, ...others] = await sessionsOf({
    ticket,
    tickets: 2,
    cipherSuite: TLS_AES_256_GCM_SHA384,
    applicationProtocol: "h2",
  }) as ResumptionPsk[];
  assert.equal(others.length, 0);
  const { ticket: octets, secret, receivedMs, ...said } = first!;
  assert.deepEqual(said, {
    kind: "psk",
    protocolVersion: tls13,
    cipherSuite: TLS_AES_256_GCM_SHA384,
    applicationProtocol: "h2",
    ticketLifetime: 172_800,
    ticketAgeAdd: 0xfedcba98,
    maxEarlyDataSize: 16_384,
  });
  assert(receivedMs > 0);
  assert.equal(octets.length, 32);
  assert.equal(secret().length, 48, "as long as the hash");
  assert.notDeepEqual(secret(), second!.secret(), "each ticket has a nonce of its own");
});

Deno.test("RFC 9846 §4.7.1: a ticket with a lifetime of zero is to be forgotten", async () => {
  assert.deepEqual(await sessionsOf({ ticket: { ticketLifetime: 0 } }), []);
});

Deno.test("the secret of a session is in nothing that is logged, printed or written down", async () => {
  const secrets: Secret[] = [];
  const { script, resume } = await knownServer();
  const { log } = await connectAgain(script, resume, {
    context: { onSecret: (secret) => secrets.push(secret) },
  });
  const secret = toHex(resume.secret());
  const written = (value: unknown) =>
    JSON.stringify(value, (_name, inner) => inner instanceof Uint8Array ? toHex(inner) : inner);
  assert(written(log).includes(toHex((resume as ResumptionPsk).ticket)), "the ticket went over the wire");
  for (const value of [log, resume]) assert(!written(value).includes(secret));
  assert.match(Deno.inspect(resume), /secret: \[Function/);
  assert(secrets.every((told) => toHex(told.secret) !== secret));
});

Deno.test("without anyone who asks, tickets are logged and nothing else", async () => {
  const { log } = await connect({ tickets: 1 }, {
    use: async (session) => {
      await session.write(Uint8Array.of(1));
      await session.read();
    },
  });
  assert.equal(log.messages.filter(({ msgType }) => msgType === HandshakeType.new_session_ticket).length, 1);
});

for (
  const [what, offer] of [
    ["without a mode for it", { pskKeyExchangeModes: [] }],
    ["without its version", { versions: [tls12] }],
  ] as const
) {
  Deno.test(`a PSK that is offered ${what} is our own mistake, and nothing is sent`, async () => {
    const { resume } = await knownServer();
    const { log, server } = await shake({}, { offer: { resume, ...offer } });
    assert.equal(log.failure!.code, "internal");
    assert.equal(log.failure!.fault, "us");
    assert.deepEqual(server.clientHellos, []);
  });
}
