export { aeadTls12, type NonceConstruction } from "./aead_tls12.ts";
export { aeadTls13 } from "./aead_tls13.ts";
export { cbc, type CbcKeys } from "./cbc.ts";
export { Deframer } from "./deframer.ts";
export { HandshakeJoiner } from "./handshake_joiner.ts";
export { innerFields, innerSent, inTheClear, recordFields, type RecordLayout } from "./layout.ts";
export { plaintext } from "./plaintext.ts";
export type { OpenedRecord, RecordProtection } from "./protection.ts";
export { encodeRecord, RECORD_HEADER_LENGTH, type TlsRecord } from "./record.ts";
