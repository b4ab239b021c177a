/** The two shapes of rule: one looks at a certificate in its place, the other at a whole path. */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import type { Budget } from "../path/budget.ts";
import type { Role, Violation } from "./violation.ts";

export interface RuleContext {
  /** The moment that validity is judged at. */
  readonly now: Date;
  readonly budget: Budget;
  /** KeyPurposeIds, dotted: a certificate that lists purposes must list one of these. */
  readonly purposes: readonly string[];
  /** How many intermediates a path may have, self-issued ones not counted; `null`: as many as its own constraints allow. */
  readonly maximumIntermediates: number | null;
}

export type CertificateRule = (
  certificate: ParsedCertificate,
  role: Role,
  context: RuleContext,
) => readonly Violation[];

/** `path`: leaf first. `anchored`: whether its last certificate is a trust anchor. */
export type PathRule = (
  path: readonly ParsedCertificate[],
  anchored: boolean,
  context: RuleContext,
) => readonly Violation[];

/** The place of the certificate at `index` of a path. */
export function roleAt(index: number, length: number, anchored: boolean): Role {
  if (index === 0) return "leaf";
  return anchored && index === length - 1 ? "anchor" : "intermediate";
}
