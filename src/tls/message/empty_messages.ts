/** Messages whose type says it all: ServerHelloDone (RFC 5246 §7.4.5), HelloRequest (§7.4.1.1), EndOfEarlyData. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { encodeHandshake } from "./handshake.ts";

/** The scope around the body refuses any content. */
export function readEmptyBody(_reader: Reader): void {}

/** RFC 9846 §4.6. */
export function encodeEndOfEarlyData(): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.end_of_early_data, () => {});
}
