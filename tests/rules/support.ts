/** A rule's input from a report: what the report says, judged at the time it was made. */
import type { Report } from "../../src/report/mod.ts";
import { defaultThresholds, type RuleInput } from "../../src/rules/mod.ts";
import { checkedAt } from "../support/report_samples.ts";

export function inputFrom(report: Report, overrides: Partial<RuleInput> = {}): RuleInput {
  const { target, connection, attempts, steps, certificates, chain, revocation, native } = report;
  return {
    target,
    connection,
    attempts,
    steps,
    certificates,
    chain,
    notes: null,
    issuerFetches: null,
    revocation,
    mustStaple: false,
    violations: [],
    publiclyTrusted: chain?.trusted ?? false,
    transparency: null,
    native,
    thresholds: defaultThresholds,
    expectClientCertificate: false,
    now: checkedAt,
    ...overrides,
  };
}
