import assert from "node:assert/strict";
import fc from "fast-check";
import { concat } from "../../src/bytes/mod.ts";
import {
  keyLog,
  pcapng,
  pcapngBeginning,
  pcapngSession,
  withoutLocalEndpoints,
} from "../../src/evidence/mod.ts";
import type { Evidence } from "../../src/evidence/mod.ts";
import type { WireConnection, WireEvent } from "../../src/net/mod.ts";
import {
  type BlockOption,
  blocksOf,
  optionsOf,
  packetOf,
  segmentOf,
  type TcpSegment,
} from "../support/pcapng.ts";
import { evidenceOf, secrets } from "./samples.ts";

const [FIN, SYN, RST, PSH, ACK] = [0x01, 0x02, 0x04, 0x08, 0x10];

Deno.test("a section header, an interface, the secrets, and then the packets", () => {
  const evidence = evidenceOf([{}], { secrets });
  const blocks = blocksOf(pcapng(evidence));
  assert.deepEqual(blocks.map(({ type }) => type), [0x0a0d0d0a, 1, 10, 6, 6, 6]);
  const [section, description, decryption] = blocks.map(({ body }) => body);
  // draft-ietf-opsawg-pcapng §4.1: byte-order magic, version 1.0, a length that is not said
  assert.equal(section!.subarray(0, 16).toHex(), "1a2b3c4d00010000ffffffffffffffff");
  const sectionOptions = optionsOf(section!.subarray(16));
  assert.match(text(sectionOptions, 1), /Ethernet, IP and TCP .* rebuilt by tls-handshake-checker/);
  assert.equal(text(sectionOptions, 4), "tls-handshake-checker");
  // §4.2: Ethernet, no snap length
  assert.equal(description!.subarray(0, 8).toHex(), "0001000000000000");
  assert.deepEqual(option(optionsOf(description!.subarray(8)), 9), new Uint8Array([6]));
  // §4.7: "TLSK", and the octets of the key log
  assert.equal(new TextDecoder().decode(decryption!.subarray(0, 4)), "TLSK");
  const log = new TextEncoder().encode(keyLog(evidence));
  assert.equal(new DataView(decryption!.slice().buffer).getUint32(4), log.length);
  assert.deepEqual(decryption!.slice(8, 8 + log.length), log);
  assert.ok(decryption!.length - 8 - log.length < 4);
});

Deno.test("without secrets there is no block for them", () => {
  assert.deepEqual(blocksOf(pcapng(evidenceOf([{}]))).map(({ type }) => type), [0x0a0d0d0a, 1, 6, 6, 6]);
});

Deno.test("a session is told from its SYN to its end, at its times, with its addresses and ports", () => {
  const packets = packetsOf(evidenceOf([{
    events: [
      { kind: "sent", atMs: 1003, bytes: new Uint8Array([1, 2, 3]) },
      { kind: "received", atMs: 1004.5, bytes: new Uint8Array([4, 5]) },
      { kind: "sent_end", atMs: 1005 },
      { kind: "received_end", atMs: 1006 },
    ],
  }]));
  const [us, peer] = ["c6336401:40000", "c0000207:443"];
  assert.deepEqual(
    packets.map(({ segment: { source, destination, payload, options: _, ...rest } }) => ({
      ...rest,
      from: source === us ? "us" : "peer",
      between: [source, destination].toSorted().join(),
      payload: [...payload],
    })),
    [
      [us, 0, 0, SYN, []],
      [peer, 0, 1, SYN | ACK, []],
      [us, 1, 1, ACK, []],
      [us, 1, 1, PSH | ACK, [1, 2, 3]],
      [peer, 1, 4, PSH | ACK, [4, 5]],
      [us, 4, 3, FIN | ACK, []],
      [peer, 3, 5, FIN | ACK, []],
      [us, 5, 4, ACK, []],
    ].map(([source, sequenceNumber, acknowledgmentNumber, flags, payload]) => ({
      sequenceNumber,
      acknowledgmentNumber,
      flags,
      from: source === us ? "us" : "peer",
      between: [us, peer].toSorted().join(),
      payload,
    })),
  );
  const start = Date.UTC(2026, 10, 23, 12, 0, 0, 500) * 1000;
  assert.deepEqual(
    packets.map(({ timestamp }) => Number(timestamp) - start),
    [1250, 2000, 2000, 3000, 4500, 5000, 6000, 6000],
  );
  // §4.3.1: epb_flags, 1 for inbound and 2 for outbound
  assert.deepEqual(packets.map(({ options }) => option(options, 2)[3]), [2, 1, 2, 2, 1, 2, 1, 2]);
});

