import assert from "node:assert/strict";
import { DecodeError, fromHex } from "../../src/bytes/mod.ts";
import { decodeAnswer, encodeQuestion, RecordType } from "../../src/runtime/workerd_dns_message.ts";

/** RFC 8484 §4.2.2: www.example.com AAAA, answered. */
const answer = fromHex(`
  0000 8180 0001 0001 0000 0000 0377 7777 0765 7861 6d70 6c65 0363 6f6d 0000 1c00 01
  c00c 001c 0001 0000 0e7d 0010 2001 0db8 abcd 0012 0001 0002 0003 0004
`);

Deno.test("a question is the octets of RFC 8484 §4.1.1", () => {
  const question = encodeQuestion("www.example.com", RecordType.A)!;
  assert.equal(
    question.toBase64({ alphabet: "base64url", omitPadding: true }),
    "AAABAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB",
  );
  assert.deepEqual(encodeQuestion("www.example.com.", RecordType.A), question, "with its final dot too");
});

Deno.test("names that no message can hold are no question", () => {
  const longest = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(61)}`;
  assert.equal(encodeQuestion(longest, RecordType.A)?.length, 12 + 255 + 4);
  for (const name of [`${longest}d`, `${"a".repeat(64)}.example`, "", ".", "a..b", ".example"]) {
    assert.equal(encodeQuestion(name, RecordType.A), null, name);
  }
});

Deno.test("the answer of RFC 8484 §4.2.2 has its address", () => {
  assert.deepEqual(decodeAnswer(answer, RecordType.AAAA), {
    responseCode: 0,
    addresses: ["2001:db8:abcd:12:1:2:3:4"],
  });
  assert.deepEqual(
    decodeAnswer(answer, RecordType.A).addresses,
    [],
    "records of another type are left aside",
  );
});

Deno.test("an answer that ends early is refused, wherever it ends", () => {
  for (let length = 0; length < answer.length; length++) {
    assert.throws(() => decodeAnswer(answer.subarray(0, length), RecordType.AAAA), DecodeError, `${length}`);
  }
});

Deno.test("a question that comes back is no answer", () => {
  const question = encodeQuestion("www.example.com", RecordType.A)!;
  assert.throws(() => decodeAnswer(question, RecordType.A), DecodeError);
});

Deno.test("an address of the wrong length is not one, and the response code is told", () => {
  const short = fromHex("0000 8183 0000 0001 0000 0000 00 0001 0001 0000 003c 0003 7f0000");
  assert.deepEqual(decodeAnswer(short, RecordType.A), { responseCode: 3, addresses: [] });
});
