import assert from "node:assert/strict";
import type { Report, StepError, Verdict } from "../../src/report/mod.ts";
import { judge, type RuleInput } from "../../src/rules/mod.ts";
import * as sample from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const { passing } = sample;

// The rows of the contract's verdict table.
const rows: [string, Report, Verdict, Partial<RuleInput>?][] = [
  ["nine steps, a trusted path, the right name, in time", passing, "pass"],
  ["the same with a medium finding", sample.expiring, "warn"],
  ["a chain that is not trusted", sample.expired, "fail"],
  ["a peer that falls silent", sample.timedOut, "fail"],
  ["no such host", sample.hostNotFound, "fail"],
  ["a client certificate is required", sample.clientCertificateRequired, "fail"],
  ["a client certificate is required, as expected", sample.clientCertificateRequired, "pass", {
    expectClientCertificate: true,
  }],
  ["not reachable from this vantage", sample.unreachable, "unknown"],
  ["not allowed by policy", failing("tcp", { code: "address_not_allowed", fault: "policy" }), "unknown"],
  [
    "a suite that we do not complete",
    failing("server_hello", { code: "unsupported_suite", fault: "us" }),
    "unknown",
  ],
  ["our own bug", failing("server_hello", { code: "internal", fault: "us" }), "unknown"],
  ["an alert", failing("server_hello", { code: "alert_received", fault: "peer" }), "fail"],
  ["only the runtime's own handshake, which trusts the server", hidden("trusted"), "pass"],
  ["only the runtime's own handshake, which refuses the server", hidden("refused"), "fail"],
  ["only the runtime's own handshake, which came to nothing", hidden("unreachable"), "unknown"],
  ["a step that passed with a warning", {
    ...passing,
    steps: sample.withStep(passing.steps, "secure_channel", { status: "warn" }),
  }, "warn"],
  ["an expired certificate, and then a suite that we do not complete", {
    ...sample.expired,
    steps: sample.withStep(sample.expired.steps, "session_keys", {
      status: "fail",
      error: stepError({ code: "unsupported_suite", fault: "us" }),
    }),
  }, "fail"],
  ["no step at all that did anything", {
    ...passing,
    connection: null,
    chain: null,
    certificates: [],
    steps: passing.steps.map((step) => ({ ...step, status: "skipped" as const })),
  }, "unknown"],
];
for (const [what, report, verdict, overrides] of rows) {
  Deno.test(`${what}: ${verdict}, and one sentence that says so`, () => {
    const judgement = judge(inputFrom(report, overrides));
    assert.equal(judgement.verdict, verdict);
    assert.match(judgement.summary, /^\S[^\n]*[^.\s]$/u);
    assert.equal(judgement.summary.startsWith("Could not check"), verdict === "unknown");
  });
}

Deno.test("the summary of a good server says version, group and how long the certificate still lives", () => {
  const { summary } = judge(inputFrom(passing));
  assert.match(summary, /TLS 1\.3 with X25519MLKEM768/);
  assert.match(summary, /another 60 days/);
});

Deno.test("the summary of a bad certificate says what is wrong with it", () => {
  assert.match(
    judge(inputFrom(sample.expired)).summary,
    /Certificate expired.*"www\.example\.com" expired 3 days ago/,
  );
});

Deno.test("the summary of a broken handshake says in which step, and why", () => {
  const { summary } = judge(inputFrom(sample.timedOut));
  assert.match(summary, /Step 2, ServerHello: no answer within the deadline/);
});

Deno.test("the summary of a host without an address needs no step", () => {
  assert.equal(judge(inputFrom(sample.hostNotFound)).summary, 'No address is known for "www.example.com"');
});

Deno.test("a client certificate that is expected and not even requested is a failure", () => {
  const { verdict, findings } = judge(inputFrom(passing, { expectClientCertificate: true }));
  assert.equal(verdict, "fail");
  assert.deepEqual(findings.map(({ id }) => id), ["client_certificate.not_requested"]);
});

Deno.test("a client certificate that is requested but not enforced in the handshake is no failure", () => {
  const connection = { ...passing.connection!, client_certificate_requested: true };
  assert.equal(
    judge(inputFrom({ ...passing, connection }, { expectClientCertificate: true })).verdict,
    "pass",
  );
});

function failing(id: Report["steps"][number]["id"], error: Pick<StepError, "code" | "fault">): Report {
  return {
    ...sample.unreachable,
    steps: sample.withStep(sample.unreachable.steps, "tcp", { status: "pass", error: null })
      .map((step) => step.id === id ? { ...step, status: "fail" as const, error: stepError(error) } : step),
  };
}

function stepError({ code, fault }: Pick<StepError, "code" | "fault">): StepError {
  return { code, fault, message: `It ended with ${code}`, hint: null, alert: null };
}

function hidden(outcome: "trusted" | "refused" | "unreachable"): Report {
  const { native, steps } = passing;
  return {
    ...passing,
    connection: null,
    chain: null,
    certificates: [],
    steps: steps.map((step) =>
      step.number === null ? step : { ...step, status: "unobserved" as const, facts: [] }
    ),
    native: {
      ...native!,
      api: "Deno.connectTls",
      outcome,
      error: outcome === "trusted" ? null : "its own words",
    },
  };
}
