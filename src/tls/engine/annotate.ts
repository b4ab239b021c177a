/** The fields of a message, named: for whoever looks at them. */
import { DecodeError, type Field, Reader } from "../../bytes/mod.ts";
import { ContentType, HandshakeType } from "../../registry/mod.ts";
import { readAlert, readChangeCipherSpec, readHandshake } from "../message/mod.ts";

export type Read = (reader: Reader) => unknown;

export interface Annotated {
  readonly contentType: number;
  /** `null` unless it is a handshake message. */
  readonly msgType: number | null;
  readonly bytes: Uint8Array;
}

/**
 * `read`: of the message, or of a handshake message its body; `null`: nobody has decoded it, and only what is in all
 * of its kind has names. Those before the first octet that does not fit.
 */
export function annotate({ contentType, msgType, bytes }: Annotated, read: Read | null): Field[] {
  const fields: Field[] = [];
  const reader = new Reader(bytes, fields);
  try {
    if (msgType !== null) {
      readHandshake(reader, read ?? ((reader) => reader.rest(bodyName(msgType))));
    } else (read ?? readerOf(contentType))(reader);
  } catch (error) {
    // The state that was to receive this has said so.
    if (!(error instanceof DecodeError)) throw error;
  }
  return fields;
}

function readerOf(contentType: number): Read {
  if (contentType === ContentType.alert) return readAlert;
  if (contentType === ContentType.change_cipher_spec) return readChangeCipherSpec;
  return (reader) => reader.rest("content");
}

function bodyName(msgType: number): string {
  return msgType === HandshakeType.finished ? "verify_data" : "content";
}
