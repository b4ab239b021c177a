/**
 * Two ends of a connection that exists in memory only: what one end writes, the other reads.
 *
 * Writes never wait. Both ends can be told how much one read may give, so that a test can feed a parser
 * octet by octet; and either end can be made to fail as a network would.
 */
import { type ByteStream, NetworkError } from "../../src/net/mod.ts";

export interface MemoryStreamOptions {
  /** The most octets one read gives; 1 splits everything. By default a read gives one write, whole. */
  readonly readSize?: number;
}

export class MemoryStream implements ByteStream {
  readonly #readSize: number;
  #peer: MemoryStream | null = null;
  #queue: Uint8Array[] = [];
  #ended = false;
  #failure: NetworkError | null = null;
  #closed = false;
  #wake: (() => void) | null = null;

  private constructor(options: MemoryStreamOptions) {
    this.#readSize = options.readSize ?? Infinity;
  }

  /** The two ends; `options` hold for both. */
  static pair(options: MemoryStreamOptions = {}): [MemoryStream, MemoryStream] {
    const ends: [MemoryStream, MemoryStream] = [new MemoryStream(options), new MemoryStream(options)];
    ends[0].#peer = ends[1];
    ends[1].#peer = ends[0];
    return ends;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether a read is pending. */
  get waiting(): boolean {
    return this.#wake !== null;
  }

  /** Takes everything that has arrived and was not read. */
  unread(): Uint8Array[] {
    return this.#queue.splice(0);
  }

  async read(): Promise<Uint8Array | null> {
    if (this.#wake !== null) throw new Error("A read is pending already");
    while (this.#queue.length === 0 && !this.#ended && this.#failure === null && !this.#closed) {
      await new Promise<void>((resolve) => this.#wake = resolve);
      this.#wake = null;
    }
    if (this.#closed) throw new NetworkError("connection_closed", "The connection was closed on this side");
    const chunk = this.#queue.shift();
    if (chunk === undefined) {
      if (this.#failure !== null) throw this.#failure;
      return null;
    }
    if (chunk.length <= this.#readSize) return chunk;
    this.#queue.unshift(chunk.subarray(this.#readSize));
    return chunk.subarray(0, this.#readSize);
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#closed) {
      return Promise.reject(new NetworkError("connection_closed", "The connection was closed on this side"));
    }
    const peer = this.#peer!;
    if (!peer.#closed && bytes.length > 0) {
      peer.#queue.push(bytes.slice());
      peer.#wake?.();
    }
    return Promise.resolve();
  }

  closeWrite(): Promise<void> {
    this.#peer!.#end();
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake?.();
    this.#peer!.#end();
  }

  /** Makes this end fail, once what has arrived is read: `timeout` as its deadline would, for one. */
  fail(error: NetworkError): void {
    this.#failure = error;
    this.#wake?.();
  }

  /** Closes this end so that the other sees a reset, as a TCP RST does. */
  reset(): void {
    this.#peer!.fail(new NetworkError("connection_reset", "The connection was reset by the peer"));
    this.close();
  }

  #end(): void {
    this.#ended = true;
    this.#wake?.();
  }
}
