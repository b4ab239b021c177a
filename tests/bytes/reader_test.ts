import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader, toHex } from "../../src/bytes/mod.ts";

const codePoint = (value: number) => ({ value, hex: "0x" + value.toString(16), name: "named" });

/** A structure with everything that the reader reads. */
function readExample(reader: Reader) {
  const example = {
    octet: reader.uint8("octet"),
    short: reader.uint16("short"),
    medium: reader.uint24("medium"),
    long: reader.uint32("long"),
    registered: reader.codePoint("registered", 2, codePoint),
    fixed: toHex(reader.opaque("fixed", 3)),
    vector: toHex(reader.vector("vector", 1)),
    scope: reader.scope("scope", 2, (inner) => [inner.uint8("first"), toHex(inner.rest("others"))]),
    list: reader.list("list", 3, (item) => item.group("item", (item) => item.uint16("number"))),
  };
  reader.end("example");
  return example;
}

const example = fromHex("ff 0102 030405 fffefdfc 1301 aabbcc 020708 0003 091011 000004 0001 0002");

Deno.test("the reader reads numbers, octets, vectors, scopes and lists in the order of the wire", () => {
  assert.deepEqual(readExample(new Reader(example)), {
    octet: 0xff,
    short: 0x0102,
    medium: 0x030405,
    long: 0xfffefdfc,
    registered: 0x1301,
    fixed: "aabbcc",
    vector: "0708",
    scope: [9, "1011"],
    list: [1, 2],
  });
});

Deno.test("the reader records name, place and depth of everything it reads", () => {
  const reader = new Reader(example);
  readExample(reader);
  assert.deepEqual(reader.fields, [
    { name: "octet", offset: 0, length: 1, depth: 0 },
    { name: "short", offset: 1, length: 2, depth: 0 },
    { name: "medium", offset: 3, length: 3, depth: 0 },
    { name: "long", offset: 6, length: 4, depth: 0 },
    { name: "registered", offset: 10, length: 2, depth: 0, codePoint: codePoint(0x1301) },
    { name: "fixed", offset: 12, length: 3, depth: 0 },
    { name: "vector.length", offset: 15, length: 1, depth: 0 },
    { name: "vector", offset: 16, length: 2, depth: 0 },
    { name: "scope.length", offset: 18, length: 2, depth: 0 },
    { name: "scope", offset: 20, length: 3, depth: 0 },
    { name: "first", offset: 20, length: 1, depth: 1 },
    { name: "others", offset: 21, length: 2, depth: 1 },
    { name: "list.length", offset: 23, length: 3, depth: 0 },
    { name: "list", offset: 26, length: 4, depth: 0 },
    { name: "item", offset: 26, length: 2, depth: 1 },
    { name: "number", offset: 26, length: 2, depth: 2 },
    { name: "item", offset: 28, length: 2, depth: 1 },
    { name: "number", offset: 28, length: 2, depth: 2 },
  ]);
});

Deno.test("every proper prefix of a structure is refused", () => {
  for (let length = 0; length < example.length; length++) {
    assert.throws(
      () => readExample(new Reader(example.subarray(0, length))),
      DecodeError,
      `${length} octets`,
    );
  }
});

Deno.test("an octet behind a structure is refused where the structure ends", () => {
  const trailing = new Uint8Array([...example, 0]);
  assert.throws(() => readExample(new Reader(trailing)), (error) => {
    assert(error instanceof DecodeError);
    assert.equal(error.offset, example.length);
    assert.equal(error.field, "example");
    return true;
  });
});

Deno.test("a length scope must be consumed whole", () => {
  const reader = new Reader(fromHex("02 0102"));
  assert.throws(() => reader.scope("pair", 1, (inner) => inner.uint8("first")), DecodeError);
});

Deno.test("nothing is read beyond the scope that encloses it, although there are octets", () => {
  const reader = () => new Reader(fromHex("02 0202 0304"));
  assert.throws(() => reader().scope("outer", 1, (inner) => inner.uint24("number")), DecodeError);
  assert.throws(() => reader().scope("outer", 1, (inner) => inner.vector("vector", 1)), DecodeError);
  assert.throws(() => reader().scope("outer", 1, (inner) => inner.opaque("octets", 3)), DecodeError);
});

Deno.test("a length that claims more than there is is refused for vectors, scopes and lists", () => {
  const reader = () => new Reader(fromHex("0003 0102"));
  assert.throws(() => reader().vector("vector", 2), DecodeError);
  assert.throws(() => reader().scope("scope", 2, (inner) => inner.rest("rest")), DecodeError);
  assert.throws(() => reader().list("list", 2, (inner) => inner.uint8("item")), DecodeError);
});

Deno.test("a vector shorter or longer than its bounds is refused, at the bounds it is not", () => {
  const bounds = { minimum: 2, maximum: 3 };
  for (
    const [hex, allowed] of [["01aa", false], ["02aaaa", true], ["03aaaaaa", true], [
      "04aaaaaaaa",
      false,
    ]] as const
  ) {
    const read = () => new Reader(fromHex(hex)).vector("vector", 1, bounds);
    if (allowed) read();
    else assert.throws(read, DecodeError);
  }
});

Deno.test("a list longer than its limit is refused before the rest of it is read", () => {
  let read = 0;
  const reader = new Reader(fromHex("04 01020304"));
  assert.throws(
    () => reader.list("list", 1, (item) => (read++, item.uint8("item")), { limit: 2 }),
    DecodeError,
  );
  assert.equal(read, 2);
});

Deno.test("an empty vector is a field of no length where it would stand", () => {
  const reader = new Reader(fromHex("00"));
  assert.equal(reader.vector("vector", 1).length, 0);
  assert.deepEqual(reader.fields.at(-1), { name: "vector", offset: 1, length: 0, depth: 0 });
});

Deno.test("a reader can start within its bytes, and its offsets are from their beginning", () => {
  const reader = new Reader(fromHex("0000 0102"), [], 2);
  assert.equal(reader.uint16("number"), 0x0102);
  assert.deepEqual(reader.fields, [{ name: "number", offset: 2, length: 2, depth: 0 }]);
});

Deno.test("peeking consumes and records nothing", () => {
  const reader = new Reader(fromHex("010203"));
  reader.uint8("first");
  assert.equal(toHex(reader.peek()), "0203");
  assert.equal(reader.remaining, 2);
  assert.equal(reader.offset, 1);
  assert.equal(reader.fields.length, 1);
});

Deno.test("a refusal says which field lacked octets, and where", () => {
  const reader = new Reader(fromHex("01 02"));
  reader.uint8("first");
  assert.throws(() => reader.uint16("second"), (error) => {
    assert(error instanceof DecodeError);
    assert.equal(error.field, "second");
    assert.equal(error.offset, 1);
    assert.match(error.message, /"second" needs 2 octets and 1 are left/);
    return true;
  });
});

Deno.test("fields that nobody wants to know are not kept, and all else is the same", () => {
  const [watched, unwatched] = [new Reader(example), new Reader(example, null)];
  assert.deepEqual(readExample(unwatched), readExample(watched));
  assert.deepEqual(unwatched.fields, []);
  assert.throws(() => readExample(new Reader(example.subarray(0, -1), null)), DecodeError);
});
