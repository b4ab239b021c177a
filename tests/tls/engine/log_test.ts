import assert from "node:assert/strict";
import { concat, toHex } from "../../../src/bytes/mod.ts";
import { ContentType, HandshakeType } from "../../../src/registry/mod.ts";
import {
  evidenceOf,
  type HandshakeLog,
  type LoggedMessage,
  type SettledEvidence,
} from "../../../src/tls/mod.ts";
import { encodeEmpty } from "../../support/scripted_server/messages.ts";
import { connect, refuse, tls12, tls13 } from "../support.ts";

for (const version of [tls12, tls13]) {
  const name = version === tls12 ? "TLS 1.2" : "TLS 1.3";

  Deno.test(`${name}: the records in the log are the octets of the wire, in their order`, async () => {
    const said: Uint8Array[] = [];
    const { log } = await connect({
      version,
      coalesce: false,
      alterRecord: (record) => {
        said.push(record);
        return record;
      },
    });
    const of = (direction: "sent" | "received") =>
      log.records.filter((record) => record.direction === direction);
    assert.equal(toHex(concat(...of("received").map(({ bytes }) => bytes))), toHex(concat(...said)));
    assert(of("sent").every(({ bytes }) => bytes[3]! * 256 + bytes[4]! === bytes.length - 5));
  });

  Deno.test(`${name}: messages are numbered, dated, and told of as they happen`, async () => {
    const told: LoggedMessage[] = [];
    const settled: SettledEvidence[] = [];
    let grown = 0;
    const { log } = await connect({ version }, {
      context: {
        onMessage: (message) => told.push(message),
        onSettled: (log: HandshakeLog, evidence) => {
          settled.push(evidence);
          assert.equal(log.settled.at(-1), evidence);
          assert(log.messages.length >= grown);
          grown = log.messages.length;
        },
      },
    });
    assert.deepEqual(told, log.messages);
    // In TLS 1.3 the server's hello is told of twice: EncryptedExtensions add to it.
    const last = settled.filter(({ evidence: { step } }, index) =>
      settled.findLastIndex(({ evidence }) => evidence.step === step) === index
    );
    assert.deepEqual(last, log.settled);
    assert.deepEqual(log.messages.map(({ index }) => index), log.messages.map((_, index) => index));
    for (const [i, { atMs }] of log.messages.entries()) assert(i === 0 || atMs >= log.startedMs);
    for (const { startedMs, settledMs } of log.settled) assert(startedMs <= settledMs);
    assert(log.startedMs <= log.endedMs);
  });

  Deno.test(`${name}: every handshake message is annotated under its step and its protection`, async () => {
    const { log } = await connect({ version, certificateRequest: true, tickets: 1 });
    for (const { contentType, bytes, fields, protection, msgType } of log.messages) {
      assert(fields.length > 0, `message ${msgType} has fields`);
      if (contentType === ContentType.handshake) {
        assert.equal(fields[0]!.codePoint!.value, bytes[0]);
        assert.equal(fields[0]!.name, "msg_type");
      }
      const inTheClear = protection === "none";
      if (msgType === HandshakeType.client_hello || msgType === HandshakeType.server_hello) {
        assert(inTheClear);
      }
      if (msgType === HandshakeType.finished) {
        assert.equal(protection, version === tls12 ? "application" : "handshake");
      }
    }
  });
}

Deno.test("the message that was refused is in the log, and what came before it keeps its evidence", async () => {
  const stray = encodeEmpty(99);
  const { log } = await refuse({ alter: (turn, message) => turn === "CertificateVerify" ? stray : message }, {
    step: "private_key",
    code: "unexpected_message",
    alert: "unexpected_message",
  });
  const received = log.messages.filter(({ direction }) => direction === "received");
  assert.equal(toHex(received.at(-1)!.bytes), toHex(stray));
  assert.equal(log.messages.at(-1)!.contentType, ContentType.alert);
  assert(evidenceOf(log, "authentication") !== null);
  assert.equal(evidenceOf(log, "private_key"), null);
  assert.equal(log.endedMs >= log.startedMs, true);
});

Deno.test("what a server says that nobody knows is kept", async () => {
  const { log } = await connect({
    alter: (turn, message) => {
      if (turn !== "CertificateRequest") return message;
      // context, one unknown extension, signature_algorithms
      const body = "00" + "0010" + "eeee0004deadbeef" + "000d00040002" + "0403";
      return Uint8Array.fromHex("0d0000" + (body.length / 2).toString(16) + body);
    },
    certificateRequest: true,
  });
  const [unknown] = log.certificateRequest!.extensions;
  assert.deepEqual([unknown!.type, toHex(unknown!.data), unknown!.value], [0xeeee, "deadbeef", null]);
});

Deno.test("TLS 1.3: a key share that cannot be used leaves what the ServerHello said", async () => {
  const { log } = await refuse({
    alter: (turn, message) => turn === "ServerHello" ? withZeroShare(message) : message,
  }, { step: "premaster_secret", code: "bad_key_share", alert: "illegal_parameter" });
  assert.equal(evidenceOf(log, "server_hello")?.evidence.protocolVersion, 0x0304);
  assert.equal(evidenceOf(log, "premaster_secret"), null);
});

/** The x25519 share is the ServerHello's last 32 octets, or stands right before supported_versions. */
function withZeroShare(message: Uint8Array): Uint8Array {
  const zeroed = message.slice();
  const group = toHex(message).indexOf("001d0020") / 2;
  zeroed.fill(0, group + 4, group + 36);
  return zeroed;
}
