/** Everything a handshake left behind: messages, records, what each step proved, and why it ended. */
import type { Field } from "../../bytes/mod.ts";
import type { CertificateRequest } from "../message/mod.ts";
import type { RecordLayout } from "../record/mod.ts";
import type { Evidence } from "./evidence.ts";
import type { Failure, HandshakeStep } from "../failure.ts";

export type Direction = "sent" | "received";

/** Under which keys something travelled; early data, whose keys are its own, counts as application data. */
export type Protection = "none" | "handshake" | "application";

/** All times are milliseconds on the context's monotonic clock. */
export interface LoggedMessage {
  readonly index: number;
  readonly direction: Direction;
  readonly atMs: number;
  readonly contentType: number;
  /** The handshake type; `null` for alerts, ChangeCipherSpec and application data. */
  readonly msgType: number | null;
  readonly protection: Protection;
  /** The message as its sender made it: with the handshake header, without record headers or encryption. */
  readonly bytes: Uint8Array;
  readonly fields: readonly Field[];
  /** Indices of the records that it came in: one that others share, or several. */
  readonly records: readonly number[];
  /** The step that this message belongs to. */
  readonly step: HandshakeStep;
}

export interface LoggedRecord {
  readonly index: number;
  readonly direction: Direction;
  readonly atMs: number;
  readonly protection: Protection;
  /** As it went over the wire, header included. */
  readonly bytes: Uint8Array;
  readonly layout: RecordLayout;
  /** What is in it; `null` when it was not opened, because it does not decrypt or was refused before. */
  readonly content: RecordContent | null;
}

export interface RecordContent {
  /** In TLS 1.3 the inner one. */
  readonly contentType: number;
  readonly length: number;
  /** Everything that was encrypted, the content first; `null` when it travelled in the clear. */
  readonly inner: Uint8Array | null;
}

export interface SettledEvidence<E extends Evidence = Evidence> {
  readonly evidence: E;
  /** When the step before it on the wire was settled, or the handshake began. */
  readonly startedMs: number;
  readonly settledMs: number;
}

/** A secret under its label in a key log, RFC 9850 §2. It is never part of a log. */
export interface Secret {
  readonly label: string;
  /** Of the first ClientHello: it tells the connection. */
  readonly clientRandom: Uint8Array;
  readonly secret: Uint8Array;
}

export interface HandshakeLog {
  readonly startedMs: number;
  readonly messages: readonly LoggedMessage[];
  readonly records: readonly LoggedRecord[];
  /** In the order of the wire. */
  readonly settled: readonly SettledEvidence[];
  /** What the server asked of a client certificate; `null` when it did not ask. */
  readonly certificateRequest: CertificateRequest | null;
  /** `null` when both Finished messages are verified and sent. */
  readonly failure: Failure | null;
  /** When the handshake completed or failed. */
  readonly endedMs: number;
}

/** The evidence of one step, or `null` when the handshake did not come so far. */
export function evidenceOf<S extends Evidence["step"]>(
  log: HandshakeLog,
  step: S,
): SettledEvidence<Extract<Evidence, { step: S }>> | null {
  const found = log.settled.find(({ evidence }) => evidence.step === step);
  return (found ?? null) as SettledEvidence<Extract<Evidence, { step: S }>> | null;
}
