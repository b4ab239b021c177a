import assert from "node:assert/strict";
import fc from "fast-check";
import { fromHex, Reader, toHex, Writer } from "../../src/bytes/mod.ts";

Deno.test("the writer writes numbers with the most significant octet first", () => {
  const bytes = new Writer().uint8(0xff).uint16(0x0102).uint24(0x030405).uint32(0xfffefdfc)
    .uint64(0x0102030405060708n).uint64(9).bytes();
  assert.equal(toHex(bytes), "ff0102030405fffefdfc01020304050607080000000000000009");
});

Deno.test("the writer fills in the length of a scope when the scope ends", () => {
  const bytes = new Writer()
    .scope(
      3,
      (outer) => outer.uint8(1).scope(2, (inner) => inner.opaque(fromHex("aabb"))).vector(1, fromHex("cc")),
    )
    .bytes();
  assert.equal(toHex(bytes), "000007" + "01" + "0002aabb" + "01cc");
});

Deno.test("a vector may be as long as its length field can say, and no longer", () => {
  assert.equal(new Writer().vector(1, new Uint8Array(255)).bytes().length, 256);
  assert.throws(() => new Writer().vector(1, new Uint8Array(256)), RangeError);
  assert.throws(() => new Writer().vector(2, new Uint8Array(65_536)), RangeError);
});

Deno.test("a number that does not fit is refused instead of cut", () => {
  assert.throws(() => new Writer().uint8(256), RangeError);
  assert.throws(() => new Writer().uint16(-1), RangeError);
  assert.throws(() => new Writer().uint24(2 ** 24), RangeError);
  assert.throws(() => new Writer().uint32(0.5), RangeError);
});

Deno.test("what was written does not change when writing goes on", () => {
  const writer = new Writer().uint8(1);
  const before = writer.bytes();
  writer.uint8(2);
  assert.equal(toHex(before), "01");
  assert.equal(writer.length, 2);
});

Deno.test("what is written is read back the same, whatever it is", () => {
  const vector = (maxLength: number) => fc.uint8Array({ maxLength });
  fc.assert(fc.property(
    fc.nat(0xff),
    fc.nat(0xffff),
    fc.nat(0xffffff),
    fc.integer({ min: 0, max: 0xffffffff }),
    vector(255),
    vector(2000),
    fc.array(fc.nat(0xffff)),
    (octet, short, medium, long, small, large, list) => {
      const bytes = new Writer().uint8(octet).uint16(short).uint24(medium).uint32(long).vector(1, small)
        .vector(3, large).scope(2, (writer) => list.forEach((item) => writer.uint16(item))).bytes();
      const reader = new Reader(bytes);
      assert.equal(reader.uint8("octet"), octet);
      assert.equal(reader.uint16("short"), short);
      assert.equal(reader.uint24("medium"), medium);
      assert.equal(reader.uint32("long"), long);
      assert.deepEqual([...reader.vector("small", 1)], [...small]);
      assert.deepEqual([...reader.vector("large", 3)], [...large]);
      assert.deepEqual(reader.list("list", 2, (item) => item.uint16("item")), list);
      reader.end("all");
    },
  ));
});
