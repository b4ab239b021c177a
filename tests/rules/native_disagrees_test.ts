import assert from "node:assert/strict";
import type { Native, Report } from "../../src/report/mod.ts";
import { judge } from "../../src/rules/mod.ts";
import { nativeDisagrees } from "../../src/rules/native_disagrees.ts";
import {
  clientCertificateRequired,
  expired,
  passing,
  timedOut,
  withStep,
} from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const trusted: Native = { api: "Deno.startTls", outcome: "trusted", application_protocol: null, error: null };
const refused: Native = { ...trusted, outcome: "refused", error: "invalid peer certificate: UnknownIssuer" };

const agreeing: [string, Report][] = [
  ["both accept", passing],
  ["both refuse", expired],
  ["neither got through", timedOut],
  ["the runtime had no say", { ...passing, native: { ...trusted, outcome: "not_available", error: "no" } }],
  ["the runtime did not get through", {
    ...passing,
    native: { ...trusted, outcome: "unreachable", error: "no" },
  }],
  ["it was left out", { ...passing, native: null }],
];
for (const [what, report] of agreeing) {
  Deno.test(`there is no disagreement when ${what}`, () => {
    assert.deepEqual(nativeDisagrees(inputFrom(report)), []);
  });
}

Deno.test("the runtime refuses what we accept: a finding with its words, and the verdict stays", () => {
  const { findings, verdict } = judge(inputFrom({ ...passing, native: refused }));
  assert.deepEqual(findings.map(({ id }) => id), ["native.disagrees"]);
  assert.match(findings[0]!.detail, /UnknownIssuer/);
  assert.equal(verdict, "pass");
});

Deno.test("the runtime trusts what we refuse: a finding with our reason, and the verdict stays", () => {
  const { findings, verdict } = judge(inputFrom({ ...expired, native: trusted }));
  const finding = findings.find(({ id }) => id === "native.disagrees");
  assert.match(finding!.detail, /expired 3 days ago/);
  assert.equal(verdict, "fail");
});

Deno.test("the runtime gets through where our handshake broke off: a finding", () => {
  assert.equal(nativeDisagrees(inputFrom({ ...timedOut, native: trusted })).length, 1);
});

Deno.test("a client certificate that is required after the handshake is not seen by the runtime", () => {
  assert.deepEqual(nativeDisagrees(inputFrom({ ...clientCertificateRequired, native: trusted })), []);
});

Deno.test("hidden steps have nothing to disagree with", () => {
  const steps = withStep(passing.steps, "server_hello", { status: "unobserved" });
  assert.deepEqual(nativeDisagrees(inputFrom({ ...passing, steps, native: refused })), []);
});

Deno.test("without a server name the runtime verifies another name than we do", () => {
  const target = { ...passing.target, server_name: null };
  assert.deepEqual(nativeDisagrees(inputFrom({ ...passing, target, native: refused })), []);
  const address = { ...target, hostname: "192.0.2.7" };
  assert.equal(nativeDisagrees(inputFrom({ ...passing, target: address, native: refused })).length, 1);
});

Deno.test("trusted by Mozilla, not by this system: said with the root, where the chain is a public one", () => {
  const [finding] = nativeDisagrees(inputFrom({ ...passing, native: refused }));
  assert.equal(finding!.title, "Trusted by Mozilla, not by this system");
  assert.match(finding!.detail, /CN=Example Root X1.*Mozilla's root store.*UnknownIssuer/);
  const [own] = nativeDisagrees(inputFrom({ ...passing, native: refused }, { publiclyTrusted: false }));
  assert.match(own!.title, /ended otherwise/);
  const other = { ...refused, error: "received fatal alert: HandshakeFailure" };
  assert.match(nativeDisagrees(inputFrom({ ...passing, native: other }))[0]!.title, /ended otherwise/);
});
