/** The plugin's output by the monitoring plugins' guidelines. */
import assert from "node:assert/strict";
import { formatNagios } from "../../src/formats/mod.ts";
import { expired, hostile, hostNotFound, passing, unreachable } from "../support/report_samples.ts";

const firstLine = (text: string) => text.split("\n")[0]!;

Deno.test("the first line says state, target, text and performance data", () => {
  assert.match(
    firstLine(formatNagios(passing)),
    /^TLS OK - www\.example\.com: TLS 1\.3 with [^|]+ \| time=0\.046780s;;;0 dns=[\d.]+s;;;0 tcp=[\d.]+s;;;0 tls=[\d.]+s;;;0 days=/,
  );
});

Deno.test("states are OK, WARNING, CRITICAL and UNKNOWN", () => {
  assert.match(formatNagios({ ...passing, verdict: "warn" }), /^TLS WARNING - /);
  assert.match(formatNagios(expired), /^TLS CRITICAL - /);
  assert.match(formatNagios(unreachable), /^TLS UNKNOWN - /);
});

Deno.test("the days left come with the thresholds in force, as ranges that alert below", () => {
  // A 90-day certificate: 30 % are 27 days and fewer than 30, 10 % are 9 days and fewer than 10.
  const not_before = "2026-10-24T00:00:00.000Z";
  const not_after = "2027-01-22T00:00:00.000Z";
  const day = 86_400_000;
  const at = (days: number) => new Date(Date.parse(not_after) - days * day).toISOString();
  const expiry = { not_after, warning_at: at(27), critical_at: at(9) };
  const leaf = { ...passing.certificates[0]!, not_before, not_after };
  const report = { ...passing, certificates: [leaf], expiry, started_at: at(60) };
  assert.match(firstLine(formatNagios(report)), / days=60\.00;27\.00:;9\.00: /);
});

Deno.test("what is not known has no performance data", () => {
  const line = firstLine(formatNagios(hostNotFound));
  assert.doesNotMatch(line, /days=|lifetime=|tls=|tcp=/);
  assert.match(line, / \| time=[\d.]+s;;;0 dns=[\d.]+s;;;0$/);
});

Deno.test("a bar in a name cannot begin the performance data, and nothing unseen is printed", () => {
  const report = { ...hostile, summary: `${hostile.summary} | days=999` };
  assert.equal(firstLine(formatNagios(report)).match(/\|/g)?.length, 1);
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(formatNagios(report), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
});

Deno.test("long output says which steps failed and what to do", () => {
  const lines = formatNagios(expired).trimEnd().split("\n");
  assert.ok(lines.length > 1);
  assert.ok(lines.slice(1).some((line) => line.startsWith("Authentication: ")));
});
