/**
 * Certificate policies (RFC 5280 §6.1, by the graph of RFC 9618), for a client that asks for no policy of its own:
 * what is left to find out is whether an authority demanded some policy and none is valid along the whole path.
 */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import {
  certificatePolicies,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from "../extension/mod.ts";
import { anyPolicy } from "../extension/certificate_policies.ts";
import type { Budget } from "../path/budget.ts";
import { type PathRule, roleAt } from "./rule.ts";
import { mention, type Violation } from "./violation.ts";

export const policies: PathRule = (path, anchored, { budget }) => {
  if (!anchored) return [];
  const state = new PolicyState(path.length - 1, budget);
  // RFC 5280 §6.1: from the certificate below the anchor to the leaf
  for (let index = path.length - 2; index >= 0; index--) {
    const certificate = path[index]!;
    const fault = state.process(certificate, index === 0);
    if (fault === null) continue;
    const message = fault.code === "too_complex"
      ? fault.what
      : `${mention(certificate, roleAt(index, path.length, anchored))} ${fault.what}`;
    return [{
      rule: fault.rule,
      code: fault.code,
      breaks: "path",
      certificate,
      message,
      hint: "Get a certificate whose policies the authorities above it allow",
      reference: "RFC 5280 §6.1.3",
    }];
  }
  return [];
};

interface PolicyFault extends Pick<Violation, "rule" | "code"> {
  readonly what: string;
}

/** The state variables of RFC 5280 §6.1.2. */
class PolicyState {
  /** Expected policies of the graph's deepest level; empty: the tree is NULL. */
  #expected: ReadonlySet<string> = new Set([anyPolicy]);
  #explicitPolicy: number;
  #inhibitAnyPolicy: number;
  #policyMapping: number;

  /** `length`: certificates on the path, without the anchor. */
  constructor(length: number, readonly budget: Budget) {
    this.#explicitPolicy = this.#inhibitAnyPolicy = this.#policyMapping = length + 1;
  }

  process(certificate: ParsedCertificate, isLast: boolean): PolicyFault | null {
    const valid = this.#validPolicies(certificate, isLast);
    if (!this.budget.spend("policyNodes", valid.size)) {
      return {
        rule: "policies_too_many",
        code: "too_complex",
        what: "The certificates have more policies than are followed",
      };
    }
    // RFC 5280 §6.1.3 (f)
    if (this.#explicitPolicy === 0 && valid.size === 0) return NO_POLICY;
    if (isLast) return this.#wrapUp(certificate, valid);
    return this.#prepare(certificate, valid);
  }

  /** RFC 5280 §6.1.3 (d), (e). */
  #validPolicies(certificate: ParsedCertificate, isLast: boolean): Set<string> {
    const asserted = certificate.extension(certificatePolicies) ?? [];
    const valid = new Set<string>();
    if (this.#expected.size === 0) return valid;
    for (const policy of asserted) {
      if (policy !== anyPolicy && (this.#expected.has(policy) || this.#expected.has(anyPolicy))) {
        valid.add(policy);
      }
    }
    const anyCounts = this.#inhibitAnyPolicy > 0 || (!isLast && certificate.selfIssued);
    if (asserted.includes(anyPolicy) && anyCounts) { for (const policy of this.#expected) valid.add(policy); }
    return valid;
  }

  /** RFC 5280 §6.1.4 (a), (b), (h) to (j). */
  #prepare(certificate: ParsedCertificate, valid: Set<string>): PolicyFault | null {
    const mappings = certificate.extension(policyMappings) ?? [];
    if (mappings.some((pair) => pair.includes(anyPolicy))) {
      return {
        rule: "any_policy_mapped",
        code: "policy_violation",
        what: "maps anyPolicy, which is not to be mapped",
      };
    }
    const expected = new Set(valid);
    for (const [issuerDomain] of mappings) if (valid.has(issuerDomain)) expected.delete(issuerDomain);
    if (this.#policyMapping > 0) {
      for (const [issuerDomain, subjectDomain] of mappings) {
        if (valid.has(issuerDomain) || valid.has(anyPolicy)) expected.add(subjectDomain);
      }
    }
    this.#expected = expected;
    if (!certificate.selfIssued) {
      this.#explicitPolicy = Math.max(this.#explicitPolicy - 1, 0);
      this.#policyMapping = Math.max(this.#policyMapping - 1, 0);
      this.#inhibitAnyPolicy = Math.max(this.#inhibitAnyPolicy - 1, 0);
    }
    const constraints = certificate.extension(policyConstraints);
    this.#explicitPolicy = Math.min(this.#explicitPolicy, constraints?.requireExplicitPolicy ?? Infinity);
    this.#policyMapping = Math.min(this.#policyMapping, constraints?.inhibitPolicyMapping ?? Infinity);
    this.#inhibitAnyPolicy = Math.min(
      this.#inhibitAnyPolicy,
      certificate.extension(inhibitAnyPolicy) ?? Infinity,
    );
    return null;
  }

  /** RFC 5280 §6.1.5 (a), (b), (g). */
  #wrapUp(certificate: ParsedCertificate, valid: ReadonlySet<string>): PolicyFault | null {
    const required = certificate.extension(policyConstraints)?.requireExplicitPolicy === 0;
    const explicitPolicy = required ? 0 : Math.max(this.#explicitPolicy - 1, 0);
    return explicitPolicy === 0 && valid.size === 0 ? NO_POLICY : null;
  }
}

const NO_POLICY: PolicyFault = {
  rule: "no_valid_policy",
  code: "policy_violation",
  what: "has no policy that the authorities above it allow, and one of them demands that it have",
};
