import assert from "node:assert/strict";
import { concat, toHex } from "../../../src/bytes/mod.ts";
import { ContentType, NamedGroup, ProtocolVersion } from "../../../src/registry/mod.ts";
import { evidenceOf, type Offer, type ResumableSession } from "../../../src/tls/mod.ts";
import { type Trace, traces } from "../../fixtures/rfc8448/trace.ts";
import { type Replay, replay, rfc8448Offer } from "./replay.ts";

const simpleOffer: Offer = { ...rfc8448Offer, sessionTicket: true };
const retryOffer: Offer = {
  ...rfc8448Offer,
  groups: [NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1],
};
const compatibleOffer: Offer = { ...rfc8448Offer, compatibilityMode: true };

Deno.test("RFC 8448 §3: the simple 1-RTT handshake is reproduced, octet for octet, up to its close", async () => {
  const trace = traces.simple1Rtt;
  const replayed = await replay(trace, simpleOffer);
  assertSameSecrets(replayed, trace);
  assertSameMessages(replayed, trace);
  assert.equal(replayed.session.namedGroup, NamedGroup.x25519);

  const { session } = replayed;
  await session.write(trace.bytes("client", "send application_data record", "payload"));
  const answer = await session.read();
  assert.equal(toHex(answer!), toHex(trace.bytes("server", "send application_data record", "payload")));
  await assertSameClosure(replayed, trace);
});

/** What the first handshake of the RFC leaves to the second. */
async function ticketOfSimpleHandshake(): Promise<ResumableSession> {
  const sessions: ResumableSession[] = [];
  const { session } = await replay(traces.simple1Rtt, simpleOffer, {
    context: { onResumable: (session) => sessions.push(session) },
  });
  await session.read();
  assert.equal(sessions.length, 1);
  return sessions[0]!;
}

Deno.test("RFC 8448 §4: the resumed handshake with early data is reproduced, octet for octet, up to its close", async () => {
  const trace = traces.resumed0Rtt;
  const resume = await ticketOfSimpleHandshake();
  const earlyData = trace.bytes("client", "send application_data record", "payload");
  const replayed = await replay(trace, { ...rfc8448Offer, resume, earlyData }, {
    // The ticket is six milliseconds old.
    context: { monotonic: () => resume.receivedMs + 6 },
  });
  assertSameSecrets(replayed, trace, {
    CLIENT_EARLY_TRAFFIC_SECRET: "c e traffic",
    EARLY_EXPORTER_SECRET: "e exp master",
    ...secretNames,
  });
  assertSameMessages(replayed, trace);
  const { session } = replayed;
  assert.deepEqual([session.resumed, session.earlyData], [true, "accepted"]);

  await session.write(trace.bytes("client", "send application_data record", "payload", 1));
  const answer = await session.read();
  assert.equal(toHex(answer!), toHex(trace.bytes("server", "send application_data record", "payload")));
  await assertSameClosure(replayed, trace);
});

Deno.test("RFC 8448 §5: the handshake with HelloRetryRequest, cookie and P-256 is reproduced", async () => {
  const trace = traces.helloRetryRequest;
  const replayed = await replay(trace, retryOffer, { turns: [1] });
  assertSameSecrets(replayed, trace);
  assertSameMessages(replayed, trace);
  const retry = evidenceOf(replayed.log, "server_hello")!.evidence.helloRetryRequest!;
  assert.equal(retry.selectedGroup, NamedGroup.secp256r1);
  assert.equal(retry.cookieLength, 114);
  assert.equal(replayed.session.namedGroup, NamedGroup.secp256r1);
  await assertSameClosure(replayed, trace);
});

Deno.test("RFC 8448 §7: the handshake in compatibility mode is reproduced, with both ChangeCipherSpec", async () => {
  const trace = traces.compatibilityMode;
  const replayed = await replay(trace, compatibleOffer);
  assertSameSecrets(replayed, trace);
  assertSameMessages(replayed, trace);
  const sentSpecs = replayed.log.messages.filter(({ contentType, direction }) =>
    contentType === ContentType.change_cipher_spec && direction === "sent"
  );
  assert.equal(sentSpecs.length, 1);
  await assertSameClosure(replayed, trace);
});

const secretNames = {
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: "c hs traffic",
  SERVER_HANDSHAKE_TRAFFIC_SECRET: "s hs traffic",
  CLIENT_TRAFFIC_SECRET_0: "c ap traffic",
  SERVER_TRAFFIC_SECRET_0: "s ap traffic",
  EXPORTER_SECRET: "exp master",
} as const;

function assertSameSecrets(
  { secrets }: Replay,
  trace: Trace,
  names: Readonly<Record<string, string>> = secretNames,
): void {
  const clientHello = trace.bytes("client", "construct a ClientHello handshake message", "ClientHello");
  assert.deepEqual(
    secrets.map(({ label, clientRandom, secret }) => [label, toHex(clientRandom), toHex(secret)]),
    Object.entries(names).map(([label, name]) => {
      const step = trace.steps.find(({ action }) => action === `derive secret "tls13 ${name}"`)!;
      return [label, toHex(clientHello.subarray(6, 38)), toHex(step.fields.get("expanded")!)];
    }),
  );
}

/** Both sides' handshake messages: ours built, the server's decrypted. */
function assertSameMessages({ log, session }: Replay, trace: Trace): void {
  const logged = (direction: "sent" | "received") =>
    log.messages
      .filter((message) => message.direction === direction && message.contentType === ContentType.handshake)
      .map(({ bytes }) => toHex(bytes));
  const expected = (actor: "client" | "server") => trace.messages(actor).map(({ bytes }) => toHex(bytes));
  // As it was sent: where a PSK is offered, the RFC constructs it without the binders first.
  const clientHello = toHex(trace.bytes("client", "send handshake record", "payload"));
  assert.deepEqual(logged("sent"), [clientHello, ...expected("client").slice(1)]);
  const tickets = trace.messages("server").filter(({ name }) => name === "NewSessionTicket").length;
  assert.deepEqual(logged("received"), expected("server").slice(0, expected("server").length - tickets));
  assert.equal(log.failure, null);
  assert.equal(session.protocolVersion, ProtocolVersion.TLS_1_3);
}

/** close_notify in both directions, and then the whole of what went over the wire. */
async function assertSameClosure({ session, log, sent }: Replay, trace: Trace): Promise<void> {
  await session.closeWrite();
  assert.equal(await session.read(), null);
  assert.equal(toHex(sent()), toHex(concat(...trace.records("client"))));
  for (const direction of ["sent", "received"] as const) {
    const records = log.records.filter((record) => record.direction === direction);
    assert.deepEqual(
      records.map(({ bytes }) => toHex(bytes)),
      trace.records(direction === "sent" ? "client" : "server").map(toHex),
    );
  }
}
