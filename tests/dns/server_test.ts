import assert from "node:assert/strict";
import { dnsServerText, readDnsServer } from "../../src/dns/mod.ts";

const accepted: [text: string, canonical: string][] = [
  ["192.0.2.53", "192.0.2.53:53"],
  ["192.0.2.53:5353", "192.0.2.53:5353"],
  ["2001:db8::53", "[2001:db8::53]:53"],
  ["[2001:DB8:0::53]", "[2001:db8::53]:53"],
  ["[2001:db8::53]:5353", "[2001:db8::53]:5353"],
  ["https://dns.example/dns-query", "https://dns.example/dns-query"],
  ["HTTPS://dns.example", "https://dns.example/"],
  ["http://127.0.0.1:8053/dns-query", "http://127.0.0.1:8053/dns-query"],
  ["http://[::1]/", "http://[::1]/"],
];
for (const [text, canonical] of accepted) {
  Deno.test(`${text} is a resolver`, () => {
    const server = readDnsServer(text);
    assert.equal(server && dnsServerText(server), canonical);
  });
}

const refused = [
  "",
  "dns.example",
  "dns.example:53",
  "192.0.2.53:",
  "192.0.2.53:0",
  "192.0.2.53:65536",
  "192.0.2.53:123456",
  "192.0.2",
  "[192.0.2.53]:53",
  "2001:db8::53:zz",
  "[2001:db8::53",
  "[]:53",
  "fe80::1%eth0",
  "http://dns.example/dns-query",
  "https://user@dns.example/",
  "https://dns.example/#x",
  "https://",
  "tls://192.0.2.53",
];
for (const text of refused) {
  Deno.test(`${JSON.stringify(text)} is none`, () => {
    assert.equal(readDnsServer(text), null);
  });
}
