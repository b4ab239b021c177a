/** A rule's input from a report: what the report says, judged at the time it was made. */
import type { Report } from "../../src/report/mod.ts";
import { defaultThresholds, noExpectations, type RuleInput } from "../../src/rules/mod.ts";
import { checkedAt } from "../support/report_samples.ts";

export function inputFrom(report: Report, overrides: Partial<RuleInput> = {}): RuleInput {
  const { target, connection, stable, attempts, steps, certificates, chain, revocation, native } = report;
  return {
    target,
    connection,
    stable,
    attempts,
    steps,
    certificates,
    chain,
    notes: null,
    issuerFetches: null,
    revocation,
    renewalInfo: null,
    mustStaple: false,
    violations: [],
    publiclyTrusted: chain?.trusted ?? false,
    transparency: null,
    deep: null,
    native,
    thresholds: defaultThresholds,
    issuerNames: certificates[0] === undefined ? null : [certificates[0].issuer],
    expectations: noExpectations,
    expectClientCertificate: false,
    now: checkedAt,
    ...overrides,
  };
}
