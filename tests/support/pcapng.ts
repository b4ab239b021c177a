/** Reads pcapng and what is in its packets, strictly: an octet that does not fit throws. */
import assert from "node:assert/strict";
import { Reader } from "../../src/bytes/mod.ts";

export interface Block {
  readonly type: number;
  readonly body: Uint8Array;
}

export interface Packet {
  readonly timestamp: bigint;
  readonly frame: Uint8Array;
  readonly options: readonly BlockOption[];
}

export interface BlockOption {
  readonly code: number;
  readonly value: Uint8Array;
}

/** draft-ietf-opsawg-pcapng §3.1: the same length at both ends, a multiple of four. */
export function blocksOf(file: Uint8Array): Block[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const blocks: Block[] = [];
  for (let offset = 0; offset < file.length;) {
    const length = view.getUint32(offset + 4);
    assert.equal(length % 4, 0);
    assert.ok(length >= 12 && offset + length <= file.length, `a block of ${length} octets at ${offset}`);
    assert.equal(view.getUint32(offset + length - 4), length);
    blocks.push({ type: view.getUint32(offset), body: file.subarray(offset + 8, offset + length - 4) });
    offset += length;
  }
  return blocks;
}

/** §3.5: up to opt_endofopt, behind which nothing stands; none at all is right too. */
export function optionsOf(octets: Uint8Array): BlockOption[] {
  const options: BlockOption[] = [];
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length);
  for (let offset = 0; offset < octets.length;) {
    const [code, length] = [view.getUint16(offset), view.getUint16(offset + 2)];
    const value = octets.slice(offset + 4, offset + 4 + length);
    assert.equal(value.length, length);
    offset += 4 + length + padding(length);
    if (code !== 0) options.push({ code, value });
    else assert.equal(offset, octets.length);
  }
  return options;
}

/** §4.3 */
export function packetOf({ type, body }: Block): Packet {
  assert.equal(type, 6);
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  assert.equal(view.getUint32(0), 0);
  const length = view.getUint32(12);
  assert.equal(view.getUint32(16), length);
  const end = 20 + length;
  assert.ok(body.subarray(end, end + padding(length)).every((octet) => octet === 0));
  return {
    timestamp: view.getBigUint64(4),
    frame: body.slice(20, end),
    options: optionsOf(body.subarray(end + padding(length))),
  };
}

export interface TcpSegment {
  readonly source: string;
  readonly destination: string;
  readonly sequenceNumber: number;
  readonly acknowledgmentNumber: number;
  readonly flags: number;
  readonly options: Uint8Array;
  readonly payload: Uint8Array;
}

/** Ethernet, IPv4 or IPv6, and TCP, with every length and checksum held against the octets. */
export function segmentOf(frame: Uint8Array): TcpSegment {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const isIpv4 = view.getUint16(12) === 0x0800;
  if (!isIpv4) assert.equal(view.getUint16(12), 0x86dd);
  const header = isIpv4 ? 20 : 40;
  const ip = frame.subarray(14, 14 + header);
  const tcp = frame.subarray(14 + header);
  assert.equal(ip[0]! >> 4, isIpv4 ? 4 : 6);
  assert.equal(ip[isIpv4 ? 9 : 6], 6);
  const length = view.getUint16(14 + (isIpv4 ? 2 : 4));
  assert.equal(length, isIpv4 ? header + tcp.length : tcp.length);
  if (isIpv4) assert.equal(onesComplementSum(ip), 0xffff);
  const addresses = isIpv4 ? ip.subarray(12, 20) : ip.subarray(8, 40);
  const pseudoHeader = new Uint8Array([...addresses, 0, 6, tcp.length >> 8, tcp.length & 0xff]);
  assert.equal(onesComplementSum(new Uint8Array([...pseudoHeader, ...tcp])), 0xffff);

  const reader = new Reader(tcp);
  const [sourcePort, destinationPort] = [reader.uint16("source"), reader.uint16("destination")];
  const [sequenceNumber, acknowledgmentNumber] = [reader.uint32("seq"), reader.uint32("ack")];
  const dataOffset = (tcp[12]! >> 4) * 4;
  const half = addresses.length / 2;
  const text = (octets: Uint8Array, port: number) => `${octets.toHex()}:${port}`;
  return {
    source: text(addresses.subarray(0, half), sourcePort),
    destination: text(addresses.subarray(half), destinationPort),
    sequenceNumber,
    acknowledgmentNumber,
    flags: tcp[13]!,
    options: tcp.subarray(20, dataOffset),
    payload: tcp.subarray(dataOffset),
  };
}

function onesComplementSum(octets: Uint8Array): number {
  let sum = 0;
  for (const [index, octet] of octets.entries()) sum += index % 2 === 0 ? octet * 256 : octet;
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

function padding(length: number): number {
  return (4 - length % 4) % 4;
}
