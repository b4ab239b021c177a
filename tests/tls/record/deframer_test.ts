import assert from "node:assert/strict";
import fc from "fast-check";
import { concat, fromHex, toHex } from "../../../src/bytes/mod.ts";
import { ProtocolError } from "../../../src/tls/protocol_error.ts";
import { Deframer, encodeRecord, HandshakeJoiner } from "../../../src/tls/record/mod.ts";
import { OctetQueue } from "../../../src/tls/record/octet_queue.ts";

/** `octets` in pieces of these lengths, over and over. */
function* pieces(octets: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  for (let offset = 0, i = 0; offset < octets.length; i++) {
    const length = lengths[i % lengths.length]!;
    yield octets.subarray(offset, offset += length);
  }
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

Deno.test("records come out as they went in, however their octets are cut", () => {
  const record = fc.record({
    contentType: fc.constantFrom(20, 21, 22, 23, 24),
    legacyRecordVersion: fc.constantFrom(0x0300, 0x0301, 0x0303),
    fragment: fc.uint8Array({ maxLength: 60 }),
  });
  fc.assert(fc.property(fc.array(record, { maxLength: 6 }), lengths, (records, cuts) => {
    const octets = concat(
      ...records.map(({ contentType, legacyRecordVersion, fragment }) =>
        encodeRecord(contentType, legacyRecordVersion, fragment)
      ),
    );
    const deframer = new Deframer();
    const found: unknown[] = [];
    for (const piece of pieces(octets, cuts)) {
      deframer.push(piece);
      for (let next = deframer.next(); next !== null; next = deframer.next()) {
        const { contentType, legacyRecordVersion, fragment, bytes } = next;
        assert.equal(toHex(bytes), toHex(encodeRecord(contentType, legacyRecordVersion, fragment)));
        found.push({ contentType, legacyRecordVersion, fragment: toHex(fragment) });
      }
    }
    assert.deepEqual(found, records.map((each) => ({ ...each, fragment: toHex(each.fragment) })));
    assert.equal(deframer.pending, 0);
  }));
});

Deno.test("handshake messages come out as they went in, however their octets are cut", () => {
  const message = fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 60 }))
    .map(([msgType, body]) => Uint8Array.of(msgType, 0, 0, body.length, ...body));
  fc.assert(fc.property(fc.array(message, { maxLength: 6 }), lengths, (messages, cuts) => {
    const joiner = new HandshakeJoiner();
    const found: string[] = [];
    for (const piece of pieces(concat(...messages), cuts)) {
      joiner.push(piece);
      for (let next = joiner.next(); next !== null; next = joiner.next()) found.push(toHex(next));
    }
    assert.deepEqual(found, messages.map(toHex));
    assert.equal(joiner.pending, 0);
  }));
});

Deno.test("a queue gives its octets in order, in whatever lengths they are taken", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), lengths, (pushed, taken) => {
    const queue = new OctetQueue();
    pushed.forEach((piece) => queue.push(piece));
    const whole = concat(...pushed);
    assert.equal(queue.length, whole.length);
    assert.equal(toHex(queue.peek(whole.length + 1)), toHex(whole));
    let given = "";
    for (let i = 0; queue.length > 0; i++) {
      const length = taken[i % taken.length]!;
      const peeked = toHex(queue.peek(length));
      assert.equal(toHex(queue.take(length)), peeked);
      given += peeked;
    }
    assert.equal(given, toHex(whole));
    assert.equal(queue.take(1).length, 0);
  }));
});

Deno.test("part of a record is waited for, and said to be pending", () => {
  const deframer = new Deframer();
  deframer.push(fromHex("160303 0005 0102"));
  assert.equal(deframer.next(), null);
  assert.equal(deframer.pending, 7);
});

function refusal(hex: string): ProtocolError {
  const deframer = new Deframer();
  deframer.push(fromHex(hex));
  try {
    while (deframer.next() !== null);
  } catch (error) {
    assert(error instanceof ProtocolError);
    return error;
  }
  throw new Error("Nothing was refused");
}

Deno.test("first octets that begin no TLS record are kept, to tell what they are", () => {
  for (const hex of ["48", "4854", "1601", "0000000000", "160203 0000", "800a01"]) {
    const { code, unexpectedBytes, alert } = refusal(hex);
    assert.equal(code, "not_tls");
    assert.equal(toHex(unexpectedBytes!), hex.replaceAll(" ", ""));
    assert.equal(alert, null, "a server that speaks no TLS is not told so in TLS");
  }
});

Deno.test("later octets that begin no TLS record are unexpected", () => {
  assert.equal(refusal("150303 0002 0100 48545450").code, "unexpected_message");
});

Deno.test("a header that claims too much is refused before its octets come", () => {
  assert.equal(refusal("160303 4801").alert, 22);
  const deframer = new Deframer();
  deframer.push(fromHex("160303 4800"));
  assert.equal(deframer.next(), null, "RFC 5246 §6.2.3: 2^14 + 2048 octets may be encrypted");
});
