/**
 * Cuts the octets of a connection into records. Does no I/O and no decryption.
 *
 * The first octets decide whether the peer speaks TLS at all; what they are instead is for others to say.
 */
import { AlertDescription, ContentType } from "../../registry/mod.ts";
import { MAXIMUM_EXPANSION_TLS12, MAXIMUM_PLAINTEXT } from "../limits.ts";
import { ProtocolError } from "../protocol_error.ts";
import { OctetQueue } from "./octet_queue.ts";
import { RECORD_HEADER_LENGTH, type TlsRecord } from "./record.ts";

export class Deframer {
  readonly #octets = new OctetQueue();
  #recordsSeen = 0;

  /** Octets of a record that is not complete yet. */
  get pending(): number {
    return this.#octets.length;
  }

  push(bytes: Uint8Array): void {
    this.#octets.push(bytes);
  }

  /** The next whole record, or `null` when more octets are needed. Throws `ProtocolError`. */
  next(): TlsRecord | null {
    const header = this.#octets.peek(RECORD_HEADER_LENGTH);
    if (header.length === 0) return null;
    this.#checkStart(header);
    if (header.length < RECORD_HEADER_LENGTH) return null;
    const length = header[3]! * 256 + header[4]!;
    // RFC 9846 §5.2: a longer record is refused before it is read.
    if (length > MAXIMUM_PLAINTEXT + MAXIMUM_EXPANSION_TLS12) {
      throw new ProtocolError("malformed_message", `A record claims ${length} octets, more than TLS allows`, {
        alert: AlertDescription.record_overflow,
      });
    }
    if (this.#octets.length < RECORD_HEADER_LENGTH + length) return null;
    this.#recordsSeen++;
    const bytes = this.#octets.take(RECORD_HEADER_LENGTH + length);
    return {
      contentType: bytes[0]!,
      legacyRecordVersion: bytes[1]! * 256 + bytes[2]!,
      fragment: bytes.subarray(RECORD_HEADER_LENGTH),
      bytes,
    };
  }

  #checkStart([contentType, majorVersion]: Uint8Array): void {
    const isKnownType = KNOWN_CONTENT_TYPES.has(contentType!);
    if (this.#recordsSeen === 0) {
      // RFC 9846 §5.1: the version is to be ignored; but 3 has come first since SSL 3.0, in whatever is TLS.
      if (isKnownType && (majorVersion ?? 3) === 3) return;
      throw new ProtocolError("not_tls", "The server's answer is not a TLS record", {
        unexpectedBytes: this.#octets.peek(this.#octets.length),
      });
    }
    if (isKnownType) return;
    throw new ProtocolError(
      "unexpected_message",
      `A record starts with the octet ${contentType}, which no TLS record does`,
    );
  }
}

const KNOWN_CONTENT_TYPES: ReadonlySet<number> = new Set([
  ContentType.change_cipher_spec,
  ContentType.alert,
  ContentType.handshake,
  ContentType.application_data,
  ContentType.heartbeat,
]);
