import assert from "node:assert/strict";
import type { Attempt, Severity } from "../../src/report/mod.ts";
import { variations } from "../../src/report/codes.ts";
import { intolerance } from "../../src/rules/intolerance.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

type Variation = Attempt["variation"];

const refused = (variation: Variation, message = "The server refused"): Attempt => ({
  variation,
  reached_server_hello: false,
  error: { code: "alert_received", message, hint: null, alert: null, fault: "peer" },
});
const answered = (variation: Variation): Attempt => ({ variation, reached_server_hello: true, error: null });

function findingFor(attempts: readonly Attempt[], protocol = "https") {
  const target = { ...passing.target, protocol };
  const [finding, ...others] = intolerance(inputFrom(passing, { target, attempts }));
  assert.deepEqual(others, []);
  return finding;
}

Deno.test("each variation that a server answers is a finding of its own, with what to do", () => {
  const others = variations.filter((variation) => variation !== "ordinary");
  const findings = others.map((variation) => findingFor([refused("ordinary"), answered(variation)]));
  assert.equal(new Set(findings.map((finding) => finding?.id)).size, others.length);
  for (const finding of findings) {
    assert.match(finding!.title, /^[A-Z].*[^.]$/);
    assert.match(finding!.detail, /^The server refused; .*answered$/);
    assert.match(finding!.remedy, /^[A-Z].*[^.]$/);
    assert.match(finding!.references[0]!, /^RFC [0-9]+/);
    assert.deepEqual(finding!.evidence, ["client_hello", "server_hello"]);
  }
});

Deno.test("a web server that browsers do not reach fails; for others it is a warning", () => {
  const severities: readonly (readonly [Variation, Severity, Severity])[] = [
    ["one_packet", "high", "medium"],
    ["without_tls13", "high", "medium"],
    ["without_server_name", "high", "medium"],
    ["widest", "high", "medium"],
    ["oldest", "high", "medium"],
    // What was offered to a service that we know nothing of was only a guess.
    ["without_application_protocols", "high", "low"],
    // The suite that it chose is judged by itself.
    ["only_weak", "medium", "medium"],
    ["ssl2", "critical", "critical"],
  ];
  assert.equal(severities.length, variations.length - 1);
  for (const [variation, web, other] of severities) {
    const attempts = [refused("ordinary"), answered(variation)];
    assert.equal(findingFor(attempts)?.severity, web, variation);
    assert.equal(findingFor(attempts, "smtp")?.severity, other, variation);
    assert.equal(findingFor(attempts, "tls")?.severity, other, variation);
  }
});

Deno.test("what the server said to the ordinary ClientHello is told, and the variation that it answered", () => {
  const finding = findingFor([
    refused("ordinary", 'The server refused with the alert "internal_error"'),
    refused("without_server_name"),
    answered("one_packet"),
  ]);
  assert.equal(finding?.id, "tolerance.large_client_hello");
  assert.match(finding.detail, /"internal_error"/);
});

Deno.test("a server that answers the ordinary ClientHello, or none, tolerates nothing more and nothing less", () => {
  assert.equal(findingFor([]), undefined);
  assert.equal(findingFor([answered("ordinary")]), undefined);
  assert.equal(findingFor([refused("ordinary")]), undefined);
  assert.equal(findingFor([refused("ordinary"), refused("one_packet"), refused("oldest")]), undefined);
});

Deno.test("a server that has nothing but SSL 3.0 is told of by that, and not by how it was asked", () => {
  const ssl3: Attempt = {
    variation: "without_tls13",
    reached_server_hello: true,
    error: {
      code: "unsupported_version",
      message: "The server chose SSL 3.0; offered were TLS 1.2, TLS 1.1, TLS 1.0",
      hint: null,
      alert: null,
      fault: "peer",
    },
  };
  const finding = findingFor([refused("ordinary"), ssl3]);
  assert.equal(finding?.id, "protocol.only_ssl3");
  assert.equal(finding?.severity, "critical");
  assert.match(finding!.detail, /SSL 3\.0/);
});
