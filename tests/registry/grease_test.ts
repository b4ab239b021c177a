import assert from "node:assert/strict";
import { isGrease, isGreaseOctet, isGreaseProtocolName } from "../../src/registry/grease.ts";

function valuesWhere(limit: number, test: (value: number) => boolean): number[] {
  return Array.from({ length: limit + 1 }, (_, value) => value).filter(test);
}

// RFC 8701 §2, both lists.
const pairs = [
  ...[0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a, 0x4a4a, 0x5a5a, 0x6a6a, 0x7a7a],
  ...[0x8a8a, 0x9a9a, 0xaaaa, 0xbaba, 0xcaca, 0xdada, 0xeaea, 0xfafa],
];
const octets = [0x0b, 0x2a, 0x49, 0x68, 0x87, 0xa6, 0xc5, 0xe4];

Deno.test("the sixteen pairs of RFC 8701 are GREASE, and no other value of two octets is", () => {
  assert.deepEqual(valuesWhere(0xffff, isGrease), pairs);
});

Deno.test("the eight octets of RFC 8701 are GREASE, and no other octet is", () => {
  assert.deepEqual(valuesWhere(0xff, isGreaseOctet), octets);
});

Deno.test("an ALPN name is GREASE when it is one of the sixteen pairs", () => {
  for (const pair of pairs) assert.ok(isGreaseProtocolName(Uint8Array.of(pair >> 8, pair & 0xff)));
  assert.ok(!isGreaseProtocolName(new TextEncoder().encode("h2")));
  assert.ok(!isGreaseProtocolName(Uint8Array.of(0x0a)));
  assert.ok(!isGreaseProtocolName(Uint8Array.of(0x0a, 0x0a, 0x0a)));
  assert.ok(!isGreaseProtocolName(new Uint8Array()));
});
