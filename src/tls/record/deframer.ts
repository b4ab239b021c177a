/**
 * Cuts the octets of a connection into records. Does no I/O and no decryption.
 *
 * The first octets decide whether the peer speaks TLS at all; what they are instead is for others to say.
 */
import { concat } from "../../bytes/mod.ts";
import { AlertDescription, ContentType } from "../../registry/mod.ts";
import { MAXIMUM_EXPANSION_TLS12, MAXIMUM_PLAINTEXT } from "../limits.ts";
import { ProtocolError } from "../protocol_error.ts";
import { RECORD_HEADER_LENGTH, type TlsRecord } from "./record.ts";

export class Deframer {
  #buffer: Uint8Array = new Uint8Array();
  #recordsSeen = 0;

  /** Octets of a record that is not complete yet. */
  get pending(): number {
    return this.#buffer.length;
  }

  push(bytes: Uint8Array): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : concat(this.#buffer, bytes);
  }

  /** The next whole record, or `null` when more octets are needed. Throws `ProtocolError`. */
  next(): TlsRecord | null {
    const buffer = this.#buffer;
    if (buffer.length === 0) return null;
    this.#checkStart(buffer);
    if (buffer.length < RECORD_HEADER_LENGTH) return null;
    const length = buffer[3]! * 256 + buffer[4]!;
    // RFC 9846 §5.2: a longer record is refused before it is read.
    if (length > MAXIMUM_PLAINTEXT + MAXIMUM_EXPANSION_TLS12) {
      throw new ProtocolError("malformed_message", `A record claims ${length} octets, more than TLS allows`, {
        alert: AlertDescription.record_overflow,
      });
    }
    const end = RECORD_HEADER_LENGTH + length;
    if (buffer.length < end) return null;
    this.#buffer = buffer.subarray(end);
    this.#recordsSeen++;
    return {
      contentType: buffer[0]!,
      legacyRecordVersion: buffer[1]! * 256 + buffer[2]!,
      fragment: buffer.subarray(RECORD_HEADER_LENGTH, end),
      bytes: buffer.subarray(0, end),
    };
  }

  #checkStart(buffer: Uint8Array): void {
    const knownType = KNOWN_CONTENT_TYPES.has(buffer[0]!);
    // RFC 9846 §5.1: the minor version is to be ignored; the major one has been 3 since SSL 3.0.
    const knownVersion = buffer.length < 2 || buffer[1] === 3;
    if (knownType && knownVersion) return;
    if (this.#recordsSeen === 0) {
      throw new ProtocolError("not_tls", "The server's answer is not a TLS record", {
        unexpectedBytes: buffer,
      });
    }
    throw new ProtocolError(
      "unexpected_message",
      `A record starts with the octets ${buffer[0]}, ${buffer[1] ?? "none"}, which no TLS record does`,
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
