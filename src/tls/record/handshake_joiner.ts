/** Joins handshake fragments into whole messages (RFC 9846 §5.1): many in a record, one over many. */
import { MAXIMUM_HANDSHAKE_MESSAGE } from "../limits.ts";
import { HANDSHAKE_HEADER_LENGTH } from "../message/handshake.ts";
import { ProtocolError } from "../protocol_error.ts";
import { OctetQueue } from "./octet_queue.ts";

export class HandshakeJoiner {
  readonly #octets = new OctetQueue();

  /** Octets of a message that is not complete yet. */
  get pending(): number {
    return this.#octets.length;
  }

  push(fragment: Uint8Array): void {
    this.#octets.push(fragment);
  }

  /** The next whole message with its header, or `null`. Throws `ProtocolError` when it claims to be too long. */
  next(): Uint8Array | null {
    if (this.#octets.length < HANDSHAKE_HEADER_LENGTH) return null;
    const [, high, middle, low] = this.#octets.peek(HANDSHAKE_HEADER_LENGTH);
    const length = HANDSHAKE_HEADER_LENGTH + high! * 65536 + middle! * 256 + low!;
    if (length > MAXIMUM_HANDSHAKE_MESSAGE) {
      throw new ProtocolError(
        "limit_exceeded",
        `A handshake message claims ${length} octets; no more than ${MAXIMUM_HANDSHAKE_MESSAGE} are read`,
      );
    }
    return this.#octets.length < length ? null : this.#octets.take(length);
  }
}
