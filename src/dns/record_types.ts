/** The record types that are looked up: IANA's number and name, and how the data is read. */
import type { Reader } from "../bytes/mod.ts";
import { addressFrom } from "../net/mod.ts";
import { type CaaRecord, readCaa } from "./rdata/caa.ts";
import { type MxRecord, readMx } from "./rdata/mx.ts";
import { readServiceBinding, type ServiceBinding } from "./rdata/service_binding.ts";
import { readTlsa, type TlsaRecord } from "./rdata/tlsa.ts";
import { readTxt } from "./rdata/txt.ts";

export interface RecordType<T> {
  readonly name: string;
  readonly value: number;
  /** Reads the data, all of it. Throws `DecodeError`. */
  read(reader: Reader, message: Uint8Array): T;
}

/** RFC 1035 §3.4.1. Canonical text. */
export const A: RecordType<string> = type("A", 1, (reader) => addressFrom(reader.opaque("address", 4)).text);

/** RFC 3596 §2.2. Canonical text. */
export const AAAA: RecordType<string> = type(
  "AAAA",
  28,
  (reader) => addressFrom(reader.opaque("address", 16)).text,
);

/** RFC 1035 §3.3.13; what it says is left alone. */
export const SOA: RecordType<Uint8Array> = type("SOA", 6, (reader) => reader.rest("soa"));

export const MX: RecordType<MxRecord> = type("MX", 15, readMx);

/** The texts of a record, joined. */
export const TXT: RecordType<string> = type("TXT", 16, readTxt);

export const TLSA: RecordType<TlsaRecord> = type("TLSA", 52, readTlsa);

export const HTTPS: RecordType<ServiceBinding> = type("HTTPS", 65, readServiceBinding);

export const CAA: RecordType<CaaRecord> = type("CAA", 257, readCaa);

function type<T>(name: string, value: number, read: RecordType<T>["read"]): RecordType<T> {
  return { name, value, read };
}
