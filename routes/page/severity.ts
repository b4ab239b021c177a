import type { Finding } from "../../src/report/mod.ts";
import { severities } from "../../src/report/mod.ts";

/** The findings of medium severity and above, the worst first. */
export function changesVerdict(findings: readonly Finding[]): Finding[] {
  return worstFirst(findings.filter(({ severity }) => rank(severity) >= rank("medium")));
}

/** The findings that leave the verdict as it is, the worst first. */
export function leavesVerdict(findings: readonly Finding[]): Finding[] {
  return worstFirst(findings.filter(({ severity }) => rank(severity) < rank("medium")));
}

function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => rank(b.severity) - rank(a.severity));
}

function rank(severity: Finding["severity"]): number {
  return severities.indexOf(severity);
}
