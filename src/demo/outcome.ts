/** What decided a report, as one code, to be held against what the gallery expects. */
import type { Finding, Report } from "../report/types.ts";
import type { Expected } from "./gallery_rows.ts";

/** The chain's error, else that of the first step that failed, else the finding that decides; `null` for a pass. */
export function decisiveCode({ verdict, chain, steps, findings }: Report): string | null {
  if (verdict === "pass") return null;
  const failed = steps.find(({ status, error }) => status === "fail" && error !== null);
  return chain?.error?.code ?? failed?.error?.code ?? worst(findings)?.id ?? null;
}

/** What to do about what decided a report, in one sentence; `null` for a pass, and where there is nothing to do. */
export function decisiveRemedy({ verdict, chain, steps, findings }: Report): string | null {
  if (verdict === "pass") return null;
  const failed = steps.find(({ status, error }) => status === "fail" && error !== null);
  return chain?.error?.hint ?? failed?.error?.hint ?? worst(findings)?.remedy ?? null;
}

export function isAsExpected(report: Report, expected: Expected): boolean {
  return report.verdict === expected.verdict && decisiveCode(report) === expected.code;
}

function worst(findings: readonly Finding[]): Finding | undefined {
  for (const severity of ["critical", "high", "medium"]) {
    const found = findings.find((finding) => finding.severity === severity);
    if (found !== undefined) return found;
  }
  return undefined;
}
