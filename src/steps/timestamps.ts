/** What step 3 says of the signed certificate timestamps (RFC 6962): how many, from where, and whose. */
import type { SignedCertificateTimestamp } from "../report/mod.ts";
import type { StepContent, StepInput } from "./input.ts";

type Verdict = SignedCertificateTimestamp["verified"];

export function timestampFacts({ timestamps }: StepInput): StepContent["facts"] {
  if (timestamps === null) return [];
  const value = timestamps.length === 0 ? "none" : [counts(timestamps), ...verdicts(timestamps)].join("; ");
  return [["signed_certificate_timestamps", "SCTs", value]];
}

const places: Readonly<Record<SignedCertificateTimestamp["source"], string>> = {
  certificate: "in the certificate",
  tls_extension: "in the TLS extension",
  ocsp: "in the OCSP response",
};

function counts(timestamps: readonly SignedCertificateTimestamp[]): string {
  const bySource = Map.groupBy(timestamps, ({ source }) => source);
  return [...bySource].map(([source, { length }]) => `${length} ${places[source]}`).join(", ");
}

/** In the order in which they are told. */
const words: Readonly<Record<Exclude<Verdict, "no_log_list">, string>> = {
  verified: "verified",
  bad_signature: "bad signature",
  unknown_log: "unknown log",
  no_issuer: "not verified without the issuer",
  unsupported: "not verified, unknown algorithm or version",
  malformed: "not readable",
};

function verdicts(timestamps: readonly SignedCertificateTimestamp[]): string[] {
  const told = Object.entries(words).flatMap(([verdict, word]) => {
    const those = timestamps.filter(({ verified }) => verified === verdict);
    const names = [...new Set(those.flatMap((timestamp) => nameOf(timestamp) ?? []))];
    return those.length === 0 ? [] : [names.length === 0 ? word : `${word}: ${names.join(", ")}`];
  });
  const unjudged = timestamps.some(({ verified }) => verified === "no_log_list");
  return unjudged ? [...told, "not verified, no log list"] : told;
}

/** The log's name, or enough of its number to look it up. */
function nameOf({ log_name, log_id, objection }: SignedCertificateTimestamp): string | null {
  const name = log_name ?? (log_id && `${log_id.slice(0, 16)}…`);
  return name && (objection === null ? name : `${name} (${objections[objection]})`);
}

const objections: Readonly<Record<NonNullable<SignedCertificateTimestamp["objection"]>, string>> = {
  future_timestamp: "from the future",
  log_retired: "retired before",
  log_not_accepted: "not accepted by browsers",
  outside_temporal_interval: "for other expiry dates",
};
