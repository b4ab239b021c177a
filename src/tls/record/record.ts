/** TLSPlaintext and TLSCiphertext (RFC 9846 §5.1, §5.2) as they lie on the wire. */
import { Writer } from "../../bytes/mod.ts";

export const RECORD_HEADER_LENGTH = 5;

export interface TlsRecord {
  readonly contentType: number;
  readonly legacyRecordVersion: number;
  readonly fragment: Uint8Array;
  /** Header and fragment. */
  readonly bytes: Uint8Array;
}

export function encodeRecord(
  contentType: number,
  legacyRecordVersion: number,
  fragment: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return new Writer().uint8(contentType).uint16(legacyRecordVersion).vector(2, fragment).bytes();
}
