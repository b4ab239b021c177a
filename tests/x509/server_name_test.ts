import assert from "node:assert/strict";
import { formatIpAddress, parseIpAddress } from "../../src/x509/server_name/ip_address.ts";
import { dnsNameFault, dnsNameMatches } from "../../src/x509/server_name/dns_name.ts";
import { referenceIdentifier } from "../../src/x509/server_name/reference.ts";

const covers = (presented: string, name: string) => {
  const reference = referenceIdentifier(name);
  return reference?.kind === "dns" && dnsNameMatches(presented, reference.labels);
};

Deno.test("a DNS name covers itself, whatever the case and with or without the root's dot", () => {
  assert.ok(covers("example.com", "example.com"));
  assert.ok(covers("Example.COM", "example.com"));
  assert.ok(covers("example.com", "EXAMPLE.com."));
  assert.ok(!covers("example.com", "www.example.com"));
  assert.ok(!covers("www.example.com", "example.com"));
});

Deno.test("a wildcard stands for exactly one whole label (RFC 9525 §6.3)", () => {
  assert.ok(covers("*.example.com", "www.example.com"));
  assert.ok(!covers("*.example.com", "example.com"));
  assert.ok(!covers("*.example.com", "a.b.example.com"));
  assert.ok(!covers("w*.example.com", "www.example.com"));
  assert.ok(!covers("www.*.com", "www.example.com"));
  assert.ok(!covers("*", "com"));
  assert.ok(!covers("*.*.com", "www.example.com"));
});

Deno.test("a dNSName outside the preferred syntax covers nothing", () => {
  for (const presented of ["example.com.", ".example.com", "exa mple.com", "example..com", ""]) {
    assert.ok(!covers(presented, "example.com"), presented);
  }
  assert.ok(
    covers("foo_bar.example.com", "foo_bar.example.com"),
    "underscores are compared, though they break the profile",
  );
});

Deno.test("U-labels are compared as A-labels", () => {
  assert.ok(covers("xn--mnchen-3ya.example", "münchen.example"));
  assert.ok(covers("xn--mnchen-3ya.example", "MÜNCHEN.example"));
  assert.ok(!covers("münchen.example", "münchen.example"), "a dNSName holds A-labels");
});

Deno.test("what is no host name is no reference identifier", () => {
  for (const name of ["", ".", "a..b", "a/b", "a b", "user@host", "a:80", "*.example.com", "a%41.example"]) {
    assert.equal(referenceIdentifier(name), null, name);
  }
});

Deno.test("an address is one in every spelling", () => {
  const octets = (name: string) => {
    const reference = referenceIdentifier(name);
    return reference?.kind === "ip" ? reference.bytes.toHex() : null;
  };
  assert.equal(octets("192.0.2.1"), "c0000201");
  assert.equal(octets("0xc0000201"), "c0000201");
  assert.equal(octets("192.0.513"), "c0000201");
  const loopback = "00000000000000000000000000000001";
  for (
    const text of ["::1", "[::1]", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001", "::0.0.0.1"]
  ) {
    assert.equal(octets(text), loopback, text);
  }
  for (
    const text of [
      "1:2:3",
      "1::2::3",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7::8",
      "::g",
      "12345::",
      "::1.2.3.256",
    ]
  ) {
    assert.equal(parseIpAddress(text), null, text);
  }
});

Deno.test("addresses are written as RFC 5952 recommends", () => {
  for (
    const text of [
      "2001:db8::1",
      "::",
      "::1",
      "1::",
      "2001:db8:0:1:1:1:1:1",
      "2001:db8::1:0:0:1",
      "192.0.2.1",
    ]
  ) {
    assert.equal(formatIpAddress(parseIpAddress(text)!), text);
  }
});

Deno.test("each fault of a dNSName is told", () => {
  assert.equal(dnsNameFault("example.com"), null);
  assert.equal(dnsNameFault("xn--mnchen-3ya.example"), null);
  assert.match(dnsNameFault("")!, /empty/);
  assert.match(dnsNameFault("a..b")!, /empty label/);
  assert.match(dnsNameFault("a.b.")!, /empty label/);
  assert.match(dnsNameFault("a_b.example")!, /underscore/);
  assert.match(dnsNameFault("-a.example")!, /hyphen/);
  assert.match(dnsNameFault("a*.example")!, /character/);
  assert.match(dnsNameFault(`${"a".repeat(64)}.example`)!, /63/);
  assert.match(dnsNameFault(`${"a.".repeat(127)}a`)!, /253/);
});
