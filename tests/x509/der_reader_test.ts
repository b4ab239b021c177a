import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { type DerFault, DerReader } from "../../src/x509/der/reader.ts";
import { text } from "../../src/x509/der/string.ts";
import { time } from "../../src/x509/der/time.ts";
import { MalformedCertificateError } from "../../src/x509/mod.ts";

function read<T>(hex: string, take: (reader: DerReader) => T): { value: T; faults: string[] } {
  const faults: DerFault[] = [];
  const reader = DerReader.over(fromHex(hex), { faults });
  const value = take(reader);
  reader.end("value");
  return { value, faults: faults.map(({ message }) => message) };
}

function refused(hex: string, take: (reader: DerReader) => unknown, message: RegExp): void {
  assert.throws(
    () => read(hex, take),
    (error) => error instanceof MalformedCertificateError && message.test(error.message),
  );
}

Deno.test("lengths are definite and within what is left (X.690 §8.1.3)", () => {
  const any = (reader: DerReader) => reader.any("value");
  refused("", any, /ends where an element should begin/);
  refused("30", any, /ends where an element should begin/);
  refused("3080 0000", any, /indefinite length/);
  refused("3005 0500", any, /past the end/);
  refused("3085 0000000001 00", any, /past the end/);
  refused("3082 01", any, /past the end/);
  refused("1f8101 00", any, /tag number above 30/);
});

Deno.test("a length in more octets than needed is read, and noted (X.690 §10.1)", () => {
  const take = (reader: DerReader) => reader.octetString("value").toHex();
  assert.deepEqual(read("0401ab", take), { value: "ab", faults: [] });
  assert.match(read("048101ab", take).faults[0]!, /more octets than needed/);
  assert.match(read("04820001ab", take).faults[0]!, /more octets than needed/);
  assert.deepEqual(read("048180" + "00".repeat(128), take).faults, []);
});

Deno.test("an INTEGER has no octet that it does not need (X.690 §8.3.2)", () => {
  const take = (reader: DerReader) => reader.integer("serialNumber").toHex();
  for (const hex of ["020100", "02017f", "02020080", "0201ff", "0202ff7f"]) {
    assert.deepEqual(read(hex, take).faults, []);
  }
  for (const hex of ["02020000", "0202007f", "0202ff80"]) {
    assert.match(read(hex, take).faults[0]!, /more octets than needed/);
  }
  refused("0200", take, /without octets/);
  refused("0201ff", (reader) => reader.smallInteger("pathLenConstraint"), /negative/);
});

Deno.test("a BOOLEAN is 00 or FF (X.690 §11.1), and a default is left out (X.690 §11.5)", () => {
  assert.equal(read("0101ff", (reader) => reader.boolean("cA")).value, true);
  assert.match(read("010101", (reader) => reader.boolean("cA")).faults[0]!, /neither 00 nor FF/);
  assert.match(read("010100", (reader) => reader.defaultFalse("critical")).faults[0]!, /default value/);
  refused("01020000", (reader) => reader.boolean("cA"), /not one octet/);
  refused("0100", (reader) => reader.boolean("cA"), /not one octet/);
});

Deno.test("a BIT STRING with named bits has none set beyond its end and no trailing zeros (X.690 §11.2)", () => {
  const take = (reader: DerReader) => reader.namedBits("KeyUsage");
  assert.deepEqual(read("03020106", take), { value: [5, 6], faults: [] });
  assert.deepEqual(read("030100", take), { value: [], faults: [] });
  assert.match(read("03020006", take).faults[0]!, /trailing zero bits/);
  assert.match(read("03020107", take).faults[0]!, /unused bits/);
  refused("0300", take, /BIT STRING/);
  refused("03020806", take, /BIT STRING/);
  refused("030101", take, /BIT STRING/);
});

Deno.test("a length scope consumes exactly its octets", () => {
  const empty = (reader: DerReader) => reader.sequence("outer", () => null);
  assert.equal(read("3000", empty).value, null);
  refused("30020500", empty, /2 octets too many/);
  refused("3000 00", empty, /1 octets too many/);
  refused("3100", empty, /has tag 0x31, not 0x30/);
  refused(
    "3000",
    (reader) => reader.sequence("outer", (inner) => inner.integer("version")),
    /"version" is missing/,
  );
});

Deno.test("no more elements are read than the budget has", () => {
  const reader = DerReader.over(fromHex("0500".repeat(3)), { nodes: 2 });
  reader.any("one");
  reader.any("two");
  assert.throws(
    () => reader.any("three"),
    (error) => error instanceof MalformedCertificateError && error.code === "too_complex",
  );
});

const utc = (ascii: string) =>
  "17" + ascii.length.toString(16).padStart(2, "0") + new TextEncoder().encode(ascii).toHex();
const generalized = (ascii: string) => "18" + utc(ascii).slice(2);
const readTime = (hex: string) => read(hex, (reader) => time(reader, "notAfter"));

Deno.test("UTCTime runs from 1950 to 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5)", () => {
  assert.equal(readTime(utc("490101000000Z")).value?.toISOString(), "2049-01-01T00:00:00.000Z");
  assert.equal(readTime(utc("500101000000Z")).value?.toISOString(), "1950-01-01T00:00:00.000Z");
  assert.equal(readTime(generalized("99991231235959Z")).value?.toISOString(), "9999-12-31T23:59:59.000Z");
  assert.deepEqual(readTime(generalized("20500101000000Z")).faults, []);
  const early = readTime(generalized("20491231235959Z"));
  assert.equal(early.value?.getUTCFullYear(), 2049);
  assert.match(early.faults[0]!, /GeneralizedTime for the year 2049/);
});

Deno.test("a time that is not to the second in Zulu time names no moment", () => {
  const bad = [
    "2601010000Z",
    "260101000000",
    "260101000000+0100",
    "261301000000Z",
    "260230000000Z",
    "260101240000Z",
    "26010100000aZ",
  ];
  for (const ascii of bad) {
    const { value, faults } = readTime(utc(ascii));
    assert.equal(value, null, ascii);
    assert.equal(faults.length, 1, ascii);
  }
  assert.equal(readTime(generalized("20500101000000.5Z")).value, null);
  assert.equal(readTime(utc("240229000000Z")).value?.toISOString(), "2024-02-29T00:00:00.000Z");
  refused("0400", (reader) => time(reader, "notAfter"), /neither UTCTime nor GeneralizedTime/);
});

Deno.test("each string type gives its text, and notes what it may not hold", () => {
  const take = (hex: string) => read(hex, (reader) => text(reader, reader.any("value"), "value"));
  assert.deepEqual(take("0c03c3bc41"), { value: "üA", faults: [] });
  assert.match(take("0c02c328").faults[0]!, /not valid UTF-8/);
  assert.equal(take("0c02c328").value, "\ufffd(");
  assert.deepEqual(take("0c03efbfbd"), { value: "\ufffd", faults: [] });
  assert.deepEqual(take("130141"), { value: "A", faults: [] });
  assert.match(take("13013c").faults[0]!, /characters/);
  assert.match(take("1601ff").faults[0]!, /not ASCII/);
  assert.deepEqual(take("1e0400410042"), { value: "AB", faults: [] });
  assert.match(take("1e03004100").faults[0]!, /within a character/);
  assert.deepEqual(take("1c0400000041"), { value: "A", faults: [] });
  assert.deepEqual(take("1401e9"), { value: "é", faults: [] });
  assert.deepEqual(take("0500"), { value: null, faults: [] });
});
