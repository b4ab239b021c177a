/**
 * Reads what arrives at once, and keeps it until it is asked for: when a write fails, workerd drops what came before
 * and was not read yet, such as the alert in which a server says why it hangs up.
 */

/** More than a server says before it is answered; beyond this it has to wait. */
const MAXIMUM_OCTETS_AHEAD = 256 * 1024;

export class ReadAhead {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #arrived: Uint8Array[] = [];
  #octetsAhead = 0;
  /** Set after the last octets; `error` is `null` where the peer closed its side. */
  #end: { readonly error: unknown } | null = null;
  #reading = false;
  #wake: () => void = () => {};

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
    this.#reader.closed.catch(() => {});
    void this.#fill();
  }

  /** `null` at the end. Rejects with the platform's error once everything before it is read. One call at a time. */
  async read(): Promise<Uint8Array | null> {
    while (this.#arrived.length === 0 && this.#end === null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    const chunk = this.#arrived.shift();
    if (chunk !== undefined) {
      this.#octetsAhead -= chunk.length;
      void this.#fill();
      return chunk;
    }
    const { error } = this.#end!;
    if (error !== null) throw error;
    return null;
  }

  async #fill(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#end === null && this.#octetsAhead < MAXIMUM_OCTETS_AHEAD) {
        const { done, value } = await this.#reader.read();
        if (done) this.#end = { error: null };
        else {
          this.#arrived.push(value);
          this.#octetsAhead += value.length;
        }
        this.#wake();
      }
    } catch (error) {
      this.#end = { error };
      this.#wake();
    } finally {
      this.#reading = false;
    }
  }
}
