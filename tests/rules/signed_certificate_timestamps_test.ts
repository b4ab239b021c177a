import assert from "node:assert/strict";
import type { SignedCertificateTimestamp } from "../../src/report/mod.ts";
import { judge, type RuleInput } from "../../src/rules/mod.ts";
import { signedCertificateTimestamps } from "../../src/rules/signed_certificate_timestamps.ts";
import { checkedAt, passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

type Transparency = NonNullable<RuleInput["transparency"]>;

const good: SignedCertificateTimestamp = {
  source: "certificate",
  log_id: "aa".repeat(32),
  log_name: "Log A",
  operator: "A",
  state: "usable",
  timestamp: "2026-11-01T00:00:00.000Z",
  verified: "verified",
  objection: null,
};
const met: NonNullable<Transparency["policy"]> = {
  met: true,
  requiredLogs: 2,
  requiredOperators: 2,
  logs: 2,
  operators: 2,
  unknown: 0,
};

function inputOf(transparency: Partial<Transparency> | null): RuleInput {
  return inputFrom(passing, {
    transparency: transparency &&
      { timestamps: [good], policy: null, logListPublishedAt: null, ...transparency },
  });
}

const found = (transparency: Partial<Transparency> | null) =>
  signedCertificateTimestamps(inputOf(transparency));

Deno.test("good timestamps, and those that nobody could judge, are not told of", () => {
  assert.deepEqual(found({ policy: met }), []);
  assert.deepEqual(found(null), []);
  for (const verified of ["no_log_list", "unknown_log", "no_issuer", "unsupported"] as const) {
    assert.deepEqual(found({ timestamps: [{ ...good, verified }] }), [], verified);
  }
});

Deno.test("a bad signature is a warning that names the log", () => {
  const bad = { ...good, verified: "bad_signature" } as const;
  const [finding, ...others] = found({ timestamps: [good, bad, { ...bad, log_name: "Log B" }, bad] });
  assert.equal(finding?.id, "transparency.bad_signature");
  assert.equal(finding?.severity, "medium");
  assert.match(finding?.detail ?? "", /^Log A and Log B did not sign/);
  assert.deepEqual(others, []);
  assert.equal(judge(inputOf({ timestamps: [bad] })).verdict, "warn");
});

Deno.test("what cannot be read, and what comes from the future, changes no verdict", () => {
  const malformed = { ...good, log_id: null, log_name: null, verified: "malformed" } as const;
  const future = { ...good, objection: "future_timestamp" } as const;
  const findings = found({ timestamps: [malformed, future] });
  assert.deepEqual(findings.map(({ id, severity }) => `${id} ${severity}`), [
    "transparency.malformed low",
    "transparency.future_timestamp low",
  ]);
  assert.match(findings[0]!.detail, /In the certificate is something/);
  assert.match(findings[1]!.detail, /2026-11-01T00:00:00/);
  assert.equal(judge(inputOf({ timestamps: [malformed, future] })).verdict, "pass");
});

const unmet = { ...met, met: false, requiredLogs: 3, logs: 2, operators: 1 };

Deno.test("fewer timestamps than browsers want is a warning with the numbers", () => {
  const [finding] = found({ policy: unmet });
  assert.equal(finding?.id, "transparency.too_few");
  assert.equal(finding?.severity, "medium");
  assert.match(finding?.detail ?? "", /want 3 logs of 2 operators.*; 2 logs of 1 operator counted$/);
});

Deno.test("where the list may be at fault it is said so, and is no warning", () => {
  const [unknown] = found({ policy: { ...unmet, unknown: 1 } });
  assert.equal(unknown?.severity, "low");
  assert.match(unknown?.detail ?? "", /; 1 more is of logs that the list lacks$/);

  const days = (count: number) => new Date(checkedAt.getTime() - count * 86_400_000);
  assert.equal(found({ policy: unmet, logListPublishedAt: days(70) })[0]?.severity, "medium");
  const [old] = found({ policy: unmet, logListPublishedAt: days(71) });
  assert.equal(old?.severity, "low");
  assert.match(old?.detail ?? "", /; the list is of 2026-09-13$/);
  assert.match(old?.remedy ?? "", /new list/);
});
