import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader } from "../../src/bytes/mod.ts";
import { CAA, MX, type RecordType, TLSA, tlsaName, TXT } from "../../src/dns/mod.ts";
import { rdata } from "../support/dns_server.ts";

function read<T>(type: RecordType<T>, octets: Uint8Array): T {
  const reader = new Reader(octets);
  const value = type.read(reader, octets);
  reader.end("rdata");
  return value;
}

/** The prefixes of `octets` that are refused are those shorter than `shortest`. */
function refusesShorter<T>(type: RecordType<T>, octets: Uint8Array, shortest: number): void {
  for (let length = 0; length < octets.length; length++) {
    const prefix = octets.subarray(0, length);
    if (length < shortest) assert.throws(() => read(type, prefix), DecodeError, `${length}`);
    else assert.doesNotThrow(() => read(type, prefix), `${length}`);
  }
}

Deno.test("CAA: flags, tag and value as RFC 8659 §4.1 has them", () => {
  const octets = rdata.caa(0x80, "Issue", "ca.example; account=7");
  assert.deepEqual(read(CAA, octets), {
    flags: 128,
    critical: true,
    tag: "issue",
    value: "ca.example; account=7",
  });
  refusesShorter(CAA, octets, 7);
  assert.equal(
    read(CAA, rdata.caa(1, "iodef", "")).critical,
    false,
    "only the first bit is the Issuer Critical Flag",
  );
});

Deno.test("CAA: a tag is letters and digits, at least one", () => {
  for (const tag of ["", "issue-wild", "is sue", "issue\0", "é"]) {
    assert.throws(() => read(CAA, rdata.caa(0, tag, "x")), DecodeError, JSON.stringify(tag));
  }
});

Deno.test("TLSA: three octets and the data, RFC 6698 §2.1", () => {
  const octets = rdata.tlsa(3, 1, 1, fromHex("aabb"));
  assert.deepEqual(read(TLSA, octets), {
    certificateUsage: 3,
    selector: 1,
    matchingType: 1,
    data: fromHex("aabb"),
  });
  refusesShorter(TLSA, octets, 3);
  assert.equal(tlsaName(25, "mx.example.com"), "_25._tcp.mx.example.com");
});

Deno.test("MX: a number and a host; the empty one of RFC 7505 is the root", () => {
  const octets = rdata.mx(10, "mx.example.com");
  assert.deepEqual(read(MX, octets), { preference: 10, exchange: "mx.example.com" });
  refusesShorter(MX, octets, octets.length);
  assert.throws(() => read(MX, Uint8Array.of(...octets, 0)), DecodeError);
  assert.deepEqual(read(MX, rdata.mx(0, ".")), { preference: 0, exchange: "." });
});

Deno.test("TXT: texts are joined with nothing between, octet by octet", () => {
  assert.equal(read(TXT, rdata.txt("v=STSv1; ", "id=1;")), "v=STSv1; id=1;");
  assert.equal(read(TXT, fromHex("02 e9ff")), "éÿ");
  assert.equal(read(TXT, fromHex("00")), "");
  const octets = rdata.txt("ab", "cd");
  for (const length of [0, 1, 2, 4, 5]) {
    assert.throws(() => read(TXT, octets.subarray(0, length)), DecodeError, `${length}`);
  }
});
