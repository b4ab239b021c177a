/**
 * Messages over a byte stream: frames, joins, protects and logs. The only file of the engine that touches the stream.
 */
import { concat, equalBytes } from "../../bytes/mod.ts";
import { type ByteStream, NetworkError } from "../../net/mod.ts";
import { AlertDescription, ContentType, contentTypes, ProtocolVersion } from "../../registry/mod.ts";
import type { HandshakeStep } from "../failure.ts";
import { MAXIMUM_EMPTY_RECORDS, MAXIMUM_OCTETS_READ, MAXIMUM_PLAINTEXT, MAXIMUM_RECORDS } from "../limits.ts";
import { CHANGE_CIPHER_SPEC } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import {
  Deframer,
  HandshakeJoiner,
  innerSent,
  inTheClear,
  plaintext,
  type RecordProtection,
  type TlsRecord,
} from "../record/mod.ts";
import type { Read } from "./annotate.ts";
import type { HandshakeContext } from "./context.ts";
import type { Protection } from "./handshake_log.ts";
import { IncomingMessage } from "./incoming_message.ts";
import { RecordSpans } from "./record_spans.ts";
import type { Recorder } from "./recorder.ts";
import type { RecordLimits } from "./state.ts";

interface Direction {
  protection: Protection;
  keys: RecordProtection;
}

export class Channel {
  readonly #stream: ByteStream;
  readonly #context: HandshakeContext;
  readonly #recorder: Recorder;
  readonly #deframer = new Deframer();
  readonly #joiner = new HandshakeJoiner();
  readonly #spans = new RecordSpans();
  // RFC 9846 §5.1: an initial ClientHello goes under 0x0301 for the sake of old servers.
  #write: Direction = { protection: "none", keys: plaintext(ProtocolVersion.TLS_1_0) };
  #read: Direction = { protection: "none", keys: plaintext(ProtocolVersion.TLS_1_2) };
  #queue: Uint8Array[] = [];
  #limits: Required<RecordLimits> = { sent: MAXIMUM_PLAINTEXT, received: MAXIMUM_PLAINTEXT };
  #splitAt: number | null = null;
  #dropsChangeCipherSpec = true;
  #isTls13 = false;
  #octetsRead = 0;
  #octetsSinceFlush = 0;
  #records = 0;
  #emptyRecords = 0;
  #lastReadMs = 0;

  constructor(stream: ByteStream, context: HandshakeContext, recorder: Recorder) {
    this.#stream = stream;
    this.#context = context;
    this.#recorder = recorder;
  }

  /** Handshake keys are of TLS 1.3 alone. */
  get isTls13(): boolean {
    return this.#isTls13;
  }

  /** Octets that came since our last flight: none at all is a server that keeps silent. */
  get octetsSinceFlush(): number {
    return this.#octetsSinceFlush;
  }

  /** Octets of a record or message whose rest never came. */
  get pending(): number {
    return this.#deframer.pending + this.#joiner.pending;
  }

  readWith(protection: Protection, keys: RecordProtection): void {
    // RFC 9846 §5.1: a message must not span a change of keys.
    if (this.#joiner.pending > 0) {
      throw new ProtocolError("unexpected_message", "A handshake message goes on across a change of keys");
    }
    this.#read = { protection, keys };
    this.#isTls13 ||= protection === "handshake";
  }

  writeWith(protection: Protection, keys: RecordProtection): void {
    this.#write = { protection, keys };
  }

  limitRecords(limits: RecordLimits): void {
    this.#limits = { ...this.#limits, ...limits };
  }

  /** The next flight goes in two writes, the first of `at` octets. */
  splitFlight(at: number): void {
    this.#splitAt = at;
  }

  expectChangeCipherSpec(): void {
    this.#dropsChangeCipherSpec = false;
  }

  /** Logs a message and queues its records, which go out in one write: by `flush`, or before anything is waited for. */
  async send(
    contentType: number,
    bytes: Uint8Array,
    step: HandshakeStep,
    read?: Read,
  ): Promise<void> {
    const message = new IncomingMessage(contentType, bytes, this.#context.monotonic(), read);
    const { protection, keys } = this.#write;
    const isClear = contentType === ContentType.change_cipher_spec || protection === "none";
    const records: number[] = [];
    this.#recorder.message("sent", isClear ? "none" : protection, step, message, records);
    for (let offset = 0; offset === 0 || offset < bytes.length; offset += this.#limits.sent) {
      const fragment = bytes.subarray(offset, offset + this.#limits.sent);
      const record = await keys.seal(contentType, fragment);
      const logged = this.#recorder.record({
        direction: "sent",
        atMs: message.atMs,
        protection: isClear ? "none" : protection,
        bytes: record,
        layout: isClear ? inTheClear : keys.layout,
      });
      const inner = isClear ? null : innerSent(keys.layout, contentType, fragment);
      logged.content = { contentType, length: fragment.length, inner };
      records.push(logged.index);
      this.#queue.push(record);
    }
  }

  /**
   * A connection that the peer has ended is no failure yet: what it said before, an alert perhaps, is still to be
   * read, and the read after that tells of the end.
   */
  async flush(): Promise<void> {
    if (this.#queue.length === 0) return;
    const bytes = this.#queue.length === 1 ? this.#queue[0]! : concat(...this.#queue);
    this.#queue = [];
    this.#octetsSinceFlush = 0;
    try {
      await this.#writeFlight(bytes);
    } catch (error) {
      if (!isEnd(error)) throw error;
    }
  }

  async #writeFlight(bytes: Uint8Array): Promise<void> {
    const at = this.#splitAt;
    this.#splitAt = null;
    if (at === null || at >= bytes.length) return await this.#stream.write(bytes);
    await this.#stream.write(bytes.subarray(0, at));
    await this.#context.pause?.();
    await this.#stream.write(bytes.subarray(at));
  }

