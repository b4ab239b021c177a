/** A stream read line by line or piece by piece, each within a bound; what is not asked for stays unread. */
import { concat } from "../bytes/mod.ts";
import type { ByteStream } from "./byte_stream.ts";

const LF = 0x0a;

export class OctetReader {
  readonly #stream: Pick<ByteStream, "read">;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(stream: Pick<ByteStream, "read">) {
    this.#stream = stream;
  }

  /**
   * The octets up to a line feed, without it and a carriage return before it, each as one character.
   * `null` when the stream ends first, or `limit` octets come without one.
   */
  async line(limit: number): Promise<string | null> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    while (length <= limit) {
      const at = this.#chunk.indexOf(LF);
      const piece = at < 0 ? this.#chunk : this.#chunk.subarray(0, at);
      pieces.push(piece);
      length += piece.length;
      this.#chunk = at < 0 ? new Uint8Array(0) : this.#chunk.subarray(at + 1);
      if (at >= 0) return length <= limit ? textOf(concat(...pieces)) : null;
      if (!await this.#fill()) return null;
    }
    return null;
  }

  /** Octets as they come, at least one and at most `maximum`; `null` at the end of the stream. */
  async some(maximum: number): Promise<Uint8Array | null> {
    if (this.#chunk.length === 0 && !await this.#fill()) return null;
    const piece = this.#chunk.subarray(0, maximum);
    this.#chunk = this.#chunk.subarray(piece.length);
    return piece;
  }

  async #fill(): Promise<boolean> {
    const chunk = await this.#stream.read();
    if (chunk === null) return false;
    this.#chunk = chunk;
    return true;
  }
}

/** Header fields are octets (RFC 9110 §5.5): every one is kept as one character. */
function textOf(line: Uint8Array): string {
  let text = "";
  for (const octet of line) text += String.fromCharCode(octet);
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
