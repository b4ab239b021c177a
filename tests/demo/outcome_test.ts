import assert from "node:assert/strict";
import type { GalleryServer } from "../../src/demo/gallery.ts";
import { decisiveCode, decisiveRemedy, isAsExpected } from "../../src/demo/outcome.ts";
import { remedyLines, summaryLine, tableHeading } from "../../src/demo/summary_line.ts";
import { galleryRows } from "../../src/demo/gallery_rows.ts";
import type { Finding, Report, Step } from "../../src/report/mod.ts";
import { passing } from "../support/report_samples.ts";

const finding: Finding = {
  id: "certificate.expires_soon",
  severity: "medium",
  title: "Certificate expires soon",
  detail: "",
  remedy: "",
  evidence: [],
  references: [],
};

const warning: Report = {
  ...passing,
  verdict: "warn",
  findings: [{ ...finding, id: "tls.minor", severity: "low" }, finding, { ...finding, id: "tls.other" }],
};

const expired: Report = {
  ...passing,
  verdict: "fail",
  chain: { ...passing.chain!, valid_now: false, error: { code: "expired", message: "", hint: null } },
  steps: failing("authentication", "chain_invalid"),
};

const silent: Report = {
  ...passing,
  verdict: "fail",
  chain: null,
  steps: failing("server_hello", "timeout"),
};

Deno.test("nothing decides a pass", () => {
  assert.equal(decisiveCode(passing), null);
});

Deno.test("the chain's error decides before the step that holds it", () => {
  assert.equal(decisiveCode(expired), "expired");
});

Deno.test("a step's error decides where there is none of the chain", () => {
  assert.equal(decisiveCode(silent), "timeout");
  assert.equal(decisiveCode({ ...silent, findings: warning.findings }), "timeout");
});

Deno.test("the worst finding decides where everything went well", () => {
  assert.equal(decisiveCode(warning), "certificate.expires_soon");
  const worse = [...warning.findings, { ...finding, id: "tls.bad", severity: "high" as const }];
  assert.equal(decisiveCode({ ...warning, findings: worse }), "tls.bad");
});

Deno.test("a report is as expected when both verdict and code are", () => {
  assert.equal(isAsExpected(passing, { verdict: "pass", code: null }), true);
  assert.equal(isAsExpected(expired, { verdict: "fail", code: "expired" }), true);
  assert.equal(isAsExpected(expired, { verdict: "fail", code: "self_signed" }), false);
  assert.equal(isAsExpected({ ...expired, verdict: "warn" }, { verdict: "fail", code: "expired" }), false);
});

Deno.test("a line says how it went, in 80 columns for every server, and says so when it was not expected", () => {
  for (const { id, title, explanation, expected } of galleryRows) {
    const server: GalleryServer = {
      id,
      title,
      explanation,
      expected,
      port: 1,
      target: "localhost:1",
      timeout: 1,
    };
    assert.ok((expected.code ?? "").length <= 27, id);
    const slow = { ...passing, timings: { ...passing.timings, total_ms: 9999.4 } };
    assert.ok(
      [...summaryLine({ ...server, expected: { verdict: "pass", code: null } }, slow, false)].length <= 80,
    );
  }
  const row = galleryRows.find(({ id }) => id === "expired")!;
  const server: GalleryServer = { ...row, port: 1, target: "localhost:1", timeout: 1 };
  assert.match(summaryLine(server, expired, false), /^✘ expired +fail +expired +47 ms {2}as expected$/);
  assert.match(summaryLine(server, passing, false), /^✔ expired +pass +47 ms {2}expected fail expired$/);
  assert.ok(tableHeading(false).length <= 80);
});

Deno.test("what decides a report says what to do about it: the chain, else the step, else the finding", () => {
  const advised = (hint: string | null) => ({
    ...expired,
    chain: { ...expired.chain!, error: { ...expired.chain!.error!, hint } },
    steps: failing("authentication", "chain_invalid", "From the step"),
  });
  assert.equal(decisiveRemedy(passing), null);
  assert.equal(decisiveRemedy(advised("From the chain")), "From the chain");
  assert.equal(decisiveRemedy(advised(null)), "From the step");
  const findings = [{ ...finding, remedy: "From the finding" }];
  assert.equal(decisiveRemedy({ ...warning, findings }), "From the finding");
});

Deno.test("what to do stands below the line, indented, in 80 columns, with nothing of the peer's in control", () => {
  const hint = "Serve a certificate whose subjectAltName has the name \u001b[31m" + "long ".repeat(30);
  const lines = remedyLines(
    { ...expired, chain: { ...expired.chain!, error: { ...expired.chain!.error!, hint } } },
    false,
  );
  assert.ok(lines.length > 1);
  assert.match(lines[0]!, /^ {2}→ Serve a certificate/);
  for (const line of lines.slice(1)) assert.match(line, /^ {4}\S/);
  for (const line of lines) assert.ok([...line].length <= 80 && !line.includes("\u001b"));
  assert.deepEqual(remedyLines(passing, false), []);
});

function failing(
  id: Step["id"],
  code: NonNullable<Step["error"]>["code"],
  hint: string | null = null,
): Step[] {
  const error = { code, message: "", hint, alert: null, fault: "peer" } as const;
  return passing.steps.map((step) => step.id === id ? { ...step, status: "fail", error } : step);
}
