/**
 * A session as a capture that Wireshark opens and decrypts by itself: pcapng, with the secrets in a Decryption
 * Secrets Block before the packets that need them.
 */
import { concat } from "../bytes/mod.ts";
import {
  decryptionSecrets,
  enhancedPacket,
  interfaceDescription,
  numberOption,
  optionCodes,
  sectionHeader,
  textOption,
} from "./block.ts";
import { endsOf } from "./ends.ts";
import type { Evidence } from "./evidence.ts";
import { keyLog } from "./key_log.ts";
import { type Ends, frame, maximumSegmentSize } from "./packet.ts";
import type { Segment } from "./segment.ts";
import { segmentsOf } from "./segments.ts";

const REBUILT = "Not captured from a network: Ethernet, IP and TCP around the octets were rebuilt by " +
  "tls-handshake-checker from what it sent and received itself. Octets, their order, addresses and ports are those " +
  "of the session; times are when octets were handed to the system or by it. Segments, sequence numbers, " +
  "acknowledgments, windows and MAC addresses are made up.";

/** Ten to this power of the fraction of a second that timestamps count. */
const MICROSECONDS = 6;

/** Inbound and outbound, as `epb_flags` has them. */
const directions = { peer: 1, us: 2 } as const;

/** A whole file. */
export function pcapng(evidence: Evidence): Uint8Array {
  return concat(pcapngBeginning(), pcapngSession(evidence));
}

/** What a file begins with; any number of sessions may follow. */
export function pcapngBeginning(): Uint8Array {
  return concat(
    sectionHeader([
      textOption(optionCodes.comment, REBUILT),
      textOption(optionCodes.userApplication, "tls-handshake-checker"),
    ]),
    interfaceDescription([
      textOption(optionCodes.interfaceName, "rebuilt"),
      textOption(optionCodes.interfaceDescription, "Rebuilt by tls-handshake-checker"),
      numberOption(optionCodes.timestampResolution, MICROSECONDS, 1),
    ]),
  );
}

/** The blocks of one session: its secrets, and its packets in the order of their times. */
export function pcapngSession(evidence: Evidence): Uint8Array {
  const packets = evidence.connections.flatMap((connection, index) => {
    const { ends, standIn } = endsOf(connection, index);
    const opening = about(evidence, connection.failure, standIn);
    return [...segmentsOf(connection, maximumSegmentSize(ends), opening)].map((segment) => ({
      ends,
      segment,
    }));
  });
  packets.sort((a, b) => a.segment.atMs - b.segment.atMs);
  const secrets = evidence.secrets.length === 0 ? [] : [decryptionSecrets(keyLog(evidence))];
  return concat(...secrets, ...packets.map(({ ends, segment }) => packetBlock(evidence, ends, segment)));
}

function about({ hostname, port }: Evidence, failure: string | null, standIn: string | null): string {
  const lines = [`A connection for the check of ${hostname} port ${port}`];
  if (failure !== null) lines.push(failure);
  if (standIn !== null) lines.push(`${standIn} stands for this side's address, which is not told`);
  return lines.join("\n");
}

function packetBlock({ startedAt, startedMs }: Evidence, ends: Ends, segment: Segment): Uint8Array {
  const { from, atMs, comment } = segment;
  const microseconds = Math.round((startedAt.getTime() + atMs - startedMs) * 1000);
  return enhancedPacket(microseconds, frame(ends, segment), [
    ...(comment === undefined ? [] : [textOption(optionCodes.comment, comment)]),
    numberOption(optionCodes.packetFlags, directions[from], 4),
  ]);
}
