/** SignedCertificateTimestamp (RFC 6962 §3.2) and the list that carries several (§3.3), as octets say it. */
import { Reader } from "../../bytes/mod.ts";
import { DerReader } from "../der/reader.ts";

/** `sct_version` v1, the only one that this structure belongs to. */
export const V1 = 0;

export interface SignedCertificateTimestamp {
  readonly version: number;
  /** SHA-256 of the log's SubjectPublicKeyInfo. */
  readonly logId: Uint8Array;
  /** Milliseconds since 1970, leap seconds ignored. */
  readonly timestamp: bigint;
  readonly extensions: Uint8Array;
  /** HashAlgorithm and SignatureAlgorithm of RFC 5246 §7.4.1.4.1. */
  readonly hashAlgorithm: number;
  readonly signatureAlgorithm: number;
  readonly signature: Uint8Array;
}

/** Reads a serialized SCT of version 1. Throws `DecodeError`. */
export function readSignedCertificateTimestamp(serialized: Uint8Array): SignedCertificateTimestamp {
  const reader = new Reader(serialized);
  const timestamp = {
    version: reader.uint8("sct_version"),
    logId: reader.opaque("id", 32),
    timestamp: uint64(reader.opaque("timestamp", 8)),
    extensions: reader.vector("extensions", 2),
    hashAlgorithm: reader.uint8("hash"),
    signatureAlgorithm: reader.uint8("signature"),
    signature: reader.vector("signature", 2),
  };
  reader.end("SignedCertificateTimestamp");
  if (timestamp.version !== V1) throw reader.error(`"sct_version" is ${timestamp.version}`, "sct_version");
  return timestamp;
}

/**
 * The serialized SCTs in the value of an X.509 or OCSP extension: an OCTET STRING that holds a
 * SignedCertificateTimestampList. Throws `DecodeError` or `MalformedCertificateError`.
 */
export function readTimestampList(extensionValue: Uint8Array): readonly Uint8Array[] {
  const reader = DerReader.over(extensionValue);
  const octets = reader.octetString("SignedCertificateTimestampList");
  reader.end("SignedCertificateTimestampList");
  const list = new Reader(octets);
  const timestamps = list.list(
    "sct_list",
    2,
    (reader) => reader.vector("serialized_sct", 2, { minimum: 1 }),
    { minimum: 1 }, // RFC 6962 §3.3: SerializedSCT sct_list <1..2^16-1>
  );
  list.end("sct_list");
  return timestamps;
}

function uint64(octets: Uint8Array): bigint {
  return new DataView(octets.buffer, octets.byteOffset, octets.length).getBigUint64(0);
}