  /** The next message of any content type; `null` when the peer closed the connection. */
  async receive(step: HandshakeStep): Promise<IncomingMessage | null> {
    while (true) {
      const joined = this.#joiner.next();
      if (joined) {
        const records = this.#spans.take(joined.length);
        return this.#log(ContentType.handshake, joined, this.#read.protection, step, records);
      }
      const record = await this.#nextRecord();
      if (record === null) return null;
      const protection = record.contentType === ContentType.application_data ||
          this.#read.protection !== "none" && !this.#dropsChangeCipherSpec
        ? this.#read.protection
        : "none";
      const { keys } = this.#read;
      const logged = this.#recorder.record({
        direction: "received",
        atMs: this.#lastReadMs,
        protection,
        bytes: record.bytes,
        layout: protection === "none" ? inTheClear : keys.layout,
      });
      this.#refuseAlertInTheClear(record);
      const { contentType, fragment, inner } = await keys.open(record);
      logged.content = { contentType, length: fragment.length, inner };
      this.#refuseOverLimit(fragment, inner);
      this.#refuseEmpty(contentType, fragment);
      if (contentType === ContentType.handshake) {
        this.#joiner.push(fragment);
        this.#spans.push(logged.index, fragment.length);
      } else {
        this.#refuseInterleaved();
        if (!this.#saysNothing(contentType, fragment)) {
          return this.#log(contentType, fragment, protection, step, [logged.index]);
        }
        this.#countEmpty();
      }
    }
  }

  async #nextRecord(): Promise<TlsRecord | null> {
    let record = this.#deframer.next();
    while (record === null) {
      await this.flush();
      const bytes = await this.#stream.read();
      if (bytes === null) return null;
      this.#lastReadMs = this.#context.monotonic();
      this.#octetsRead += bytes.length;
      this.#octetsSinceFlush += bytes.length;
      if (this.#octetsRead > MAXIMUM_OCTETS_READ) {
        throw new ProtocolError("limit_exceeded", `The server sent more than ${MAXIMUM_OCTETS_READ} octets`);
      }
      this.#deframer.push(bytes);
      record = this.#deframer.next();
    }
    if (++this.#records > MAXIMUM_RECORDS) {
      throw new ProtocolError("limit_exceeded", `The server sent more than ${MAXIMUM_RECORDS} records`);
    }
    return record;
  }

  /**
   * RFC 9846 §6: alerts are encrypted as the connection is. While the handshake lasts a server may have lost its
   * keys and still say why; once its Finished has come it has them, and anyone on the way may have written this.
   */
  #refuseAlertInTheClear({ contentType }: TlsRecord): void {
    if (!this.#isTls13 || this.#read.protection !== "application") return;
    if (contentType !== ContentType.alert) return;
    throw new ProtocolError("unexpected_message", "An alert in the clear came after encryption began");
  }

  /** RFC 8449 §4: of protected records alone; in TLS 1.3 padding counts, and the type, which is an octet. */
  #refuseOverLimit(fragment: Uint8Array, inner: Uint8Array | null): void {
    if (inner === null) return;
    const length = this.#isTls13 ? inner.length - 1 : fragment.length;
    if (length <= this.#limits.received) return;
    throw new ProtocolError(
      "malformed_message",
      `A record carries ${length} octets; ${this.#limits.received} were agreed on`,
      { alert: AlertDescription.record_overflow },
    );
  }

  /** RFC 9846 §5.1, §5.4: no handshake or alert record is without content. */
  #refuseEmpty(contentType: number, fragment: Uint8Array): void {
    if (fragment.length > 0) return;
    if (contentType === ContentType.handshake || contentType === ContentType.alert) {
      const { name } = contentTypes.codePoint(contentType);
      throw new ProtocolError("unexpected_message", `A record of type ${name} is empty`);
    }
  }

  /** RFC 9846 §5.1: no other record stands between the fragments of a handshake message. */
  #refuseInterleaved(): void {
    if (this.#joiner.pending === 0) return;
    throw new ProtocolError(
      "unexpected_message",
      "Another record stands in the middle of a handshake message",
    );
  }

  /** A dummy for middleboxes, or application data of no octets, which is cover traffic. */
  #saysNothing(contentType: number, fragment: Uint8Array): boolean {
    if (contentType === ContentType.change_cipher_spec) {
      return this.#dropsChangeCipherSpec && equalBytes(fragment, CHANGE_CIPHER_SPEC);
    }
    return contentType === ContentType.application_data && fragment.length === 0 &&
      this.#read.protection === "application";
  }

  #countEmpty(): void {
    if (++this.#emptyRecords <= MAXIMUM_EMPTY_RECORDS) return;
    throw new ProtocolError("limit_exceeded", `More than ${MAXIMUM_EMPTY_RECORDS} records carry nothing`, {
      alert: AlertDescription.unexpected_message,
    });
  }

  #log(
    contentType: number,
    bytes: Uint8Array,
    protection: Protection,
    step: HandshakeStep,
    records: readonly number[],
  ): IncomingMessage {
    const message = new IncomingMessage(contentType, bytes, this.#lastReadMs);
    this.#recorder.message("received", protection, step, message, records);
    return message;
  }
}

function isEnd(error: unknown): boolean {
  return error instanceof NetworkError &&
    (error.code === "connection_closed" || error.code === "connection_reset");
}
