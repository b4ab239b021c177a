/** SVCB and HTTPS records: RFC 9460, with the test vectors of its appendix D. */
import assert from "node:assert/strict";
import { DecodeError, fromHex, Reader } from "../../src/bytes/mod.ts";
import { HTTPS, httpsRecordName, type ServiceBinding, type ServiceParameters } from "../../src/dns/mod.ts";
import { rdata } from "../support/dns_server.ts";

function read(octets: Uint8Array): ServiceBinding {
  const reader = new Reader(octets);
  const value = HTTPS.read(reader, octets);
  reader.end("rdata");
  return value;
}

const none: ServiceParameters = {
  keys: [],
  mandatory: [],
  alpn: [],
  noDefaultAlpn: false,
  port: null,
  ipv4hint: [],
  ech: null,
  ipv6hint: [],
};

const exampleCom = "076578616d706c6503636f6d00";
const fooCom = "03666f6f076578616d706c6503636f6d00";
const fooOrg = "03666f6f076578616d706c65036f726700";

const vectors: [
  what: string,
  hex: string,
  priority: number,
  target: string,
  parameters: Partial<ServiceParameters>,
][] = [
  ["D.1 AliasMode", `0000 ${fooCom}`, 0, "foo.example.com", {}],
  ["D.2 figure 3: the target is the owner", "0001 00", 1, ".", {}],
  ["D.2 figure 4: a port", `0010 ${fooCom} 0003 0002 0035`, 16, "foo.example.com", { keys: [3], port: 53 }],
  ["D.2 figure 5: an unknown key", `0001 ${fooCom} 029b 0005 68656c6c6f`, 1, "foo.example.com", {
    keys: [667],
  }],
  ["D.2 figure 6: and its octets", `0001 ${fooCom} 029b 0009 68656c6c6fd2716f6f`, 1, "foo.example.com", {
    keys: [667],
  }],
  [
    "D.2 figure 7: two IPv6 hints",
    `0001 ${fooCom} 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001`,
    1,
    "foo.example.com",
    { keys: [6], ipv6hint: ["2001:db8::1", "2001:db8::53:1"] },
  ],
  [
    "D.2 figure 8: an IPv6 hint with an IPv4 end",
    `0001 ${exampleCom} 0006 0010 20010db8012203440000 0000c0000221`,
    1,
    "example.com",
    { keys: [6], ipv6hint: ["2001:db8:122:344::c000:221"] },
  ],
  [
    "D.2 figure 9: mandatory keys, in order",
    `0010 ${fooOrg} 0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201`,
    16,
    "foo.example.org",
    { keys: [0, 1, 4], mandatory: [1, 4], alpn: ["h2", "h3-19"], ipv4hint: ["192.0.2.1"] },
  ],
  [
    "D.2 figure 10: an ALPN name with a comma and a backslash",
    `0010 ${fooOrg} 0001 000c 08 665c6f6f2c626172 02 6832`,
    16,
    "foo.example.org",
    { keys: [1], alpn: ["f\\oo,bar", "h2"] },
  ],
];

for (const [what, hex, priority, target, parameters] of vectors) {
  Deno.test(what, () => {
    assert.deepEqual(read(fromHex(hex)), { priority, target, parameters: { ...none, ...parameters } });
  });
}

const everything = rdata.https(1, "svc.example", {
  0: fromHex("0001 0003"),
  1: fromHex("02 6832 02 6833"),
  2: new Uint8Array(0),
  3: fromHex("20fb"),
  4: fromHex("c0000201 c0000202"),
  5: fromHex("00 01 02"),
  6: fromHex("20010db8000000000000000000000001"),
});

Deno.test("every parameter that is known is read", () => {
  assert.deepEqual(read(everything).parameters, {
    keys: [0, 1, 2, 3, 4, 5, 6],
    mandatory: [1, 3],
    alpn: ["h2", "h3"],
    noDefaultAlpn: true,
    port: 8443,
    ipv4hint: ["192.0.2.1", "192.0.2.2"],
    ech: fromHex("000102"),
    ipv6hint: ["2001:db8::1"],
  });
});

Deno.test("a record that ends early is refused, unless a parameter ends there", () => {
  // Behind the target, and behind each of the seven parameters but the last.
  const ends = new Set([15, 23, 33, 37, 43, 55, 62]);
  for (let length = 0; length < everything.length; length++) {
    const prefix = everything.subarray(0, length);
    if (ends.has(length)) assert.doesNotThrow(() => read(prefix), `${length}`);
    else assert.throws(() => read(prefix), DecodeError, `${length}`);
  }
  assert.throws(() => read(Uint8Array.of(...everything, 0)), DecodeError);
});

const malformed: [what: string, hex: string][] = [
  ["a key that comes twice", "0001 00 0003 0002 0035 0003 0002 0035"],
  ["keys out of order", "0001 00 0003 0002 0035 0001 0003 02 6832"],
  ["a target that is compressed", `0001 c000`],
  ["no mandatory key", "0001 00 0000 0000"],
  ["mandatory keys out of order", "0001 00 0000 0004 0004 0001"],
  ["a mandatory key twice", "0001 00 0000 0004 0001 0001"],
  ["mandatory itself as mandatory", "0001 00 0000 0002 0000"],
  ["half a mandatory key", "0001 00 0000 0003 0001 00"],
  ["no ALPN name", "0001 00 0001 0000"],
  ["an empty ALPN name", "0001 00 0001 0001 00"],
  ["an ALPN name that is cut off", "0001 00 0001 0002 02 68"],
  ["no-default-alpn with a value", "0001 00 0002 0001 00"],
  ["a port of one octet", "0001 00 0003 0001 35"],
  ["a port of three octets", "0001 00 0003 0003 003500"],
  ["no IPv4 address", "0001 00 0004 0000"],
  ["half an IPv4 address", "0001 00 0004 0006 c0000201 c000"],
  ["no IPv6 address", "0001 00 0006 0000"],
  ["half an IPv6 address", "0001 00 0006 0008 20010db800000000"],
];
for (const [what, hex] of malformed) {
  Deno.test(`${what} is malformed`, () => {
    assert.throws(() => read(fromHex(hex)), DecodeError);
  });
}

Deno.test("in AliasMode parameters count for nothing: RFC 9460 §2.4.2", () => {
  const { parameters } = read(
    rdata.https(0, "foo.example.com", { 3: fromHex("0035"), 4: new Uint8Array(0) }),
  );
  assert.deepEqual(parameters, none);
});

Deno.test("another port than that of https has a name of its own: RFC 9460 §9.1", () => {
  assert.equal(httpsRecordName(443, "example.com"), "example.com");
  assert.equal(httpsRecordName(8443, "example.com"), "_8443._https.example.com");
});
