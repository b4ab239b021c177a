/** What is done to a record's fragment in one direction under one set of keys. */
import type { RecordLayout } from "./layout.ts";
import type { TlsRecord } from "./record.ts";

export interface RecordProtection {
  readonly layout: RecordLayout;
  /** The record to put on the wire, header included. */
  seal(contentType: number, fragment: Uint8Array): Promise<Uint8Array>;
  /** What was sealed. Throws `ProtocolError` when it does not authenticate or is too long. */
  open(record: TlsRecord): Promise<OpenedRecord>;
}

export interface OpenedRecord {
  readonly contentType: number;
  readonly fragment: Uint8Array;
  /** Everything that was encrypted: the fragment first, then what was put behind it; `null` when nothing was. */
  readonly inner: Uint8Array | null;
}
