/**
 * The addresses at which no public server is: IANA's "IPv4 Special-Purpose Address Registry" and "IPv6
 * Special-Purpose Address Registry" (RFC 6890, RFC 8190) as of 2026-11, with what stands in the registries beside
 * them: multicast, what is reserved, and what was taken back. The first that applies is the one to tell of.
 *
 * Blocks whose addresses are servers' all the same, such as AS112 (RFC 7535), are not here; nor are those that carry
 * an IPv4 address, which is judged by itself (`address_carriers.ts`).
 */
import type { AddressBlock } from "./address.ts";

/** Clouds tell a machine its credentials here. Most are in a block below; one is a public address. */
const metadata: readonly AddressBlock[] = [
  block("169.254.169.254/32", "instance metadata", "RFC 3927"),
  block("169.254.170.2/32", "container credentials", "RFC 3927"),
  block("100.100.100.200/32", "instance metadata", "RFC 6598"),
  block("192.0.0.192/32", "instance metadata", "RFC 6890"),
  block("168.63.129.16/32", "platform services of a cloud", "its documentation"),
  block("fd00:ec2::254/128", "instance metadata", "RFC 4193"),
  block("fd20:ce::254/128", "instance metadata", "RFC 4193"),
];

export const specialPurposeBlocks: readonly AddressBlock[] = [
  ...metadata,

  block("0.0.0.0/8", "this network", "RFC 791 §3.2"),
  block("10.0.0.0/8", "private use", "RFC 1918"),
  block("100.64.0.0/10", "shared address space", "RFC 6598"),
  block("127.0.0.0/8", "loopback", "RFC 1122 §3.2.1.3"),
  block("169.254.0.0/16", "link local", "RFC 3927"),
  block("172.16.0.0/12", "private use", "RFC 1918"),
  block("192.0.0.0/24", "IETF protocol assignments", "RFC 6890 §2.1"),
  block("192.0.2.0/24", "documentation (TEST-NET-1)", "RFC 5737"),
  block("192.88.99.0/24", "6to4 relay anycast, deprecated", "RFC 7526"),
  block("192.168.0.0/16", "private use", "RFC 1918"),
  block("198.18.0.0/15", "benchmarking", "RFC 2544"),
  block("198.51.100.0/24", "documentation (TEST-NET-2)", "RFC 5737"),
  block("203.0.113.0/24", "documentation (TEST-NET-3)", "RFC 5737"),
  block("224.0.0.0/4", "multicast", "RFC 5771"),
  block("255.255.255.255/32", "limited broadcast", "RFC 919 §7"),
  block("240.0.0.0/4", "reserved", "RFC 1112 §4"),

  block("::/128", "unspecified", "RFC 4291 §2.5.2"),
  block("::1/128", "loopback", "RFC 4291 §2.5.3"),
  block("::/96", "IPv4-compatible, deprecated", "RFC 4291 §2.5.5.1"),
  block("::ffff:0:0:0/96", "IPv4-translated, deprecated", "RFC 2765 §2.1"),
  block("64:ff9b:1::/48", "IPv4-IPv6 translation, local use", "RFC 8215"),
  block("100::/64", "discard only", "RFC 6666"),
  block("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
  block("2001::/32", "Teredo", "RFC 4380"),
  block("2001:2::/48", "benchmarking", "RFC 5180"),
  block("2001:10::/28", "ORCHID, deprecated", "RFC 4843"),
  block("2001:20::/28", "ORCHIDv2", "RFC 7343"),
  block("2001::/23", "IETF protocol assignments", "RFC 2928"),
  block("2001:db8::/32", "documentation", "RFC 3849"),
  block("3fff::/20", "documentation", "RFC 9637"),
  block("5f00::/16", "segment routing identifiers", "RFC 9602"),
  block("fc00::/7", "unique local", "RFC 4193"),
  block("fe80::/10", "link local", "RFC 4291 §2.5.6"),
  block("fec0::/10", "site local, deprecated", "RFC 3879"),
  block("ff00::/8", "multicast", "RFC 4291 §2.7"),
  // What is left beside 2000::/3, the one part of IPv6 that is assigned to hosts of the Internet.
  block("::/3", "reserved", "RFC 4291 §2.4"),
  block("4000::/2", "reserved", "RFC 4291 §2.4"),
  block("8000::/1", "reserved", "RFC 4291 §2.4"),
];

function block(prefix: string, name: string, reference: string): AddressBlock {
  return { prefix, name, reference };
}
