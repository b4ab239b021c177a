/** SCTs against a list of logs: whose they are, whether the signatures hold, and what else speaks against them. */
import { DecodeError, equalBytes, fromHex } from "../../bytes/mod.ts";
import {
  describePublicKey,
  hash,
  UnsupportedAlgorithmError,
  UnsupportedKeyError,
  verifySignature,
} from "../../crypto/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { MalformedCertificateError } from "../malformed.ts";
import type { TimestampObjection, TimestampVerdict } from "./codes.ts";
import type { CtLog, LogList } from "./log_list.ts";
import type { SignedCertificateTimestamp } from "./signed_certificate_timestamp.ts";
import { precertEntry, signedData, type SignedEntry, x509Entry } from "./signed_entry.ts";
import { describeTimestamp, type FoundTimestamp, type JudgedTimestamp } from "./timestamps.ts";

export interface VerifyInput {
  readonly found: readonly FoundTimestamp[];
  readonly leaf: ParsedCertificate;
  /** Whose key signed the leaf; `null` when nobody has it. */
  readonly issuer: ParsedCertificate | null;
  readonly logList: LogList;
  readonly now: Date;
}

/** In the order in which they were found. */
export async function verifyTimestamps(input: VerifyInput): Promise<JudgedTimestamp[]> {
  const { leaf, issuer } = input;
  let precert: Promise<SignedEntry | null> | null = null;
  const entryFor = ({ source }: FoundTimestamp) => {
    if (source !== "certificate") return Promise.resolve(x509Entry(leaf));
    return precert ??= issuer === null ? Promise.resolve(null) : precertEntryOf(leaf, issuer);
  };
  return await Promise.all(input.found.map((found) => judge(found, entryFor, input)));
}

async function judge(
  found: FoundTimestamp,
  entryFor: (found: FoundTimestamp) => Promise<SignedEntry | null>,
  { logList, leaf, now }: VerifyInput,
): Promise<JudgedTimestamp> {
  const { timestamp } = found;
  const log = timestamp && logList.find(timestamp.logId);
  if (timestamp === null || log === null || !await hasItsOwnKey(log)) {
    return describeTimestamp(found, "unknown_log");
  }
  const entry = await entryFor(found);
  const verified = entry === null ? "no_issuer" : await verify(timestamp, entry, log);
  return {
    ...describeTimestamp(found, verified),
    log_name: log.name,
    operator: operatorAt(log, timestamp.timestamp),
    state: log.state?.name ?? null,
    objection: verified === "verified" ? objectionTo(timestamp, log, leaf, now) : null,
  };
}

/** A certificate whose extensions are not in order has no precertificate either. */
async function precertEntryOf(
  leaf: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<SignedEntry | null> {
  try {
    return await precertEntry(leaf, issuer);
  } catch (error) {
    if (error instanceof MalformedCertificateError) return null;
    throw error;
  }
}

/** RFC 6962 §3.2: the log's ID is the SHA-256 of its key. A list that says otherwise must not blame the server. */
async function hasItsOwnKey(log: CtLog): Promise<boolean> {
  let own = ownKeys.get(log);
  if (own === undefined) {
    const digest = await hash("SHA-256").digest(log.key);
    own = equalBytes(digest, fromHex(log.logId));
    ownKeys.set(log, own);
  }
  return own;
}

const ownKeys = new WeakMap<CtLog, boolean>();

/** RFC 6962 §2.1.4: ECDSA with P-256 or RSA, both with SHA-256, by the numbers of RFC 5246 §7.4.1.4.1. */
const SHA256 = 4;
const algorithms = [
  { number: 1, key: "RSA", algorithm: "RSASSA-PKCS1-v1_5" },
  { number: 3, key: "EC", algorithm: "ECDSA" },
] as const;

async function verify(
  timestamp: SignedCertificateTimestamp,
  entry: SignedEntry,
  { key }: CtLog,
): Promise<TimestampVerdict> {
  const claimed = algorithms.find(({ number }) => number === timestamp.signatureAlgorithm);
  if (claimed === undefined || timestamp.hashAlgorithm !== SHA256) return "unsupported";
  try {
    if (describePublicKey(key).algorithm !== claimed.key) return "bad_signature";
    const good = await verifySignature({
      algorithm: claimed.algorithm,
      hash: "SHA-256",
      spki: key,
      signature: timestamp.signature,
      data: signedData(timestamp, entry),
    });
    return good ? "verified" : "bad_signature";
  } catch (error) {
    const unusable = [DecodeError, UnsupportedKeyError, UnsupportedAlgorithmError];
    if (unusable.some((kind) => error instanceof kind)) return "unsupported";
    throw error;
  }
}

function operatorAt({ operator, previousOperators }: CtLog, timestamp: bigint): string {
  return previousOperators.find(({ until }) => timestamp < until.getTime())?.name ?? operator;
}

function objectionTo(
  { timestamp }: SignedCertificateTimestamp,
  { state, interval }: CtLog,
  { validity: { notAfter } }: ParsedCertificate,
  now: Date,
): TimestampObjection | null {
  if (timestamp > now.getTime()) return "future_timestamp"; // RFC 6962 §5.2
  if (state === null || state.name === "pending" || state.name === "rejected") return "log_not_accepted";
  if (state.name === "retired" && timestamp >= state.since.getTime()) return "log_retired";
  if (interval === null || notAfter === null) return null;
  return notAfter < interval.start || notAfter >= interval.end ? "outside_temporal_interval" : null;
}
