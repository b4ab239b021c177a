/**
 * Signed certificate timestamps (RFC 6962) that are not what they should be, and fewer than browsers want.
 *
 * Nothing is said of what nobody could look at: without a list of logs there is no finding. How many browsers want is
 * asked of publicly trusted certificates only; it is told as low where the list, and not the certificate, may be at
 * fault: it does not have every log, or it is old.
 */
import type { Finding, SignedCertificateTimestamp } from "../report/mod.ts";
import type { RuleInput } from "./rule.ts";

export function signedCertificateTimestamps(input: RuleInput): Finding[] {
  return [...badSignatures(input), ...unreadable(input), ...fromTheFuture(input), ...tooFew(input)];
}

function badSignatures({ transparency }: RuleInput): Finding[] {
  const bad = transparency?.timestamps.filter(({ verified }) => verified === "bad_signature") ?? [];
  if (bad.length === 0) return [];
  return [{
    id: "transparency.bad_signature",
    severity: "medium",
    title: "Certificate timestamp with a bad signature",
    detail: `${those(bad)} did not sign this certificate as it is`,
    remedy:
      "Use the certificate and the timestamps as they were issued; if they are, have the certificate issued anew",
    evidence: ["authentication"],
    references: ["RFC 6962 §3.2"],
  }];
}

function unreadable({ transparency }: RuleInput): Finding[] {
  const malformed = transparency?.timestamps.filter(({ verified }) => verified === "malformed") ?? [];
  if (malformed.length === 0) return [];
  return [{
    id: "transparency.malformed",
    severity: "low",
    title: "Certificate timestamps that cannot be read",
    detail: `In ${[...new Set(malformed.map(({ source }) => places[source]))].join(" and ")} ` +
      "is something that is no signed certificate timestamp",
    remedy: "Have the certificate issued anew, or correct the file that the server takes the timestamps from",
    evidence: ["authentication"],
    references: ["RFC 6962 §3.3"],
  }];
}

function fromTheFuture({ transparency }: RuleInput): Finding[] {
  const future = transparency?.timestamps.filter(({ objection }) => objection === "future_timestamp") ?? [];
  if (future.length === 0) return [];
  return [{
    id: "transparency.future_timestamp",
    severity: "low",
    title: "Certificate timestamp from the future",
    detail: `${those(future)} signed a time that is yet to come: ${
      future.map(({ timestamp }) => timestamp ?? "beyond the year 9999").join(", ")
    }`,
    remedy:
      "Check the clock of this machine; browsers do not accept such a timestamp until its time has come",
    evidence: ["authentication"],
    references: ["RFC 6962 §5.2"],
  }];
}

const places: Readonly<Record<SignedCertificateTimestamp["source"], string>> = {
  certificate: "the certificate",
  tls_extension: "the TLS extension",
  ocsp: "the OCSP response",
};

/** Chrome asks nothing any more when its list is older. */
const OLD_MILLISECONDS = 70 * 86_400_000;

function tooFew({ transparency, now }: RuleInput): Finding[] {
  const policy = transparency?.policy ?? null;
  if (policy === null || policy.met) return [];
  const { requiredLogs, requiredOperators, logs, operators, unknown } = policy;
  const publishedAt = transparency!.logListPublishedAt;
  const isOld = publishedAt !== null && now.getTime() - publishedAt.getTime() > OLD_MILLISECONDS;
  const doubts = [
    ...(unknown > 0 ? [`${unknown} more ${unknown === 1 ? "is" : "are"} of logs that the list lacks`] : []),
    ...(isOld ? [`the list is of ${publishedAt.toISOString().slice(0, 10)}`] : []),
  ];
  return [{
    id: "transparency.too_few",
    severity: doubts.length > 0 ? "low" : "medium",
    title: "Fewer certificate timestamps than browsers want",
    detail:
      `Chrome, Safari and Firefox want ${requiredLogs} logs of ${requiredOperators} operators, one of them ` +
      `accepted today; ${logs} ${logs === 1 ? "log" : "logs"} of ${operators} ` +
      `${operators === 1 ? "operator" : "operators"} counted${doubts.map((doubt) => `; ${doubt}`).join("")}`,
    remedy: doubts.length > 0
      ? "Check again with a new list of logs; if the timestamps are too few still, have the certificate issued anew"
      : "Have the certificate issued anew by an authority that logs it, or use one that has its timestamps inside",
    evidence: ["authentication"],
    references: ["RFC 6962 §3.3", "Chrome Certificate Transparency Policy"],
  }];
}

function those(timestamps: readonly SignedCertificateTimestamp[]): string {
  const names = timestamps.map(({ log_name, log_id }) => log_name ?? log_id ?? "a log");
  return [...new Set(names)].join(" and ");
}
