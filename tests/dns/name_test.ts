import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader } from "../../src/bytes/mod.ts";
import { encodeName, isSameName, parentOf, readName } from "../../src/dns/name.ts";

/** The message of RFC 1035 §4.1.4: F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92. */
const message = new Uint8Array(93);
message.set(fromHex("01 46 03 495349 04 41525041 00"), 20);
message.set(fromHex("03 464f4f c014"), 40);
message.set(fromHex("c01a"), 64);

function nameAt(octets: Uint8Array, offset: number): string {
  return readName(new Reader(octets, [], offset), octets);
}

Deno.test("names are read as RFC 1035 §4.1.4 compresses them", () => {
  assert.equal(nameAt(message, 20), "F.ISI.ARPA");
  assert.equal(nameAt(message, 40), "FOO.F.ISI.ARPA");
  assert.equal(nameAt(message, 64), "ARPA");
  assert.equal(nameAt(message, 92), ".");
});

Deno.test("reading goes on behind the name, wherever it pointed", () => {
  const reader = new Reader(message, [], 40);
  readName(reader, message);
  assert.equal(reader.offset, 46);
});

Deno.test("what a name may not have as text is escaped as in zone files", () => {
  assert.equal(nameAt(fromHex("03 612e62 02 5c20 02 00ff 00"), 0), "a\\.b.\\\\\\032.\\000\\255");
});

Deno.test("a pointer at itself, ahead, or out of the message is refused", () => {
  for (const octets of ["c000", "01 61 c000", "c002 00", "01 61 c004 00", "ffff"]) {
    assert.throws(() => nameAt(fromHex(octets), 0), DecodeError, octets);
  }
});

Deno.test("a chain of pointers is followed so far and no further", () => {
  const chain = (pointers: number) => {
    const octets = new Uint8Array(1 + 2 * pointers);
    for (let i = 0; i < pointers; i++) {
      octets.set([0xc0 | (i === 0 ? 0 : 2 * i - 1) >> 8, i === 0 ? 0 : 2 * i - 1], 1 + 2 * i);
    }
    return nameAt(octets, octets.length - 2);
  };
  assert.equal(chain(16), ".");
  assert.throws(() => chain(17), DecodeError);
});

Deno.test("a name longer than 255 octets is refused, and one that is as long is read", () => {
  const longest = encodeName(`${`${"a".repeat(63)}.`.repeat(3)}${"b".repeat(61)}`)!;
  assert.equal(longest.length, 255);
  assert.equal(nameAt(longest, 0).length, 253);
  const longer = new Uint8Array(256);
  longer.set(longest);
  longer[192] = 62;
  assert.throws(() => nameAt(longer, 0), DecodeError);
});

Deno.test("the label kinds that RFC 1035 reserves are refused", () => {
  for (const kind of ["40", "7f", "80", "bf"]) {
    assert.throws(() => nameAt(fromHex(`${kind} ${"00".repeat(200)}`), 0), DecodeError, kind);
  }
});

Deno.test("a name that ends early is refused, wherever it ends", () => {
  const name = encodeName("mail.example.com")!;
  for (let length = 0; length < name.length; length++) {
    assert.throws(() => nameAt(name.subarray(0, length), 0), DecodeError, `${length}`);
  }
});

Deno.test("what no message can hold is not encoded, nor what is escaped", () => {
  const longest = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(61)}`;
  assert.equal(encodeName(longest)?.length, 255);
  for (
    const name of [`${longest}d`, `${"a".repeat(64)}.example`, "", "..", "a..b", ".example", "a\\.b.example"]
  ) {
    assert.equal(encodeName(name), null, name);
  }
  assert.deepEqual(encodeName("."), Uint8Array.of(0));
  assert.deepEqual(encodeName("example.com."), encodeName("example.com"), "with its final dot too");
});

Deno.test("a name's parent is without its first label, up to the root", () => {
  assert.equal(parentOf("www.example.com"), "example.com");
  assert.equal(parentOf("a\\.b.example"), "example");
  assert.equal(parentOf("com"), ".");
  assert.equal(parentOf("."), null);
});

Deno.test("letters are the same in either case", () => {
  assert(isSameName("WWW.Example.com", "www.eXAMPLE.com"));
  assert(!isSameName("www.example.com", "example.com"));
});
