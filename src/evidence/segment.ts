/** What there is to say of a TCP segment, before anyone says in octets. */

export interface Segment {
  readonly from: "us" | "peer";
  /** On the monotonic clock. */
  readonly atMs: number;
  readonly sequenceNumber: number;
  /** `null`: nothing is acknowledged yet. */
  readonly acknowledgmentNumber: number | null;
  /** Beside ACK, which an acknowledgment number brings. */
  readonly flags: readonly Flag[];
  readonly payload: Uint8Array;
  readonly comment?: string;
}

export type Flag = "FIN" | "SYN" | "RST" | "PSH";

/** RFC 9293 §3.1. */
export const flagBits: Readonly<Record<Flag | "ACK", number>> = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
};
