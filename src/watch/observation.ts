/** What is kept of a report when a target is watched: a few hundred octets, where a report has tens of thousands. */
import type { CodePoint } from "../registry/mod.ts";
import type { Report, Verdict } from "../report/mod.ts";

/** As it is stored, served and sent, so in the report's style. Every text in it is bounded. */
export interface Observation {
  /** RFC 3339, UTC. */
  readonly checked_at: string;
  readonly duration_ms: number;
  readonly verdict: Verdict;
  readonly summary: string;
  /** The first step's error, or what is wrong with the chain; `null` when neither is. */
  readonly code: string | null;
  /** The ids of the findings that made the verdict. */
  readonly findings: readonly string[];
  /** The report's `stable.fingerprint`; `null` when the handshake did not come so far. */
  readonly fingerprint: string | null;
  readonly protocol_version: string | null;
  readonly cipher_suite: string | null;
  readonly named_group: string | null;
  readonly application_protocol: string | null;
  /** The server's own. */
  readonly certificate: ObservedCertificate | null;
  readonly expiry: Report["expiry"];
}

export interface ObservedCertificate {
  readonly fingerprint_sha256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly not_before: string | null;
  readonly not_after: string | null;
}

const TEXT_CHARACTERS_MAX = 600;
const FINDINGS_MAX = 20;

export function observe(report: Report): Observation {
  const { connection, certificates, chain, steps, findings } = report;
  const leaf = certificates.find(({ source }) => source === "sent");
  const failed = steps.find(({ error }) => error !== null);
  return {
    checked_at: report.started_at,
    duration_ms: report.duration_ms,
    verdict: report.verdict,
    summary: bounded(report.summary),
    code: failed?.error?.code ?? chain?.error?.code ?? null,
    findings: findings.filter(({ severity }) => severity !== "info" && severity !== "low")
      .slice(0, FINDINGS_MAX).map(({ id }) => bounded(id)),
    fingerprint: report.stable?.fingerprint ?? null,
    protocol_version: nameOf(connection?.protocol_version),
    cipher_suite: nameOf(connection?.cipher_suite),
    named_group: nameOf(connection?.named_group),
    application_protocol: connection?.application_protocol == null
      ? null
      : bounded(connection.application_protocol),
    certificate: leaf === undefined ? null : {
      fingerprint_sha256: leaf.fingerprint_sha256,
      subject: bounded(leaf.subject),
      issuer: bounded(leaf.issuer),
      not_before: leaf.not_before,
      not_after: leaf.not_after,
    },
    expiry: report.expiry,
  };
}

function nameOf(codePoint: CodePoint | null | undefined): string | null {
  return codePoint == null ? null : codePoint.name ?? codePoint.hex;
}

function bounded(text: string): string {
  return text.length <= TEXT_CHARACTERS_MAX ? text : text.slice(0, TEXT_CHARACTERS_MAX).toWellFormed() + "…";
}
