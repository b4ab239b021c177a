import assert from "node:assert/strict";
import { equalBytes, toHex } from "../../../src/bytes/mod.ts";
import { CipherSuite, HandshakeType, ProtocolVersion, protocolVersions } from "../../../src/registry/mod.ts";
import { find, sessionTicket } from "../../../src/tls/extension/mod.ts";
import { evidenceOf, type ResumptionMainSecret, type Secret } from "../../../src/tls/mod.ts";
import { encodeFinished, encodeHandshake } from "../../../src/tls/message/mod.ts";
import type { ServerScript, Turn } from "../../support/scripted_server.ts";
import {
  encodeCertificate12,
  encodeEmpty,
  encodeNewSessionTicket12,
  removeExtension,
} from "../../support/scripted_server/messages.ts";
import { ServerSessions } from "../../support/scripted_server/sessions.ts";
import { connectAgain, knownServer, sessionsOf, settledSteps } from "../resumption.ts";
import { type Expected, refuse, shake, tls12, tls13 } from "../support.ts";

const { TLS_1_0, TLS_1_1 } = ProtocolVersion;
const sessionId = new Uint8Array(32).fill(0x1d);

/** What a session of an older version is found again by. */
const ways = {
  "a session id": { version: tls12, sessionId, tickets: 0 },
  "a ticket": { version: tls12, tickets: 1 },
} as const satisfies Readonly<Record<string, Partial<ServerScript>>>;

async function knownBy(way: keyof typeof ways, script: Partial<ServerScript> = {}) {
  const known = await knownServer({ ...ways[way], ...script });
  return { ...known, resume: known.resume as ResumptionMainSecret };
}

for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
  for (const version of [tls12, TLS_1_1, TLS_1_0]) {
    Deno.test(`${protocolVersions.codePoint(version).name} resumes by ${way}`, async () => {
      const { script, resume } = await knownBy(way, { version });
      const again = await connectAgain(script, resume);
      assert.equal(again.session.protocolVersion, version);
      assert(again.session.resumed);
      assert(evidenceOf(again.log, "server_hello")!.evidence.resumed);
      const { namedGroup, signatureScheme, ocspResponse } = again.session;
      assert.deepEqual({ namedGroup, signatureScheme, ocspResponse }, {
        namedGroup: null,
        signatureScheme: null,
        ocspResponse: null,
      });
    });
  }

  Deno.test(`RFC 5246 §7.3: resuming by ${way}, the server finishes first, and shows no certificate`, async () => {
    const { script, resume } = await knownBy(way);
    const again = await connectAgain(script, resume);
    assert.deepEqual(settledSteps(again), [
      "client_hello",
      "server_hello",
      "session_keys",
      "server_finished",
      "client_finished",
    ]);
    const received = again.log.messages.filter(({ direction }) => direction === "received");
    assert(received.every(({ msgType }) => msgType !== HandshakeType.certificate));
  });

  Deno.test(`a server that does not know ${way} any more does a full handshake`, async () => {
    const { script, resume } = await knownBy(way);
    const forgetful = { ...script, sessions: new ServerSessions(), sessionId: new Uint8Array(32).fill(2) };
    const again = await connectAgain(forgetful, resume);
    assert(!again.session.resumed);
    assert(settledSteps(again).includes("private_key"));
  });

  Deno.test(`RFC 7627: a session without the extended main secret resumes by ${way} without it`, async () => {
    const { script, resume } = await knownBy(way, { extendedMainSecret: false });
    assert(!resume.extendedMainSecret);
    const again = await connectAgain(script, resume);
    assert(again.session.resumed);
    assert.equal(again.session.extendedMainSecret, false);
  });

  Deno.test(`a session of a CBC suite with encrypt-then-MAC resumes by ${way}`, async () => {
    const cipherSuite = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
    const { script, resume } = await knownBy(way, { cipherSuite, encryptThenMac: true });
    assert((await connectAgain(script, resume)).session.resumed);
  });

  Deno.test(`a server that chooses TLS 1.3 leaves ${way} of an older version alone`, async () => {
    const { resume } = await knownBy(way);
    const { session } = await connectAgain({ version: tls13 }, resume);
    assert.equal(session.protocolVersion, tls13);
    assert(!session.resumed);
  });

  Deno.test(`a resumed session can be resumed by ${way} again`, async () => {
    const { script, resume } = await knownBy(way);
    const sessions: ResumptionMainSecret[] = [];
    await connectAgain(script, resume, {
      context: { onResumable: (session) => sessions.push(session as ResumptionMainSecret) },
    });
    assert.equal(sessions.length, 1);
    assert.deepEqual(sessions[0]!.sessionId, resume.sessionId);
    if (resume.ticket !== null) assert.notDeepEqual(sessions[0]!.ticket, resume.ticket, "it was renewed");
    assert((await connectAgain(script, sessions[0]!)).session.resumed);
  });
}

Deno.test("RFC 5077 §3.4: a ticket goes with a session id of our own, which the server echoes", async () => {
  const { script, resume } = await knownBy("a ticket");
  const { session, server } = await connectAgain(script, resume, { offer: { compatibilityMode: false } });
  const { legacySessionId, extensions } = server.clientHellos[0]!;
  assert.equal(legacySessionId.length, 32);
  assert.deepEqual(find(extensions, sessionTicket, "ClientHello"), resume.ticket);
  assert(session.resumed);
});