for (const [address, mss] of [["192.0.2.7", 1460], ["2001:db8::7", 1440]] as const) {
  Deno.test(`octets are cut where an Ethernet packet to ${address} is full, and only the last is pushed`, () => {
    const bytes = new Uint8Array(2 * mss + 1).map((_, index) => index);
    const packets = packetsOf(evidenceOf([{
      local: null,
      remote: { address, port: 443 },
      events: [{ kind: "received", atMs: 1003, bytes }],
    }]));
    const data = packets.map(({ segment }) => segment).filter(({ payload }) => payload.length > 0);
    assert.deepEqual(data.map(({ payload }) => payload.length), [mss, mss, 1]);
    assert.deepEqual(data.map(({ flags }) => flags), [ACK, ACK, PSH | ACK]);
    assert.deepEqual(concat(...data.map(({ payload }) => payload)), bytes);
    // RFC 9293 §3.2: the SYN says so too
    const [first] = packets;
    assert.equal(first!.segment.options.subarray(0, 4).toHex(), `0204${mss.toString(16).padStart(4, "0")}`);
    assert.ok(packets.every(({ frame }) => frame.length <= 14 + 1500));
  });
}

Deno.test("a connection that is refused is a SYN and a reset, with the reason beside it", () => {
  const packets = packetsOf(evidenceOf([{
    openedMs: null,
    failure: "192.0.2.7 port 443 refused the connection",
    events: [{ kind: "reset", atMs: 1002 }],
  }]));
  assert.deepEqual(packets.map(({ segment }) => segment.flags), [SYN, RST | ACK]);
  assert.equal(packets[1]!.segment.acknowledgmentNumber, 1);
  assert.match(text(packets[0]!.options, 1), /server\.example port 443\n192\.0\.2\.7 port 443 refused/);
});

Deno.test("a connection that nobody answers is a SYN", () => {
  const packets = packetsOf(evidenceOf([{ openedMs: null, failure: "No answer" }]));
  assert.deepEqual(packets.map(({ segment }) => segment.flags), [SYN]);
});

Deno.test("a connection that the peer breaks off ends in its reset", () => {
  const packets = packetsOf(evidenceOf([{ events: [{ kind: "reset", atMs: 1003 }] }]));
  assert.deepEqual(packets.map(({ segment }) => segment.flags), [SYN, SYN | ACK, ACK, RST | ACK]);
});

Deno.test("what is not kept is said with the last packet that is", () => {
  const events: WireEvent[] = [{ kind: "received", atMs: 1003, bytes: new Uint8Array(2000) }];
  const packets = packetsOf(evidenceOf([{ events, cut: true }]));
  const comments = packets.map(({ options }) => options.some(({ code }) => code === 1) && text(options, 1));
  assert.deepEqual(comments.slice(1), [false, false, false, "There was more, which is not kept"]);
});

Deno.test("connections side by side are told in the order of their times, and sessions one after the other", () => {
  const evidence = evidenceOf([
    { dialledMs: 1001, openedMs: 1009 },
    { dialledMs: 1002, openedMs: 1003, local: { address: "198.51.100.1", port: 40001 } },
  ], { secrets });
  const times = packetsOf(evidence).map(({ timestamp }) => timestamp);
  assert.deepEqual(times, times.toSorted());
  const file = concat(pcapngBeginning(), pcapngSession(evidence), pcapngSession(evidence));
  assert.deepEqual(
    blocksOf(file).map(({ type }) => type),
    [0x0a0d0d0a, 1, ...[10, 6, 6, 6, 6, 6, 6], ...[10, 6, 6, 6, 6, 6, 6]],
  );
});

