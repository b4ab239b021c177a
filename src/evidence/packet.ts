/** A segment in an IP packet in an Ethernet frame: RFC 9293 §3.1, RFC 791 §3.1, RFC 8200 §3, RFC 894 and RFC 2464. */
import { concat, Writer } from "../bytes/mod.ts";
import type { IpAddress } from "../net/mod.ts";
import { checksum } from "./checksum.ts";
import { flagBits, type Segment } from "./segment.ts";

export interface PacketEndpoint {
  readonly address: IpAddress;
  readonly port: number;
}

export interface Ends {
  readonly us: PacketEndpoint;
  /** Of the same family. */
  readonly peer: PacketEndpoint;
}

const MTU = 1500;
const TCP_HEADER = 20;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const PROTOCOL_TCP = 6;
const HOP_LIMIT = 64;
const DONT_FRAGMENT = 0x4000;

/** All that the window field can say; the scale makes it more than any session sends. */
const WINDOW = 0xffff;
const WINDOW_SCALE = 8;

/** Locally administered, as nobody saw the real ones. */
const MAC = { us: new Uint8Array([2, 0, 0, 0, 0, 1]), peer: new Uint8Array([2, 0, 0, 0, 0, 2]) };

/** RFC 9293 §3.7.1: what fits between Ethernet's bound and the headers. */
export function maximumSegmentSize({ peer }: Ends): number {
  return MTU - TCP_HEADER - (isIpv4(peer) ? IPV4_HEADER : IPV6_HEADER);
}

export function frame(ends: Ends, segment: Segment): Uint8Array {
  const [from, to] = segment.from === "us" ? [ends.us, ends.peer] : [ends.peer, ends.us];
  const ip = isIpv4(from) ? ipv4 : ipv6;
  return new Writer()
    .opaque(MAC[segment.from === "us" ? "peer" : "us"])
    .opaque(MAC[segment.from])
    .uint16(isIpv4(from) ? 0x0800 : 0x86dd)
    .opaque(ip(from, to, tcp(ends, from, to, segment)))
    .bytes();
}

function ipv4(from: PacketEndpoint, to: PacketEndpoint, payload: Uint8Array): Uint8Array {
  const header = (sum: number) =>
    new Writer()
      .uint8(4 << 4 | IPV4_HEADER / 4)
      .uint8(0)
      .uint16(IPV4_HEADER + payload.length)
      .uint16(0) // RFC 6864 §4.1: of no meaning where nothing is fragmented
      .uint16(DONT_FRAGMENT)
      .uint8(HOP_LIMIT)
      .uint8(PROTOCOL_TCP)
      .uint16(sum)
      .opaque(from.address.octets)
      .opaque(to.address.octets)
      .bytes();
  return concat(header(checksum(header(0))), payload);
}

function ipv6(from: PacketEndpoint, to: PacketEndpoint, payload: Uint8Array): Uint8Array {
  return new Writer()
    .uint32(6 * 2 ** 28)
    .uint16(payload.length)
    .uint8(PROTOCOL_TCP)
    .uint8(HOP_LIMIT)
    .opaque(from.address.octets)
    .opaque(to.address.octets)
    .opaque(payload)
    .bytes();
}

function tcp(ends: Ends, from: PacketEndpoint, to: PacketEndpoint, segment: Segment): Uint8Array {
  const { sequenceNumber, acknowledgmentNumber, payload } = segment;
  const options = segment.flags.includes("SYN") ? synOptions(ends) : new Uint8Array();
  const flags = segment.flags.reduce(
    (bits, flag) => bits | flagBits[flag],
    acknowledgmentNumber === null ? 0 : flagBits.ACK,
  );
  const withSum = (sum: number) =>
    new Writer()
      .uint16(from.port)
      .uint16(to.port)
      .uint32(sequenceNumber)
      .uint32(acknowledgmentNumber ?? 0)
      .uint8((TCP_HEADER + options.length) / 4 << 4)
      .uint8(flags)
      .uint16(WINDOW)
      .uint16(sum)
      .uint16(0)
      .opaque(options)
      .opaque(payload)
      .bytes();
  const unsummed = withSum(0);
  return withSum(checksum(pseudoHeader(from, to, unsummed.length), unsummed));
}

/** Maximum segment size (RFC 9293 §3.2), window scale (RFC 7323 §2.2), and an octet to fill up. */
function synOptions(ends: Ends): Uint8Array {
  return new Writer().uint8(2).uint8(4).uint16(maximumSegmentSize(ends)).uint8(1).uint8(3).uint8(3).uint8(
    WINDOW_SCALE,
  ).bytes();
}

/** Both families' sum to the same: RFC 9293 §3.1, RFC 8200 §8.1. */
function pseudoHeader(from: PacketEndpoint, to: PacketEndpoint, length: number): Uint8Array {
  return new Writer().opaque(from.address.octets).opaque(to.address.octets).uint32(length).uint32(
    PROTOCOL_TCP,
  ).bytes();
}

function isIpv4({ address }: PacketEndpoint): boolean {
  return address.octets.length === 4;
}
