/**
 * One conversation in the clear: what is said in either direction, bounded and written down.
 *
 * It gives whole units (a line, a message, an element) however the octets were split on the way, and keeps
 * what came behind the last one: after the go-ahead that is plaintext which nothing protects.
 */
import { concat, toHex } from "../bytes/mod.ts";
import type { ByteStream } from "../net/mod.ts";
import { DialogueError } from "./failure.ts";
import { MAXIMUM_DIALOGUE_OCTETS, MAXIMUM_MESSAGE_OCTETS, MAXIMUM_UNITS } from "./limits.ts";
import { decodeText, isText, quote } from "./quote.ts";

export interface DialogueEntry {
  readonly direction: "sent" | "received";
  /** On the context's monotonic clock. */
  readonly atMs: number;
  /**
   * Of a text protocol: the very text, without the line's end and not escaped: whoever shows it must.
   * Of a binary one: what it says, a colon, and its octets in hex.
   */
  readonly text: string;
}

/** Given everything unread, the length of the first unit, or `null` while more is needed. Made anew for each unit. */
export type Scan = (unread: Uint8Array) => number | null;

export class Dialogue {
  readonly entries: DialogueEntry[] = [];
  readonly #stream: ByteStream;
  readonly #monotonic: () => number;
  #unread: Uint8Array = new Uint8Array(0);
  #firstOctets: Uint8Array = new Uint8Array(0);
  #octets = 0;
  #units = 0;
  #understood = false;
  #lastSent: string | null = null;

  constructor(stream: ByteStream, monotonic: () => number) {
    this.#stream = stream;
    this.#monotonic = monotonic;
  }

  /** The first octets the peer ever sent: they tell which protocol it speaks. */
  get firstOctets(): Uint8Array {
    return this.#firstOctets;
  }

  /** Whole units received so far. */
  get units(): number {
    return this.#units;
  }

  /** Whether anything received made enough sense to be answered. */
  get understood(): boolean {
    return this.#understood;
  }

  /** What the peer owes us, as in "while waiting for …". */
  get awaited(): string {
    return this.#lastSent === null ? "its greeting" : `an answer to ${quote(this.#lastSent)}`;
  }

  /** A line of text; the end of line is added. */
  async sendLine(line: string): Promise<void> {
    if (/[\r\n\0]/.test(line)) throw new TypeError(`A line cannot hold ${quote(line)}`);
    await this.#send(encoder.encode(`${line}\r\n`), line, line);
  }

  /** Text without an end of line; `name` stands for it in messages. */
  async sendText(name: string, text: string): Promise<void> {
    await this.#send(encoder.encode(text), name, text);
  }

  /** A binary message; `name` is what its RFC or manual calls it. */
  async sendMessage(name: string, octets: Uint8Array): Promise<void> {
    await this.#send(octets, name, `${name}: ${toHex(octets)}`);
  }

  /** The next unit by `scan`, at most `limit` octets long. The caller logs it. */
  async receive(scan: Scan, limit: number): Promise<Uint8Array> {
    for (;;) {
      const length = scan(this.#unread);
      if (length !== null && length <= limit) return this.#take(length);
      if (length !== null || this.#unread.length >= limit) {
        throw new DialogueError(
          "limit_exceeded",
          `The server sent more than ${limit} octets in one piece instead of ${this.awaited}`,
        );
      }
      await this.#fill();
    }
  }

  /** The next `length` octets; the peer itself may have announced how many. */
  async receiveExactly(length: number): Promise<Uint8Array> {
    if (length > MAXIMUM_MESSAGE_OCTETS) {
      throw new DialogueError("limit_exceeded", `The server announced ${length} octets as ${this.awaited}`);
    }
    if (length === 0) return new Uint8Array(0);
    return await this.receive((unread) => unread.length < length ? null : length, length);
  }

  logReceived(text: string): void {
    this.entries.push({ direction: "received", atMs: this.#monotonic(), text });
  }

  logMessage(description: string, octets: Uint8Array): void {
    this.logReceived(`${description}: ${toHex(octets)}`);
  }

  /** Takes and logs what has arrived behind the last unit. Reads nothing. */
  takeUnread(): Uint8Array {
    const unread = this.#unread;
    this.#unread = new Uint8Array(0);
    if (unread.length > 0) {
      if (isText(unread)) this.logReceived(decodeText(unread));
      else this.logMessage(`${unread.length} octets`, unread);
    }
    return unread;
  }

  async #send(octets: Uint8Array, name: string, text: string): Promise<void> {
    this.#understood = this.#units > 0;
    this.#lastSent = name;
    this.entries.push({ direction: "sent", atMs: this.#monotonic(), text });
    await this.#stream.write(octets);
  }

  async #fill(): Promise<void> {
    const chunk = await this.#stream.read();
    if (chunk === null) {
      throw new DialogueError(
        "connection_closed",
        `The server closed the connection instead of sending ${this.awaited}`,
      );
    }
    this.#octets += chunk.length;
    if (this.#octets > MAXIMUM_DIALOGUE_OCTETS) {
      throw new DialogueError(
        "limit_exceeded",
        `The server sent more than ${MAXIMUM_DIALOGUE_OCTETS} octets before TLS`,
      );
    }
    if (this.#firstOctets.length < FIRST_OCTETS) {
      this.#firstOctets = concat(this.#firstOctets, chunk).subarray(0, FIRST_OCTETS);
    }
    this.#unread = concat(this.#unread, chunk);
  }

  #take(length: number): Uint8Array {
    if (++this.#units > MAXIMUM_UNITS) {
      throw new DialogueError(
        "limit_exceeded",
        `The server sent more than ${MAXIMUM_UNITS} lines or messages before TLS`,
      );
    }
    const unit = this.#unread.subarray(0, length);
    this.#unread = this.#unread.subarray(length);
    return unit;
  }
}

/** Enough to recognise any protocol by its first words. */
const FIRST_OCTETS = 256;

const encoder = new TextEncoder();
