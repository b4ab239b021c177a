/** Joins handshake fragments into whole messages (RFC 9846 §5.1): many in a record, one over many. */
import { concat } from "../../bytes/mod.ts";
import { MAXIMUM_HANDSHAKE_MESSAGE } from "../limits.ts";
import { HANDSHAKE_HEADER_LENGTH } from "../message/handshake.ts";
import { ProtocolError } from "../protocol_error.ts";

export class HandshakeJoiner {
  #fragments: Uint8Array[] = [];
  #length = 0;

  /** Octets of a message that is not complete yet. */
  get pending(): number {
    return this.#length;
  }

  push(fragment: Uint8Array): void {
    this.#fragments.push(fragment);
    this.#length += fragment.length;
  }

  /** The next whole message with its header, or `null`. Throws `ProtocolError` when it claims to be too long. */
  next(): Uint8Array | null {
    if (this.#length < HANDSHAKE_HEADER_LENGTH) return null;
    const length = this.#messageLength();
    if (length > MAXIMUM_HANDSHAKE_MESSAGE) {
      throw new ProtocolError(
        "limit_exceeded",
        `A handshake message claims ${length} octets; no more than ${MAXIMUM_HANDSHAKE_MESSAGE} are read`,
      );
    }
    if (this.#length < length) return null;
    const joined = this.#joined();
    this.#fragments = joined.length === length ? [] : [joined.subarray(length)];
    this.#length -= length;
    return joined.subarray(0, length);
  }

  #messageLength(): number {
    if (this.#fragments[0]!.length < HANDSHAKE_HEADER_LENGTH) this.#fragments = [this.#joined()];
    const [, high, middle, low] = this.#fragments[0]!;
    return HANDSHAKE_HEADER_LENGTH + high! * 65536 + middle! * 256 + low!;
  }

  #joined(): Uint8Array {
    return this.#fragments.length === 1 ? this.#fragments[0]! : concat(...this.#fragments);
  }
}
