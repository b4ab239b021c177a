/** What every rule says about one path. */
import { precedence } from "../error_code.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import {
  encoding,
  extensionRules,
  isReadable,
  pathRules,
  readableRules,
  type Role,
  roleAt,
  type RuleContext,
  type Violation,
} from "../rules/mod.ts";
import { isMozillaRoot } from "../trust/mozilla.ts";
import type { TrustStore } from "../trust/trust_store.ts";
import type { Path } from "./build.ts";
import { endingViolation } from "./ending.ts";

/** Which broken rules fail a path: those that every client refuses, or whatever an issuer was not to do, too. */
export type Strictness = "clients" | "profile";

export interface JudgedPath extends Path {
  /** Everything that was found, in the order of precedence. */
  readonly violations: readonly Violation[];
  /** Those that fail it, in the order of precedence. */
  readonly failures: readonly Violation[];
  /** It ends at an anchor and holds, time left aside. */
  readonly trusted: boolean;
  readonly validNow: boolean;
}

/** Judges paths that share certificates; each certificate is judged once for each place it takes. */
export class PathJudge {
  readonly #known = new Map<Role, Map<ParsedCertificate, readonly Violation[]>>();

  constructor(
    readonly context: RuleContext,
    readonly strictness: Strictness,
    readonly trustStore: TrustStore,
  ) {}

  judge(path: Path, more: readonly Violation[] = []): JudgedPath {
    const { certificates, end } = path;
    const anchored = end === "anchor";
    const each = certificates.map((certificate, index) =>
      this.#ofCertificate(certificate, roleAt(index, certificates.length, anchored))
    );
    const ending = endingViolation(path, this.trustStore);
    // A leaf that is trusted by itself needs nobody's signature, not even its own.
    const needsSignature = !anchored || certificates.length > 1;
    const found = each.flat().filter(({ code }) => needsSignature || code !== "weak_signature");
    const violations = [...(ending === null ? [] : [ending]), ...found, ...more];
    if (each.every(isReadable)) {
      for (const rule of pathRules) violations.push(...rule(certificates, anchored, this.context));
    }
    violations.sort((a, b) => precedence(a.code) - precedence(b.code));
    const anchor = anchored ? certificates.at(-1)! : null;
    // What it breaks of the profile for issuers was weighed when Mozilla admitted it.
    const admitted = this.strictness === "profile" && anchor !== null && isMozillaRoot(anchor);
    const failures = violations.filter(({ breaks, certificate }) =>
      fails(breaks, admitted && certificate === anchor ? "clients" : this.strictness)
    );
    return {
      ...path,
      violations,
      failures,
      trusted: anchored && failures.every(isAboutTime),
      validNow: !failures.some(isAboutTime) && certificates.every(hasValidity),
    };
  }

  #ofCertificate(certificate: ParsedCertificate, role: Role): readonly Violation[] {
    let known = this.#known.get(role);
    if (known === undefined) this.#known.set(role, known = new Map());
    let violations = known.get(certificate);
    if (violations === undefined) {
      const found = [...encoding(certificate, role, this.context)];
      const rules = isReadable(found) ? [...readableRules, ...extensionRules] : readableRules;
      for (const rule of rules) found.push(...rule(certificate, role, this.context));
      known.set(certificate, violations = worstOfEach(found));
    }
    return violations;
  }
}

/** One violation of each rule is enough to say, the worst: a certificate can break one ten thousand times. */
function worstOfEach(violations: readonly Violation[]): readonly Violation[] {
  const worst = new Map<string, Violation>();
  for (const violation of violations) {
    const known = worst.get(violation.rule);
    if (known === undefined || weight(violation) < weight(known)) worst.set(violation.rule, violation);
  }
  return [...worst.values()];
}

function weight({ breaks }: Violation): number {
  return WORST_FIRST.indexOf(breaks);
}

const WORST_FIRST: readonly Violation["breaks"][] = ["path", "tls", "rfc5280", "web", "advice"];

function fails(breaks: Violation["breaks"], strictness: Strictness): boolean {
  return breaks === "path" ||
    (strictness === "profile" ? breaks === "rfc5280" || breaks === "web" : breaks === "tls");
}

function hasValidity({ validity: { notBefore, notAfter } }: ParsedCertificate): boolean {
  return notBefore !== null && notAfter !== null;
}

function isAboutTime({ code }: Violation): boolean {
  return code === "expired" || code === "not_yet_valid";
}
