import assert from "node:assert/strict";
import type { Fact, Step } from "../../src/report/mod.ts";
import { judge } from "../../src/rules/mod.ts";
import { starttlsInjection } from "../../src/rules/starttls_injection.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const protocol: Fact = { name: "protocol", label: "Protocol", value: "smtp" };
const injected: Fact = { name: "injected", label: "Injected plaintext", value: '"250 evil"' };

function upgraded(...facts: readonly Fact[]) {
  const starttls: Step = { ...passing.steps[0]!, id: "starttls", title: "STARTTLS", facts };
  return inputFrom(passing, { steps: [starttls, ...passing.steps] });
}

Deno.test("plaintext behind the go-ahead fails the check, and is quoted", () => {
  const { findings, verdict } = judge(upgraded(protocol, injected));
  const finding = findings.find(({ id }) => id === "starttls.injection");
  assert.equal(finding?.severity, "high");
  assert.match(finding.detail, /"250 evil"/);
  assert.deepEqual(finding.evidence, ["starttls"]);
  assert.equal(verdict, "fail");
});

Deno.test("an upgrade without it, and no upgrade, are fine", () => {
  assert.deepEqual(starttlsInjection(upgraded(protocol)), []);
  assert.deepEqual(starttlsInjection(inputFrom(passing)), []);
});