Deno.test("an end that is not known, or not to be known, has a stand-in, and the capture says so", () => {
  const known = evidenceOf([{}, { remote: { address: "2001:db8::7", port: 443 } }]);
  const hidden = packetsOf(withoutLocalEndpoints(known));
  assert.deepEqual(
    [...new Set(hidden.map(({ segment: { source } }) => source))].filter((end) => !end.endsWith(":443")),
    ["c0000201:49152", "20010db8000000000000000000000001:49153"],
  );
  assert.match(text(hidden[0]!.options, 1), /192\.0\.2\.1 stands for this side's address/);
  assert.doesNotMatch(text(packetsOf(known)[0]!.options, 1), /stands for/);
});

Deno.test("an IPv4-mapped address is IPv4, and a zone is left out", () => {
  const [mapped] = packetsOf(evidenceOf([{ remote: { address: "::ffff:192.0.2.9", port: 443 } }]));
  assert.equal(mapped!.segment.destination, "c0000209:443");
  const [zoned] = packetsOf(evidenceOf([{ remote: { address: "fe80::9%eth0", port: 443 } }]));
  assert.equal(zoned!.segment.destination, "fe800000000000000000000000000009:443");
});

Deno.test("a peer that sends octet by octet, up to the bound, is written down too", () => {
  const events: WireEvent[] = Array.from({ length: 16_384 }, (_, index) => ({
    kind: "received",
    atMs: 1003 + index / 1000,
    bytes: new Uint8Array([index & 0xff]),
  }));
  const packets = packetsOf(evidenceOf([{ events, cut: true }]));
  assert.equal(packets.length, 3 + events.length);
  assert.equal(packets.at(-1)!.segment.sequenceNumber, events.length);
});

const endpoint = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65535 }),
});
const bytes = fc.uint8Array({ maxLength: 5000 });
const event = fc.oneof(
  fc.record({ kind: fc.constantFrom("sent" as const, "received" as const), bytes }),
  fc.record({ kind: fc.constantFrom("sent_end" as const, "received_end" as const, "reset" as const) }),
);
const connection = fc.record({
  local: fc.option(endpoint),
  remote: endpoint,
  opens: fc.boolean(),
  failure: fc.option(fc.string({ unit: "binary" })),
  events: fc.array(event, { maxLength: 8 }),
  cut: fc.boolean(),
});

Deno.test("any capture is a file whose blocks, options, packets and segments can be read, with all its octets", () => {
  fc.assert(
    fc.property(fc.array(connection, { maxLength: 3 }), fc.string({ unit: "binary" }), (made, hostname) => {
      let clock = 1000;
      const connections: WireConnection[] = made.map(({ opens, events, ...rest }) => ({
        ...rest,
        dialledMs: clock += 0.1,
        openedMs: opens ? clock += 0.1 : null,
        events: events.map((event) => ({ ...event, atMs: clock += 0.1 })),
      }));
      const segments = packetsOf(evidenceOf(connections, { hostname, secrets })).map(({ segment }) =>
        segment
      );
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const octets = made.flatMap(({ events }) => events).map((event) =>
        "bytes" in event ? event.bytes.length : 0
      );
      assert.equal(sum(segments.map(({ payload }) => payload.length)), sum(octets));
    }),
  );
});

interface Told {
  readonly timestamp: bigint;
  readonly options: readonly BlockOption[];
  readonly frame: Uint8Array;
  readonly segment: TcpSegment;
}

function packetsOf(evidence: Evidence): Told[] {
  return blocksOf(pcapng(evidence)).filter(({ type }) => type === 6).map((block) => {
    const packet = packetOf(block);
    return { ...packet, segment: segmentOf(packet.frame) };
  });
}

function option(options: readonly BlockOption[], code: number): Uint8Array {
  const found = options.filter((each) => each.code === code);
  assert.equal(found.length, 1);
  return found[0]!.value;
}

function text(options: readonly BlockOption[], code: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(option(options, code));
}
