import assert from "node:assert/strict";
import { everywhere, publicOnly, refuseAddress, refuseHostname, refusePort } from "../../src/net/mod.ts";

/** The first and last address of each block, and what the message must name. */
const refused: [reason: RegExp, ...addresses: string[]][] = [
  [/this network/, "0.0.0.0", "0.255.255.255"],
  [/private use/, "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255"],
  [/private use/, "192.168.0.0", "192.168.255.255"],
  [/shared address space/, "100.64.0.0", "100.127.255.255"],
  [/loopback/, "127.0.0.0", "127.0.0.1", "127.255.255.255", "::1"],
  [/link local/, "169.254.0.0", "169.254.255.255", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  [/protocol assignments/, "192.0.0.0", "192.0.0.255", "2001:1::1", "2001:1ff:ffff::"],
  [/documentation/, "192.0.2.0", "198.51.100.255", "203.0.113.7", "2001:db8::", "3fff::", "3fff:fff:ffff::1"],
  [/6to4 relay/, "192.88.99.1"],
  [/benchmarking/, "198.18.0.0", "198.19.255.255", "2001:2::"],
  [/multicast/, "224.0.0.0", "239.255.255.255", "ff02::1", "ff0e::1"],
  [/reserved/, "240.0.0.0", "255.255.255.254", "1000::", "4000::", "6000::1", "c000::", "fe00::"],
  [/broadcast/, "255.255.255.255"],
  [/unspecified/, "::"],
  [/IPv4-compatible/, "::8.8.8.8", "::127.0.0.1"],
  [/IPv4-translated/, "::ffff:0:8.8.8.8"],
  [/local use/, "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
  [/discard/, "100::", "100::ffff:ffff:ffff:ffff"],
  [/dummy/, "100:0:0:1::"],
  [/Teredo/, "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  [/ORCHID/, "2001:10::", "2001:1f::", "2001:20::", "2001:2f:ffff::"],
  [/segment routing/, "5f00::1"],
  [/unique local/, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  [/site local/, "fec0::", "feff::1"],
  [/metadata/, "169.254.169.254", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"],
  [/container credentials/, "169.254.170.2"],
  [/platform services/, "168.63.129.16"],
];

const allowed = [
  "1.1.1.1",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "168.63.129.15",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "191.255.255.255",
  "192.0.1.0",
  "192.0.3.0",
  "192.31.196.1", // AS112, RFC 7535
  "192.88.98.255",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "198.51.99.255",
  "203.0.114.0",
  "223.255.255.255",
  "2000::",
  "2001:200::1",
  "2001:db7:ffff::",
  "2001:db9::",
  "2606:4700:4700::1111",
  "2620:4f:8000::1", // AS112, RFC 7534
  "2a00:1450:4001:80e::200e",
  "3ffe:ffff::",
  "3fff:1000::",
];

/** IPv6 addresses that a packet to `address` leaves as a packet to the same host. RFC 4291, 6052, 3056, 5214 */
function carriers(address: string): string[] {
  const [a, b, c, d] = address.split(".").map(Number) as [number, number, number, number];
  const high = (a * 256 + b).toString(16);
  const low = (c * 256 + d).toString(16);
  return [
    `::ffff:${address}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `64:ff9b::${address}`,
    `64:ff9b::${high}:${low}`,
    `2002:${high}:${low}::`,
    `2002:${high}:${low}::1`,
    `2a00::5efe:${high}:${low}`,
    `2a00::200:5efe:${high}:${low}`,
  ];
}

Deno.test("an address of every special purpose is refused, and the refusal says which and where it is defined", () => {
  for (const [reason, ...addresses] of refused) {
    for (const address of addresses) {
      const error = refuseAddress(publicOnly, address);
      assert.equal(error?.code, "address_not_allowed", address);
      assert.match(error.message, reason, address);
      assert.match(error.message, /RFC \d+|its documentation/, address);
    }
  }
});

Deno.test("the public addresses on both sides of every block are allowed", () => {
  for (const address of allowed) assert.equal(refuseAddress(publicOnly, address), null, address);
});

Deno.test("an IPv6 address that carries a refused IPv4 address is refused, one that carries a public one is not", () => {
  const ipv4 = (address: string) => !address.includes(":");
  for (const address of refused.flatMap(([, ...all]) => all).filter(ipv4)) {
    for (const carrier of carriers(address)) {
      assert.equal(refuseAddress(publicOnly, carrier)?.code, "address_not_allowed", carrier);
    }
  }
  for (const address of allowed.filter(ipv4)) {
    for (const carrier of carriers(address)) assert.equal(refuseAddress(publicOnly, carrier), null, carrier);
  }
});

Deno.test("an instance's own addresses are refused too, in whatever they are carried", () => {
  const policy = {
    ...publicOnly,
    refused: [{ prefix: "198.41.0.4/32", name: "this service", reference: "its settings" }],
  };
  for (const address of ["198.41.0.4", ...carriers("198.41.0.4")]) {
    assert.match(refuseAddress(policy, address)?.message ?? "", /this service \(its settings\)/, address);
  }
  assert.equal(refuseAddress(policy, "198.41.0.5"), null);
});

Deno.test("a host name is refused when it is a refused address or means this machine", () => {
  for (const hostname of ["127.0.0.1", "::1", "localhost", "LOCALHOST", "localhost.", "a.b.localhost"]) {
    assert.equal(refuseHostname(publicOnly, hostname)?.code, "address_not_allowed", hostname);
  }
  for (const hostname of ["example.com", "localhost.example.com", "notlocalhost", "8.8.8.8"]) {
    assert.equal(refuseHostname(publicOnly, hostname), null, hostname);
  }
  assert.equal(refuseHostname(everywhere, "localhost"), null);
});

Deno.test("the ports of TLS and of every STARTTLS protocol are allowed, and those of other services are not", () => {
  const tls = [443, 465, 563, 636, 853, 990, 993, 995, 5061, 5223, 5270, 5671, 6697, 8443, 8883];
  const starttls = [21, 24, 25, 110, 119, 143, 389, 587, 3306, 4190, 5222, 5269, 5432];
  for (const port of [...tls, ...starttls]) assert.equal(refusePort(publicOnly, port), null, String(port));
  for (
    const port of [0, 1, 19, 22, 23, 53, 111, 135, 445, 1433, 2049, 2375, 6379, 9200, 11211, 27017, 65535]
  ) {
    assert.equal(refusePort(publicOnly, port)?.code, "port_not_allowed", String(port));
  }
  assert.equal(refusePort(everywhere, 22), null);
});
