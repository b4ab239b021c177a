/** The SCTs that came with a certificate, from the three places of RFC 6962 §3.3, as the report shows them. */
import { DecodeError, toHex } from "../../bytes/mod.ts";
import { MAXIMUM_TIMESTAMPS } from "../bounds.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { MalformedCertificateError } from "../malformed.ts";
import type { LogState, TimestampObjection, TimestampSource, TimestampVerdict } from "./codes.ts";
import { ocspTimestampLists } from "./ocsp_timestamps.ts";
import { timestampsExtension } from "./precertificate_tbs.ts";
import {
  readSignedCertificateTimestamp,
  readTimestampList,
  type SignedCertificateTimestamp,
  V1,
} from "./signed_certificate_timestamp.ts";

/** The report's `transparency[]`, key for key. */
export interface JudgedTimestamp {
  readonly source: TimestampSource;
  /** SHA-256 of the log's key, lower-case hex; `null` when it cannot be read. */
  readonly log_id: string | null;
  /** From the log list; `null` when there is none, or it does not have the log. */
  readonly log_name: string | null;
  readonly operator: string | null;
  readonly state: LogState | null;
  /** RFC 3339, UTC; `null` when it cannot be read, or is beyond the year 9999. */
  readonly timestamp: string | null;
  readonly verified: TimestampVerdict;
  readonly objection: TimestampObjection | null;
}

export interface FoundTimestamp {
  readonly source: TimestampSource;
  /** `null`: it cannot be read, and `verdict` says why. */
  readonly timestamp: SignedCertificateTimestamp | null;
  readonly verdict: "unsupported" | "malformed" | null;
}

export interface TimestampSources {
  readonly leaf: ParsedCertificate;
  /** Serialized SCTs from the TLS extension. */
  readonly tlsExtension: readonly Uint8Array[];
  /** The stapled OCSPResponse, DER. */
  readonly ocspResponse: Uint8Array | null;
}

/** All of them, in the order of the sources and as each lists them; not more than `MAXIMUM_TIMESTAMPS`. */
export function findTimestamps({ leaf, tlsExtension, ocspResponse }: TimestampSources): FoundTimestamp[] {
  const embedded = leaf.extensions.filter(({ oid }) => oid === timestampsExtension);
  return [
    ...embedded.flatMap(({ value }) => readList("certificate", value)),
    ...tlsExtension.map((serialized) => read("tls_extension", serialized)),
    ...stapledLists(ocspResponse, leaf).flatMap((value) => readList("ocsp", value)),
  ].slice(0, MAXIMUM_TIMESTAMPS);
}

/** As the report shows an SCT about whose log nothing is known. */
export function describeTimestamp(
  { source, timestamp, verdict }: FoundTimestamp,
  verified: TimestampVerdict,
): JudgedTimestamp {
  return {
    source,
    log_id: timestamp && toHex(timestamp.logId),
    log_name: null,
    operator: null,
    state: null,
    timestamp: timestamp && rfc3339(timestamp.timestamp),
    verified: verdict ?? verified,
    objection: null,
  };
}

/** An OCSP response that cannot be read is not an SCT that cannot be read: that is told where it is judged. */
function stapledLists(response: Uint8Array | null, leaf: ParsedCertificate): readonly Uint8Array[] {
  try {
    return response === null ? [] : ocspTimestampLists(response, leaf.serialNumber);
  } catch (error) {
    if (isMalformed(error)) return [];
    throw error;
  }
}

function readList(source: TimestampSource, extensionValue: Uint8Array): FoundTimestamp[] {
  try {
    return readTimestampList(extensionValue).map((serialized) => read(source, serialized));
  } catch (error) {
    if (isMalformed(error)) return [{ source, timestamp: null, verdict: "malformed" }];
    throw error;
  }
}

function read(source: TimestampSource, serialized: Uint8Array): FoundTimestamp {
  // RFC 6962 §3.3: a client skips what is of a version that it does not know.
  if (serialized[0] !== V1) return { source, timestamp: null, verdict: "unsupported" };
  try {
    return { source, timestamp: readSignedCertificateTimestamp(serialized), verdict: null };
  } catch (error) {
    if (isMalformed(error)) return { source, timestamp: null, verdict: "malformed" };
    throw error;
  }
}

function isMalformed(error: unknown): boolean {
  return error instanceof DecodeError || error instanceof MalformedCertificateError;
}

function rfc3339(milliseconds: bigint): string | null {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > LAST_YEAR ? null : date.toISOString();
}

/** RFC 3339 §5.6 has four digits for the year. */
const LAST_YEAR = 9999;
