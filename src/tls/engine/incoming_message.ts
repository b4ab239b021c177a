/** One message from the peer, whole and decrypted, to be decoded by the state that expects it. */
import { DecodeError, type Field, LimitError, Reader } from "../../bytes/mod.ts";
import { ContentType, contentTypes, handshakeTypes } from "../../registry/mod.ts";
import { readHandshake } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { annotate, type Read } from "./annotate.ts";

export class IncomingMessage {
  /** The handshake type; `null` for other content. */
  readonly msgType: number | null;
  #read: Read | null;
  #fields: readonly Field[] | null = null;

  /** `read`: what names its fields, until it is decoded. */
  constructor(
    readonly contentType: number,
    readonly bytes: Uint8Array,
    readonly atMs: number,
    read: Read | null = null,
  ) {
    this.msgType = contentType === ContentType.handshake ? bytes[0]! : null;
    this.#read = read;
  }

  /** By the names of whoever decoded it last. Most messages nobody looks at so closely. */
  get fields(): readonly Field[] {
    return this.#fields ??= annotate(this, this.#read);
  }

  /** The RFC's name of the message, for sentences about it. */
  get name(): string {
    if (this.msgType !== null) {
      return handshakeTypes.codePoint(this.msgType).name ?? `handshake type ${this.msgType}`;
    }
    return contentTypes.codePoint(this.contentType).name ?? `content type ${this.contentType}`;
  }

  /** The body as `read` decodes it, which must be all of it. Throws `ProtocolError`. */
  decode<T>(read: (reader: Reader) => T): T {
    this.#read = read;
    this.#fields = null;
    const reader = new Reader(this.bytes, null);
    try {
      if (this.msgType !== null) return readHandshake(reader, read);
      const value = read(reader);
      reader.end(this.name);
      return value;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      const isTooMuch = error instanceof LimitError;
      throw new ProtocolError(
        isTooMuch ? "limit_exceeded" : "malformed_message",
        `The ${this.name} message is ${isTooMuch ? "more than is read" : "malformed"}: ${error.message}`,
        { cause: error },
      );
    }
  }

  /** Throws `ProtocolError` unless this is the handshake message that must come next. */
  expect(msgType: number): this {
    if (this.msgType !== msgType) throw this.unexpected(handshakeTypes.codePoint(msgType).name!);
    return this;
  }

  /** `wanted`: the message that should have come, by its RFC name. */
  unexpected(wanted: string): ProtocolError {
    return new ProtocolError("unexpected_message", `The server sent ${this.name} where ${wanted} must come`);
  }
}