Deno.test("a server that gives both is asked by its ticket, and by its session id without that", async () => {
  const { script, resume } = await knownBy("a ticket", { sessionId });
  assert.deepEqual(resume.sessionId, sessionId);
  assert((await connectAgain(script, resume)).session.resumed);
  const byId = await connectAgain(script, { ...resume, ticket: null });
  assert(byId.session.resumed);
  const { legacySessionId, extensions } = byId.server.clientHellos[0]!;
  assert.deepEqual(legacySessionId, sessionId);
  assert.deepEqual(find(extensions, sessionTicket, "ClientHello"), new Uint8Array());
});

Deno.test("a session to resume says what its ticket says, and what was agreed", async () => {
  const { resume } = await knownBy("a ticket", { applicationProtocol: "h2" });
  const { ticket, sessionId, receivedMs, secret, ...said } = resume;
  assert.deepEqual(said, {
    kind: "main_secret",
    protocolVersion: tls12,
    cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    applicationProtocol: "h2",
    ticketLifetimeHint: 7200,
    extendedMainSecret: true,
  });
  assert.deepEqual([ticket!.length, sessionId.length, secret().length], [32, 0, 48]);
  assert(receivedMs > 0);
});

const instead = (replaced: Turn, message: Uint8Array): Partial<ServerScript> => ({
  alter: (turn, usual) => turn === replaced ? message : usual,
});

const behindServerHello = (added: Uint8Array): Partial<ServerScript> => ({
  alter: (turn, usual) => turn === "ServerHello" ? [usual, added] : usual,
});

Deno.test("RFC 5077 §3.3: an empty ticket is none", async () => {
  const empty = instead("NewSessionTicket", encodeNewSessionTicket12(new Uint8Array()));
  assert.deepEqual(await sessionsOf({ version: tls12, ...empty }), []);
  const [session] = await sessionsOf({ version: tls12, sessionId, ...empty });
  assert.equal((session as ResumptionMainSecret).ticket, null);
});

Deno.test("a server that gives neither id nor ticket leaves nothing to resume", async () => {
  assert.deepEqual(await sessionsOf({ version: tls12, tickets: 0 }), []);
});

Deno.test("the main secret goes to the key log, and is in nothing that is logged or written down", async () => {
  const secrets: Secret[] = [];
  const { script, resume } = await knownBy("a ticket");
  const { log } = await connectAgain(script, resume, {
    context: { onSecret: (secret) => secrets.push(secret) },
  });
  const secret = toHex(resume.secret());
  assert.deepEqual(secrets.map((told) => [told.label, toHex(told.secret)]), [["CLIENT_RANDOM", secret]]);
  for (const value of [log, resume]) {
    const written = JSON.stringify(
      value,
      (_name, inner) => inner instanceof Uint8Array ? toHex(inner) : inner,
    );
    assert(!written.includes(secret));
  }
});

Deno.test("a session with neither id nor ticket is our own mistake, and nothing is sent", async () => {
  const { resume } = await knownBy("a ticket");
  const { log, server } = await shake({}, { offer: { resume: { ...resume, ticket: null } } });
  assert.deepEqual([log.failure!.code, log.failure!.fault], ["internal", "us"]);
  assert.deepEqual(server.clientHellos, []);
});

const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
const mixed: Expected = { ...illegal, alert: "handshake_failure" };
const unexpected: Expected = {
  step: "server_finished",
  code: "unexpected_message",
  alert: "unexpected_message",
};

const refusals: readonly (readonly [
  what: string,
  before: Partial<ServerScript>,
  script: Partial<ServerScript>,
  expected: Expected,
])[] = [
  ["with another version", {}, {
    version: TLS_1_1,
    cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
  }, illegal],
  ["with another suite", {}, {
    cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  }, illegal],
  ["RFC 7627 §5.3: without the extended main secret it had", {}, { extendedMainSecret: false }, mixed],
  ["RFC 7627 §5.3: with the extended main secret it had not", { extendedMainSecret: false }, {
    extendedMainSecret: true,
  }, mixed],
  ["and shows a certificate", {}, behindServerHello(encodeCertificate12([])), unexpected],
  [
    "and says ServerHelloDone",
    {},
    behindServerHello(encodeEmpty(HandshakeType.server_hello_done)),
    unexpected,
  ],
  ["without a ChangeCipherSpec", {}, behindServerHello(encodeFinished(new Uint8Array(12))), unexpected],
  ["with a ticket that it did not promise", {}, {
    tickets: 1,
    alter: (turn, message) => turn === "ServerHello" ? removeExtension(message, 35) : message,
  }, unexpected],
  ["with a Finished of zeros", {}, instead("Finished", encodeFinished(new Uint8Array(12))), {
    step: "server_finished",
    code: "bad_finished",
    alert: "decrypt_error",
  }],
  [
    "with a Finished that is too long",
    {},
    instead(
      "Finished",
      encodeHandshake(HandshakeType.finished, (writer) => writer.opaque(new Uint8Array(13))),
    ),
    { step: "server_finished", code: "malformed_message", alert: "decode_error" },
  ],
];

for (const [what, before, script, expected] of refusals) {
  Deno.test(`a server that resumes ${what} is refused`, async () => {
    const known = await knownBy("a session id", before);
    await refuse({ ...known.script, ...script }, expected, { offer: { resume: known.resume } });
  });
}

Deno.test("a server that echoes our id and has forgotten the secret does not get far", async () => {
  const { resume, script } = await knownBy("a session id");
  const sessions = new ServerSessions();
  sessions.rememberMainSecret(sessionId, null, new Uint8Array(48));
  const { log } = await shake({ ...script, sessions }, { offer: { resume } });
  assert(!equalBytes(resume.secret(), new Uint8Array(48)));
  assert.deepEqual([log.failure!.step, log.failure!.code], ["server_finished", "bad_record"]);
});
