/** When thresholds will be crossed, and that the verdict changes then and not before. */
import assert from "node:assert/strict";
import type { Certificate } from "../../src/report/mod.ts";
import { expirySchedule, judge, parseThresholds } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const day = 86_400_000;
const second = 1000;
const from = Date.parse("2026-11-01T00:00:00Z");
const [leaf, intermediate] = passing.certificates as [Certificate, Certificate];

for (const days of [6, 47, 90, 398]) {
  Deno.test(`a certificate of ${days} days: pass, warn, fail and expired, when the report says so`, () => {
    const certificates = [lasting(leaf, days), lasting(intermediate, 1825)];
    const schedule = expirySchedule(certificates, passing.chain, thresholds({}))!;
    const [warning, critical, end] = [schedule.warning_at, schedule.critical_at, schedule.not_after].map(
      Date.parse,
    );
    assert.equal(end, from + days * day);
    const verdictAt = (at: number) =>
      judge(inputFrom({ ...passing, certificates }, { now: new Date(at) })).verdict;
    assert.deepEqual([warning!, critical!].map(verdictAt), ["pass", "warn"], "at the very moment, not yet");
    assert.deepEqual([warning!, critical!, end!].map((at) => verdictAt(at + second)), [
      "warn",
      "fail",
      "fail",
    ]);
    // There is time to act: a third of a short life, weeks of a long one.
    assert.ok(end! - warning! >= Math.min(0.3 * days, 30) * day);
  });
}

Deno.test("whatever comes first counts, be it the leaf's or an issuer's", () => {
  const not_before = new Date(from - 1000 * day).toISOString();
  const soon = { ...lasting(intermediate, 80), not_before };
  const { not_after, warning_at, critical_at } = expirySchedule(
    [lasting(leaf, 90), soon],
    passing.chain,
    thresholds({}),
  )!;
  assert.equal(not_after, new Date(from + 80 * day).toISOString());
  assert.equal(warning_at, new Date(from + 50 * day).toISOString(), "30 days before the issuer's end");
  assert.equal(critical_at, new Date(from + 70 * day).toISOString());
  const late = { ...lasting(intermediate, 92), not_before };
  const of = expirySchedule([lasting(leaf, 90), late], passing.chain, thresholds({}))!;
  assert.equal(of.not_after, new Date(from + 90 * day).toISOString());
  assert.equal(
    of.warning_at,
    new Date(from + 62 * day).toISOString(),
    "30 days before the issuer's later end",
  );
});

Deno.test("an issuer with a tenth of its years left is not near its end", () => {
  const issuer = { ...lasting(intermediate, 1095), not_before: new Date(from - 950 * day).toISOString() };
  const input = inputFrom({ ...passing, certificates: [lasting(leaf, 90), issuer] }, {
    now: new Date(from + day),
    thresholds: thresholds({ warning: "30%", critical: "15%" }),
  });
  assert.equal(judge(input).verdict, "pass");
});

Deno.test("thresholds that contradict each other for this lifetime make the check unknown, and say what would do", () => {
  const input = inputFrom({ ...passing, certificates: [lasting(leaf, 90)] }, {
    now: new Date(from + day),
    thresholds: thresholds({ warning: "20d", critical: "50%" }),
  });
  const { verdict, summary, findings } = judge(input);
  assert.equal(verdict, "unknown");
  assert.equal(
    summary,
    "Could not check: for a certificate of 90 days a warning at 20 days would come after it is critical at 50 % of its lifetime",
  );
  assert.deepEqual(findings.map(({ id }) => id), ["expiry.thresholds_contradict"]);
  assert.match(findings[0]!.remedy, /both in days or both in percent/);
  assert.equal(judge({ ...input, certificates: [lasting(leaf, 30)] }).verdict, "pass");
  // What is known to be bad outweighs it.
  assert.equal(judge({ ...input, now: new Date(from + 91 * day) }).verdict, "fail");
});

function thresholds(typed: Parameters<typeof parseThresholds>[0]) {
  const parsed = parseThresholds(typed);
  assert.ok("thresholds" in parsed);
  return parsed.thresholds;
}

/** The certificate from the first of November on. */
function lasting(certificate: Certificate, days: number): Certificate {
  return {
    ...certificate,
    not_before: new Date(from).toISOString(),
    not_after: new Date(from + days * day).toISOString(),
  };
}
