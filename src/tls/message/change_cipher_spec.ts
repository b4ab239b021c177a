/** ChangeCipherSpec, RFC 5246 §7.1; in TLS 1.3 a dummy for middleboxes, RFC 9846 appendix E.4. */
import type { Reader } from "../../bytes/mod.ts";

export const CHANGE_CIPHER_SPEC: Uint8Array = new Uint8Array([1]);

export function readChangeCipherSpec(reader: Reader): void {
  const type = reader.uint8("type");
  if (type !== 1) throw reader.error(`"type" is ${type}, not 1`, "type");
  reader.end("change_cipher_spec");
}
