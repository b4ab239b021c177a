import assert from "node:assert/strict";
import {
  bitString,
  bmpString,
  boolean,
  element,
  explicit,
  generalizedTime,
  implicit,
  integer,
  namedBits,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  time,
  utcTime,
  utf8String,
} from "../../src/demo/der.ts";

const text = (der: Uint8Array) => new TextDecoder().decode(der.subarray(2));

Deno.test("integers are written in the fewest octets of two's complement", () => {
  // X.690 §8.3
  const cases: [number | bigint, string][] = [
    [0, "020100"],
    [127, "02017f"],
    [128, "02020080"],
    [256, "02020100"],
    [-1, "0201ff"],
    [-128, "020180"],
    [-129, "0202ff7f"],
    [65537, "0203010001"],
    [2n ** 64n, "0209010000000000000000"],
  ];
  for (const [value, hex] of cases) assert.equal(integer(value).toHex(), hex);
});

Deno.test("the content of an integer can be given as it shall stand", () => {
  assert.equal(integer(Uint8Array.of(0, 0, 1)).toHex(), "0203000001");
  assert.equal(integer(new Uint8Array(0)).toHex(), "0200");
});

Deno.test("lengths are short below 128 octets and long from there on", () => {
  assert.equal(octetString(new Uint8Array(127)).subarray(0, 2).toHex(), "047f");
  assert.equal(octetString(new Uint8Array(128)).subarray(0, 3).toHex(), "048180");
  assert.equal(octetString(new Uint8Array(256)).subarray(0, 4).toHex(), "04820100");
  assert.equal(octetString(new Uint8Array(65_536)).subarray(0, 5).toHex(), "0483010000");
});

Deno.test("a length can be longer than DER allows", () => {
  assert.equal(element(0x04, Uint8Array.of(7), 1).toHex(), "04810107");
  assert.equal(element(0x04, Uint8Array.of(7), 3).toHex(), "048300000107");
});

Deno.test("object identifiers are written in base 128", () => {
  // X.690 §8.19.5 has the first, RFC 5280 and RFC 8017 the others.
  assert.equal(objectIdentifier("2.999.3").toHex(), "0603883703");
  assert.equal(objectIdentifier("2.5.29.17").toHex(), "0603551d11");
  assert.equal(objectIdentifier("1.2.840.113549.1.1.11").toHex(), "06092a864886f70d01010b");
});

Deno.test("named bits leave out trailing zeros", () => {
  assert.equal(namedBits([0]).toHex(), "03020780");
  assert.equal(namedBits([5, 6]).toHex(), "03020106");
  assert.equal(namedBits([8]).toHex(), "0303070080");
  assert.equal(namedBits([]).toHex(), "030100");
});

Deno.test("small types and tags are as X.690 writes them", () => {
  assert.equal(nullValue().toHex(), "0500");
  assert.equal(boolean(true).toHex(), "0101ff");
  assert.equal(boolean(false).toHex(), "010100");
  assert.equal(bitString(Uint8Array.of(0xf0), 4).toHex(), "030204f0");
  assert.equal(explicit(3, nullValue()).toHex(), "a3020500");
  assert.equal(implicit(2, Uint8Array.of(0x61)).toHex(), "820161");
  assert.equal(sequence(nullValue(), nullValue()).toHex(), "300405000500");
  assert.equal(bmpString("A\u00fc").toHex(), "1e04004100fc");
  assert.equal(utf8String("\u00fc\0").toHex(), "0c03c3bc00");
});

Deno.test("times are UTCTime through 2049 and GeneralizedTime from 2050", () => {
  // RFC 5280 §4.1.2.5
  const last = time(new Date("2049-12-31T23:59:59Z"));
  assert.equal(last[0], 0x17);
  assert.equal(text(last), "491231235959Z");
  const first = time(new Date("2050-01-01T00:00:00Z"));
  assert.equal(first[0], 0x18);
  assert.equal(text(first), "20500101000000Z");
  assert.equal(text(time(new Date("1950-01-01T00:00:00Z"))), "500101000000Z");
  assert.equal(text(time(new Date("1949-12-31T00:00:00Z"))), "19491231000000Z");
});

Deno.test("either type of time can be asked for, and fractions of seconds are dropped", () => {
  const date = new Date("2026-03-04T05:06:07.999Z");
  assert.equal(text(utcTime(date)), "260304050607Z");
  assert.equal(text(generalizedTime(date)), "20260304050607Z");
});
