/**
 * The TCP segments that a connection's octets could have travelled in, RFC 9293.
 *
 * The octets, their order and their times are real. How they were cut, numbered and acknowledged is not seen from
 * above TCP: here nothing is lost or comes twice, numbers begin at 0, and an acknowledgment comes with the next
 * segment that has something to say. What the peer did after we had closed is not known, and not drawn.
 */
import type { WireConnection, WireEvent } from "../net/mod.ts";
import type { Flag, Segment } from "./segment.ts";

interface Side {
  readonly name: Segment["from"];
  /** The number of its next octet. */
  next: number;
}

/** `mss`: the most octets of one segment. `opening`: a word about the connection, for its first segment. */
export function* segmentsOf(connection: WireConnection, mss: number, opening: string): Generator<Segment> {
  const { dialledMs, openedMs, events, cut } = connection;
  const us: Side = { name: "us", next: 0 };
  const peer: Side = { name: "peer", next: 0 };
  const nothing = new Uint8Array();

  const segment = (from: Side, atMs: number, flags: readonly Flag[], payload: Uint8Array): Segment => {
    const other = from === us ? peer : us;
    const made = {
      from: from.name,
      atMs,
      sequenceNumber: from.next,
      acknowledgmentNumber: other.next === 0 ? null : other.next,
      flags,
      payload,
    };
    // SYN and FIN count as an octet each, RFC 9293 §3.4.
    from.next += payload.length + (flags.includes("SYN") || flags.includes("FIN") ? 1 : 0);
    return made;
  };

  function* segmentsFor(event: WireEvent): Generator<Segment> {
    switch (event.kind) {
      case "sent":
      case "received": {
        const from = event.kind === "sent" ? us : peer;
        const { atMs, bytes } = event;
        for (let offset = 0; offset < bytes.length; offset += mss) {
          const payload = bytes.subarray(offset, offset + mss);
          yield segment(from, atMs, offset + mss < bytes.length ? [] : ["PSH"], payload);
        }
        return;
      }
      case "sent_end":
      case "received_end":
        return yield segment(event.kind === "sent_end" ? us : peer, event.atMs, ["FIN"], nothing);
      case "reset":
        return yield segment(peer, event.atMs, ["RST"], nothing);
    }
  }

  yield { ...segment(us, dialledMs, ["SYN"], nothing), comment: opening };
  if (openedMs !== null) {
    yield segment(peer, openedMs, ["SYN"], nothing);
    yield segment(us, openedMs, [], nothing);
  }
  for (const [index, event] of events.entries()) {
    const segments = [...segmentsFor(event)];
    const isLast = cut && index === events.length - 1;
    yield* isLast ? withComment(segments, "There was more, which is not kept") : segments;
  }
  const last = events.at(-1);
  if (last?.kind === "received_end" && !cut) yield segment(us, last.atMs, [], nothing);
}

function withComment(segments: readonly Segment[], comment: string): Segment[] {
  return segments.map((each, index) => index === segments.length - 1 ? { ...each, comment } : each);
}
