import assert from "node:assert/strict";
import { derElementAt, fromHex, objectIdentifierText } from "../../src/bytes/mod.ts";

const elementIn = (hex: string) => {
  const bytes = fromHex(hex.replaceAll(" ", ""));
  return derElementAt(bytes, 0, bytes.length);
};

Deno.test("an element says where its value begins and ends, in one length octet or several (X.690 §8.1.3)", () => {
  assert.deepEqual(elementIn("0500"), { tag: 5, content: 2, end: 2, isShortest: true });
  assert.deepEqual(elementIn("0402 abcd 0500"), { tag: 4, content: 2, end: 4, isShortest: true });
  assert.deepEqual(elementIn("048180" + "00".repeat(128)), {
    tag: 4,
    content: 3,
    end: 131,
    isShortest: true,
  });
});

Deno.test("a length in more octets than needed is told (X.690 §10.1)", () => {
  for (const hex of ["048101ab", "04820001ab", "0483000001ab", "048200ff" + "00".repeat(255)]) {
    const element = elementIn(hex);
    assert.ok(typeof element === "object" && !element.isShortest, hex);
  }
});

Deno.test("what has no end within the octets is no element", () => {
  for (const hex of ["", "30", "3001", "3082 01", "3084 ffffffff", "3085 0000000001 00"]) {
    assert.equal(typeof elementIn(hex), "string", hex);
  }
  assert.match(String(elementIn("3080 0000")), /indefinite/);
  assert.match(String(elementIn("1f8101 00")), /tag number/);
});

Deno.test("an OBJECT IDENTIFIER is written in its dotted form (X.690 §8.19)", () => {
  const dotted = (hex: string) => objectIdentifierText(fromHex(hex));
  assert.equal(dotted("551d0f"), "2.5.29.15");
  assert.equal(dotted("2a864886f70d01010b"), "1.2.840.113549.1.1.11");
  assert.equal(dotted("8837"), "2.999");
  assert.equal(dotted("00"), "0.0");
  assert.equal(dotted("27"), "0.39");
  assert.equal(dotted("28"), "1.0");
  assert.equal(dotted("4f"), "1.39");
  assert.equal(dotted("50"), "2.0");
  assert.equal(dotted(""), null);
  assert.equal(dotted("55801d"), null, "a subidentifier does not begin with 80");
  assert.equal(dotted("80"), null);
  assert.equal(dotted("5587"), null, "the last octet ends a subidentifier");
});

Deno.test("a UUID is an arc of 128 bits, exactly (X.667)", () => {
  const uuid = 0xf81d4fae_7dec_11d0_a765_00a0c91e6bf6n;
  const octets = [Number(uuid & 0x7fn)];
  for (let rest = uuid >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  assert.equal(objectIdentifierText(Uint8Array.of(2 * 40 + 25, ...octets)), `2.25.${uuid}`);
});

Deno.test("an OBJECT IDENTIFIER that is made to be long is refused at once", () => {
  const octets = new Uint8Array(200_000).fill(0x81);
  octets[octets.length - 1] = 1;
  assert.equal(objectIdentifierText(octets), null);
});
