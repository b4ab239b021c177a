/** What the certificates of the judged path break, as rules are told of it. */
import type { BrokenRule } from "../rules/mod.ts";
import { type Judgement, roleAt } from "../x509/mod.ts";

export function brokenRules(judgement: Judgement | null): BrokenRule[] {
  if (judgement === null) return [];
  const { path, anchor, violations } = judgement;
  return violations.map(({ rule, code, breaks, certificate, message, hint, reference }) => {
    const index = certificate === null ? -1 : path.indexOf(certificate);
    const role = index < 0 ? null : roleAt(index, path.length, anchor !== null);
    return { rule, code, breaks, role, message, hint, reference };
  });
}
