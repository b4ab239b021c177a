import assert from "node:assert/strict";
import type { Certificate, Finding } from "../../src/report/mod.ts";
import { judge, parseThresholds } from "../../src/rules/mod.ts";
import { expiresSoon } from "../../src/rules/expires_soon.ts";
import { checkedAt, passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const day = 86_400_000;
const [leaf, intermediate, root] = passing.certificates as [Certificate, Certificate, Certificate];

Deno.test("two thirds of the lifetime are nothing to report", () => {
  assert.deepEqual(expiresSoon(inputFrom(passing)), []);
});

// CONTRACT: past the warning threshold medium, past the critical one high, expired critical.
const ninetyDays: [number, Finding["severity"] | null][] = [
  [28, null],
  [27, null],
  [26, "medium"],
  [9, "medium"],
  [8, "high"],
  [0, "high"],
  [-1, "critical"],
];
for (const [left, severity] of ninetyDays) {
  Deno.test(`of 90 days ${left} left are ${severity ?? "no finding"}`, () => {
    const findings = findingsFor(withLife(leaf, 90, left));
    assert.deepEqual(findings.map((finding) => finding.severity), severity === null ? [] : [severity]);
    if (severity !== null) {
      assert.equal(findings[0]!.id, left < 0 ? "certificate.expired" : "certificate.expires_soon");
      assert.deepEqual(findings[0]!.evidence, ["authentication"]);
    }
  });
}

Deno.test("a certificate of six days warns in its last two", () => {
  assert.deepEqual(findingsFor(withLife(leaf, 6, 2)), []);
  assert.equal(findingsFor(withLife(leaf, 6, 1.7))[0]!.severity, "medium");
  assert.equal(findingsFor(withLife(leaf, 6, 0.5))[0]!.severity, "high");
});

Deno.test("the detail says which certificate, how long, until when and how much of its life that is", () => {
  const [finding] = findingsFor(withLife(leaf, 90, 12));
  assert.match(finding!.detail, /"www\.example\.com" expires in 12 days, on 2026-12-05 \(13 % of 90 days\)/);
});

Deno.test("thresholds that were given decide", () => {
  const parsed = parseThresholds({ warning: "45d", critical: "41d" });
  assert.ok("thresholds" in parsed);
  const at = (left: number) =>
    expiresSoon(
      inputFrom({ ...passing, certificates: [withLife(leaf, 90, left)] }, { thresholds: parsed.thresholds }),
    );
  assert.deepEqual(at(46), []);
  assert.equal(at(44)[0]!.severity, "medium");
  assert.equal(at(40)[0]!.severity, "high");
});

Deno.test("an intermediate on the path counts, and both are named in one finding", () => {
  const findings = findingsFor(withLife(leaf, 90, 20), withLife(intermediate, 1825, 5));
  assert.equal(findings.length, 1);
  assert.equal(findings[0]!.severity, "high");
  assert.match(findings[0]!.detail, /www\.example\.com.*Example Intermediate R3/);
});

Deno.test("an expired certificate that no path needs worries nobody", () => {
  const cross = withLife({ ...intermediate, fingerprint_sha256: "44".repeat(32) }, 1825, -30);
  assert.deepEqual(findingsFor(leaf, intermediate, cross), []);
});

Deno.test("the anchor's own dates do not count", () => {
  assert.deepEqual(findingsFor(leaf, intermediate, withLife(root, 7300, 1)), []);
});

Deno.test("the leaf counts when there is no path at all", () => {
  const report = {
    ...passing,
    certificates: [withLife(leaf, 90, -2)],
    chain: { ...passing.chain!, paths: [] },
  };
  assert.equal(expiresSoon(inputFrom(report))[0]!.id, "certificate.expired");
});

Deno.test("a certificate without a readable end says nothing", () => {
  assert.deepEqual(findingsFor({ ...leaf, not_after: null }), []);
});

Deno.test("an expired intermediate and a leaf about to expire are two findings, the worse first", () => {
  const certificates = [withLife(leaf, 90, 5), withLife(intermediate, 1825, -5)];
  const { findings, verdict } = judge(inputFrom({ ...passing, certificates }));
  assert.deepEqual(findings.map(({ id }) => id).slice(0, 2), [
    "certificate.expired",
    "certificate.expires_soon",
  ]);
  assert.equal(verdict, "fail");
});

function findingsFor(...certificates: Certificate[]): readonly Finding[] {
  return expiresSoon(inputFrom({ ...passing, certificates }));
}

/** The certificate with so many days of so long a life left. */
function withLife(certificate: Certificate, days: number, left: number): Certificate {
  const end = checkedAt.getTime() + left * day;
  return {
    ...certificate,
    not_before: new Date(end - days * day).toISOString(),
    not_after: new Date(end).toISOString(),
  };
}
