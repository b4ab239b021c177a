/** What is done to a record's fragment in one direction under one set of keys. */
import type { TlsRecord } from "./record.ts";

export interface RecordProtection {
  /** The record to put on the wire, header included. */
  seal(contentType: number, fragment: Uint8Array): Promise<Uint8Array>;
  /** What was sealed. Throws `ProtocolError` when it does not authenticate or is too long. */
  open(record: TlsRecord): Promise<OpenedRecord>;
}

export interface OpenedRecord {
  readonly contentType: number;
  readonly fragment: Uint8Array;
}
