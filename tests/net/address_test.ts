import assert from "node:assert/strict";
import { addressFrom, isInBlock, parseAddress, readPrefix } from "../../src/net/address.ts";

const octets = (text: string) => parseAddress(text)?.octets ?? assert.fail(text);

Deno.test("an address is its octets, whichever way it is spelled", () => {
  assert.deepEqual(octets("192.0.2.7"), Uint8Array.of(192, 0, 2, 7));
  // RFC 4291 §2.2 has these pairs.
  for (
    const [long, short] of [
      ["2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"],
      ["FF01:0:0:0:0:0:0:101", "ff01::101"],
      ["0:0:0:0:0:0:0:1", "::1"],
      ["0:0:0:0:0:0:0:0", "::"],
      ["0:0:0:0:0:FFFF:129.144.52.38", "::ffff:8190:3426"],
    ] as const
  ) {
    assert.deepEqual(octets(long), octets(short));
    assert.equal(parseAddress(long)!.text, short);
    assert.equal(addressFrom(octets(long)).text, short);
  }
});

Deno.test("what a platform might still take for an address is none", () => {
  const others = [
    "",
    "localhost",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "010.0.0.1",
    "127.0.0.1.",
    "127.0.0.256",
    " 127.0.0.1",
    "127.0.0.1\n",
    "127.0.0.1:443",
    "１２７.0.0.1",
    "[::1]",
    "::1%lo",
    "fe80::1%25eth0",
    "::1 ",
    ":::",
    "1::2::3",
    "::12345",
    "1:2:3:4:5:6:7",
    "::1]:80/[",
    "::127.1",
    "::ffff:0x7f.0.0.1",
  ];
  for (const text of others) assert.equal(parseAddress(text), null, text);
});

Deno.test("a block ends where its prefix says", () => {
  const cases: [prefix: string, inside: string[], outside: string[]][] = [
    ["100.64.0.0/10", ["100.64.0.0", "100.127.255.255"], ["100.63.255.255", "100.128.0.0", "::6440:0"]],
    ["172.16.0.0/12", ["172.16.0.0", "172.31.255.255"], ["172.15.255.255", "172.32.0.0"]],
    ["192.0.2.7/32", ["192.0.2.7"], ["192.0.2.6", "192.0.2.8"]],
    ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::"]],
    ["fe80::/10", ["fe80::", "febf:ffff::1"], ["fe7f:ffff::", "fec0::"]],
    ["2001:20::/28", ["2001:20::", "2001:2f:ffff::"], ["2001:1f:ffff::", "2001:30::"]],
  ];
  for (const [prefix, inside, outside] of cases) {
    for (const text of inside) assert.ok(isInBlock(parseAddress(text)!, prefix), `${text} in ${prefix}`);
    for (const text of outside) {
      assert.ok(!isInBlock(parseAddress(text)!, prefix), `${text} not in ${prefix}`);
    }
  }
});

Deno.test("a prefix is read as it is typed into a setting, and an address alone is its own block", () => {
  assert.equal(readPrefix("198.51.100.0/24"), "198.51.100.0/24");
  assert.equal(readPrefix("2001:DB8:0::/32"), "2001:db8::/32");
  assert.equal(readPrefix("192.0.2.7"), "192.0.2.7/32");
  assert.equal(readPrefix("2001:db8::7"), "2001:db8::7/128");
  for (const text of ["", "/8", "10.0.0.0/33", "::/129", "10/8", "10.0.0.0/x", "10.0.0.0/8/8", "host"]) {
    assert.equal(readPrefix(text), null, text);
  }
});
