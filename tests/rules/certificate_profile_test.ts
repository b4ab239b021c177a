import assert from "node:assert/strict";
import { certificateProfile, exceptions, titles } from "../../src/rules/certificate_profile.ts";
import { type BrokenRule, judge } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

function broken(change: Partial<BrokenRule> = {}): BrokenRule {
  return {
    rule: "aki_missing",
    code: "policy_violation",
    breaks: "rfc5280",
    role: "leaf",
    message: "The certificate has no authorityKeyIdentifier",
    hint: "Have the certificate issued again without the fault",
    reference: "RFC 5280 §4.2.1.1",
    ...change,
  };
}

function findingsOf(violations: readonly BrokenRule[], publiclyTrusted: boolean) {
  return certificateProfile(inputFrom(passing, { violations, publiclyTrusted }));
}

Deno.test("a finding names whose rule is broken, and the section", () => {
  const cases = [
    ["rfc5280", "RFC 5280 §4.2.1.1", /^Breaks RFC 5280: /],
    ["web", "CA/B BR §7.1.4.3", /^Breaks the web profile: /],
    ["advice", "CA/B BR §6.3.2", /^Not as the web profile has it: /],
  ] as const;
  for (const [breaks, reference, title] of cases) {
    const [finding] = findingsOf([broken({ breaks, reference })], false);
    assert.match(finding!.title, title);
    assert.deepEqual(finding!.references, [reference]);
    assert.ok(finding!.detail.startsWith("The certificate has no authorityKeyIdentifier. "));
    assert.match(finding!.detail, breaks === "rfc5280" ? /RFC 5280/ : /Baseline Requirements/);
  }
});

Deno.test("what a private authority's certificate breaks, and clients let pass, never changes the verdict", () => {
  for (const rule of Object.keys(titles)) {
    for (const breaks of ["rfc5280", "web", "advice"] as const) {
      for (const role of ["leaf", "intermediate", "anchor"] as const) {
        const violations = [broken({ rule, breaks, role })];
        const { verdict, findings } = judge(inputFrom(passing, { violations, publiclyTrusted: false }));
        assert.equal(verdict, "pass", rule);
        assert.ok(["low", "info"].includes(findings[0]!.severity), rule);
      }
    }
  }
});

Deno.test("a public authority's certificate that breaks a rule is about to be revoked: a warning that says so", () => {
  for (const breaks of ["rfc5280", "web"] as const) {
    const violations = [broken({ breaks })];
    const { verdict, findings } = judge(inputFrom(passing, { violations, publiclyTrusted: true }));
    assert.equal(verdict, "warn");
    assert.match(findings[0]!.detail, /revoke .* within five days \(CA\/B BR §4\.9\.1\.1\)/);
  }
});

Deno.test("an intermediate's faults are its issuer's, advice is for information, and a public root is left alone", () => {
  const severityOf = (change: Partial<BrokenRule>) => findingsOf([broken(change)], true)[0]?.severity;
  assert.equal(severityOf({ role: "intermediate" }), "low");
  assert.equal(severityOf({ breaks: "advice" }), "info");
  assert.equal(severityOf({ role: "anchor" }), undefined);
  assert.equal(findingsOf([broken({ role: "anchor" })], false)[0]?.severity, "low");
});

Deno.test("a lifetime over the limit is a warning only where browsers hold the issuer to it", () => {
  const violations = [broken({ rule: "lifetime", breaks: "advice", reference: "CA/B BR §6.3.2" })];
  assert.equal(findingsOf(violations, true)[0]!.severity, "medium");
  assert.match(findingsOf(violations, true)[0]!.detail, /browsers refuse it$/);
  assert.equal(findingsOf(violations, false)[0]!.severity, "info");
});

Deno.test("each exception has its reason", () => {
  for (const { because } of Object.values(exceptions)) assert.ok(because.length > 20);
});

Deno.test("one rule is one finding, whoever breaks it, as bad as the worst", () => {
  const intermediate = broken({
    role: "intermediate",
    message: 'The intermediate "R3" has no authorityKeyIdentifier',
    hint: "Ask the issuer for a certificate from an intermediate without the fault",
  });
  const findings = findingsOf([broken(), intermediate, intermediate], true);
  assert.equal(findings.length, 1);
  assert.equal(findings[0]!.id, "certificate.profile.aki_missing");
  assert.equal(findings[0]!.severity, "medium");
  assert.ok(
    findings[0]!.detail.startsWith(
      'The certificate has no authorityKeyIdentifier; the intermediate "R3" has no authorityKeyIdentifier. ',
    ),
  );
  assert.equal(
    findings[0]!.remedy,
    "Have the certificate issued again without the fault; ask the issuer for a certificate from an intermediate " +
      "without the fault",
  );
});

Deno.test("what fails the path is told once, by its code, and so is the status that revocation's rules tell", () => {
  const violations = [broken({ breaks: "path" }), broken({ breaks: "tls" })];
  assert.deepEqual(findingsOf([...violations, broken({ rule: "revocation_unknown" })], false), []);
});

Deno.test("a rule without a title of its own is called by its name", () => {
  assert.equal(
    findingsOf([broken({ rule: "some_new_rule" })], false)[0]!.title,
    "Breaks RFC 5280: some new rule",
  );
});
