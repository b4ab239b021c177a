import assert from "node:assert/strict";
import fc from "fast-check";
import { DecodeError, fromHex } from "../../src/bytes/mod.ts";
import { decodeMessage, encodeQuestion } from "../../src/dns/message.ts";
import { A, AAAA } from "../../src/dns/mod.ts";
import { dnsMessage } from "../support/dns_server.ts";

const question = { name: "www.example.com", type: AAAA.value };

/** RFC 8484 §4.2.2: www.example.com AAAA, answered. */
const answer = fromHex(`
  0000 8180 0001 0001 0000 0000 0377 7777 0765 7861 6d70 6c65 0363 6f6d 0000 1c00 01
  c00c 001c 0001 0000 0e7d 0010 2001 0db8 abcd 0012 0001 0002 0003 0004
`);

Deno.test("a question is the octets of RFC 8484 §4.1.1, with the AD bit of RFC 6840 §5.7", () => {
  const encoded = encodeQuestion({ name: "www.example.com", type: A.value })!;
  assert.equal(encoded[3], 0x20);
  encoded[3] = 0;
  assert.equal(
    encoded.toBase64({ alphabet: "base64url", omitPadding: true }),
    "AAABAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB",
  );
});

Deno.test("a name that no message can hold is no question", () => {
  assert.equal(encodeQuestion({ name: "a..b", type: 1 }), null);
});

Deno.test("the answer of RFC 8484 §4.2.2 is read", () => {
  const { answers, ...flags } = decodeMessage(answer, question);
  assert.deepEqual(flags, { responseCode: 0, authenticData: false, truncated: false });
  assert.equal(answers.length, 1);
  const [record] = answers;
  assert.equal(record!.owner, "www.example.com");
  assert.equal(record!.ttl, 3709);
  assert.equal(record!.read(AAAA.read), "2001:db8:abcd:12:1:2:3:4");
});

Deno.test("the flags say how it went, what the resolver validated, and whether all is there", () => {
  const flagged = (flags: number) =>
    decodeMessage(dnsMessage(encodeQuestion(question)!, flags, []), question);
  assert.equal(flagged(0x8183).responseCode, 3);
  assert.equal(flagged(0x81a0).authenticData, true);
  assert.equal(flagged(0x8380).truncated, true);
});

Deno.test("an answer that ends early is refused, wherever it ends, and so is one with more behind it", () => {
  for (let length = 0; length < answer.length; length++) {
    assert.throws(() => decodeMessage(answer.subarray(0, length), question), DecodeError, `${length}`);
  }
  assert.throws(() => decodeMessage(Uint8Array.of(...answer, 0), question), DecodeError);
});

Deno.test("a question, and an answer to another one, are no answers", () => {
  assert.throws(() => decodeMessage(encodeQuestion(question)!, question), /not an answer/);
  const otherId = answer.slice();
  otherId[1] = 1;
  assert.throws(() => decodeMessage(otherId, question), /ID of another question/);
  for (
    const other of [{ name: "example.com", type: AAAA.value }, { name: "www.example.com", type: A.value }]
  ) {
    assert.throws(() => decodeMessage(answer, other), /another question/);
  }
  for (const questions of [0, 2]) {
    const counted = answer.slice();
    counted[5] = questions;
    assert.throws(() => decodeMessage(counted, question), DecodeError);
  }
});

Deno.test("the question comes back in whatever case", () => {
  assert.equal(decodeMessage(answer, { ...question, name: "WWW.example.COM." }).answers.length, 1);
});

Deno.test("more records than anyone has are refused before they are read", () => {
  const many = (count: number) =>
    dnsMessage(encodeQuestion(question)!, 0x8180, Array(count).fill({ type: 1, data: new Uint8Array(4) }));
  assert.equal(decodeMessage(many(1000), question).answers.length, 1000);
  assert.throws(() => decodeMessage(many(1001), question), /more than 1000 records/);
});

Deno.test("records of the other sections are passed over, and have to be whole", () => {
  const withAuthority = Uint8Array.of(...answer, ...answer.subarray(33));
  withAuthority[9] = 1;
  assert.equal(decodeMessage(withAuthority, question).answers.length, 1);
  assert.throws(() => decodeMessage(withAuthority.subarray(0, -1), question), DecodeError);
});

Deno.test("a time to live with its first bit set is none: RFC 2181 §8", () => {
  const [record] = decodeMessage(
    dnsMessage(encodeQuestion(question)!, 0x8180, [{ type: 28, ttl: 2 ** 31, data: new Uint8Array(16) }]),
    question,
  ).answers;
  assert.equal(record!.ttl, 0);
});

Deno.test("data is read whole or refused", () => {
  const [record] = decodeMessage(
    dnsMessage(encodeQuestion(question)!, 0x8180, [{ type: 28, data: new Uint8Array(17) }]),
    question,
  ).answers;
  assert.throws(() => record!.read(AAAA.read), DecodeError);
});

Deno.test("whatever octets come, they are an answer or refused", () => {
  const change = fc.record({
    at: fc.nat({ max: answer.length - 1 }),
    octet: fc.integer({ min: 0, max: 255 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.uint8Array({ maxLength: 40 }), (changes, tail) => {
      const message = Uint8Array.of(...answer, ...tail);
      for (const { at, octet } of changes) message[at] = octet;
      try {
        for (const record of decodeMessage(message, question).answers) record.read(AAAA.read);
      } catch (error) {
        assert(error instanceof DecodeError, String(error));
      }
    }),
  );
});
