/** Fields of a message that no state has decoded: our own, and what the peer sent out of turn. */
import { DecodeError, Reader } from "../../bytes/mod.ts";
import { ContentType, HandshakeType } from "../../registry/mod.ts";
import { readAlert, readChangeCipherSpec, readHandshake } from "../message/mod.ts";
import type { IncomingMessage } from "./incoming_message.ts";

/** Fills `message.fields`, by `read` where the sender knows what it is. What a state decodes later replaces it. */
export function annotate(message: IncomingMessage, read?: (reader: Reader) => unknown): void {
  const reader = new Reader(message.bytes, message.fields);
  try {
    if (message.contentType === ContentType.alert) readAlert(reader);
    else if (message.contentType === ContentType.change_cipher_spec) readChangeCipherSpec(reader);
    else if (message.contentType !== ContentType.handshake) reader.rest("content");
    else if (read !== undefined) readHandshake(reader, read);
    else readHandshake(reader, (reader) => reader.rest(bodyName(message.msgType!)));
  } catch (error) {
    // The state that was to receive this says so; here it only lacks its fields.
    if (!(error instanceof DecodeError)) throw error;
  }
}

function bodyName(msgType: number): string {
  return msgType === HandshakeType.finished ? "verify_data" : "content";
}
