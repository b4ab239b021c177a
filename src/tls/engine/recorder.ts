/** Writes the handshake log while the handshake happens. */
import { ContentType } from "../../registry/mod.ts";
import type { Failure, HandshakeStep } from "../failure.ts";
import type { CertificateRequest } from "../message/mod.ts";
import type { HandshakeContext } from "./context.ts";
import type { Evidence } from "./evidence.ts";
import type {
  Direction,
  HandshakeLog,
  LoggedMessage,
  LoggedRecord,
  Protection,
  RecordContent,
  SettledEvidence,
} from "./handshake_log.ts";
import type { IncomingMessage } from "./incoming_message.ts";

export type WritableRecord = Omit<LoggedRecord, "content"> & { content: RecordContent | null };

export class Recorder implements HandshakeLog {
  readonly messages: LoggedMessage[] = [];
  readonly records: LoggedRecord[] = [];
  readonly settled: SettledEvidence[] = [];
  certificateRequest: CertificateRequest | null = null;
  failure: Failure | null = null;
  readonly startedMs: number;
  endedMs: number;
  readonly #context: HandshakeContext;

  constructor(context: HandshakeContext) {
    this.#context = context;
    this.startedMs = context.monotonic();
    this.endedMs = this.startedMs;
  }

  /** The record is kept as it came before anyone tries to open it; what was in it is added then. */
  record(record: Omit<LoggedRecord, "index" | "content">): WritableRecord {
    const logged = { ...record, index: this.records.length, content: null };
    this.records.push(logged);
    return logged;
  }

  /** `records`: what the message came in; those of a message that is sent are added as they are made. */
  message(
    direction: Direction,
    protection: Protection,
    step: HandshakeStep,
    message: IncomingMessage,
    records: readonly number[],
  ): void {
    const { atMs, contentType, msgType, bytes } = message;
    const logged = {
      index: this.messages.length,
      direction,
      atMs,
      contentType,
      msgType,
      protection,
      bytes,
      get fields() {
        return message.fields;
      },
      records,
      step,
    };
    this.messages.push(logged);
    this.#context.onMessage?.(logged);
  }

  /** A step that is settled again, because more of it has come, is kept as it is then. */
  settle(evidence: Evidence): void {
    const known = this.settled.findIndex((earlier) => earlier.evidence.step === evidence.step);
    const [before] = known < 0 ? [] : this.settled.splice(known, 1);
    const startedMs = before?.startedMs ?? this.settled.at(-1)?.settledMs ?? this.startedMs;
    const settled = { evidence, startedMs, settledMs: this.#context.monotonic() };
    this.settled.push(settled);
    this.#context.onSettled?.(this, settled);
  }

  secret(label: string, secret: Uint8Array): void {
    this.#context.onSecret?.({ label, clientRandom: this.#clientRandom(), secret });
  }

  end(failure: Failure | null): void {
    this.failure = failure;
    this.endedMs = this.#context.monotonic();
  }

  /** Behind the header and the version of the first ClientHello. */
  #clientRandom(): Uint8Array {
    return this.messages.find(({ contentType }) => contentType === ContentType.handshake)!.bytes.subarray(
      6,
      38,
    );
  }
}
