/** The words for certificate transparency that the report uses too. */

/** Where an SCT was: RFC 6962 §3.3. */
export const timestampSources = ["certificate", "tls_extension", "ocsp"] as const;
export type TimestampSource = typeof timestampSources[number];

/** What a list of logs says of one. */
export const logStates = ["pending", "qualified", "usable", "readonly", "retired", "rejected"] as const;
export type LogState = typeof logStates[number];

/**
 * What became of an SCT's signature. Only the first is good, and only the second is bad.
 * - `unknown_log`: the list does not have the log, so there is no key.
 * - `no_log_list`: there was no list to look into.
 * - `no_issuer`: the SCT is about the certificate and its issuer's key, and nobody has the issuer.
 * - `unsupported`: another version than v1, or an algorithm that RFC 6962 §2.1.4 does not have.
 * - `malformed`: not an SCT, or not a list of them.
 */
export const timestampVerdicts = [
  "verified",
  "bad_signature",
  "unknown_log",
  "no_log_list",
  "no_issuer",
  "unsupported",
  "malformed",
] as const;
export type TimestampVerdict = typeof timestampVerdicts[number];

/**
 * What speaks against an SCT although its signature is good.
 * - `future_timestamp`: it is later than now.
 * - `log_retired`: it was made when browsers no longer accepted the log.
 * - `log_not_accepted`: browsers do not accept the log yet, or never did.
 * - `outside_temporal_interval`: the log does not take certificates which expire then, says the list; browsers count it.
 */
export const timestampObjections = [
  "future_timestamp",
  "log_retired",
  "log_not_accepted",
  "outside_temporal_interval",
] as const;
export type TimestampObjection = typeof timestampObjections[number];
