/** The plugin's output by the monitoring plugins' guidelines. */
import assert from "node:assert/strict";
import { formatNagios, formatNagiosUnknown, NagiosPage } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import {
  expired,
  hostile,
  hostNotFound,
  passing,
  samples,
  timedOut,
  unreachable,
} from "../support/report_samples.ts";
import { readPluginOutput } from "./nagios_grammar.ts";

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

const states = { pass: "OK", warn: "WARNING", fail: "CRITICAL", unknown: "UNKNOWN" } as const;

for (const [name, report] of Object.entries(samples)) {
  Deno.test(`${name}: what is printed is what the guidelines have`, () => {
    const { state, text, data } = readPluginOutput(formatNagios(report));
    assert.equal(state, states[report.verdict]);
    assert.ok(text.length < 1_000);
    assert.ok(data.length > 0);
    for (const { label, unit, minimum } of data) {
      assert.ok(label.length <= 19, "RRD tells labels apart by their first 19 characters");
      assert.equal(unit, { days: "", lifetime: "%" }[label] ?? "s");
      assert.equal(minimum, label === "days" ? null : 0);
    }
  });
}

Deno.test("the ranges say what the state is, at every moment of a certificate's life", () => {
  const { not_after, warning_at, critical_at } = passing.expiry!;
  const hour = 3_600_000;
  const moments = [warning_at, critical_at, not_after].flatMap((at) =>
    [-hour, hour].map((by) => Date.parse(at) + by)
  );
  const found = moments.map((at) => {
    const report: Report = { ...passing, started_at: new Date(at).toISOString() };
    const days = readPluginOutput(formatNagios(report)).data.find(({ label }) => label === "days")!;
    return days.isCritical!(days.value) ? "critical" : days.warns!(days.value) ? "warning" : "ok";
  });
  assert.deepEqual(found, ["ok", "warning", "warning", "critical", "critical", "critical"]);
});

Deno.test("connections that fail and names that lead nowhere are CRITICAL, our own limits UNKNOWN", () => {
  const stateOf = (report: Report) => readPluginOutput(formatNagios(report)).state;
  assert.deepEqual([hostNotFound, timedOut, unreachable].map(stateOf), ["CRITICAL", "CRITICAL", "UNKNOWN"]);
});

Deno.test("a command that cannot be followed is UNKNOWN, and says why on the line that a monitor shows", () => {
  const { state, text, data, long } = readPluginOutput(
    formatNagiosUnknown("No | such\noption", "Try --help"),
  );
  assert.deepEqual([state, text, data, long], ["UNKNOWN", "No \\u{7c} such\\u{a}option", [], ["Try --help"]]);
});

Deno.test("of several targets the first line speaks for all, the worst first", () => {
  const page = new NagiosPage();
  page.add(passing, null);
  page.add({ ...expired, target: { ...expired.target, hostname: "b.example", port: 8443 } }, null);
  page.tell("c d", "unknown", '"c d" is not a host name');
  const { state, text, data, long } = readPluginOutput(page.toString());
  assert.equal(state, "CRITICAL");
  assert.match(text, /^1 CRITICAL, 1 UNKNOWN, 1 OK; b\.example:8443: Certificate expired/);
  assert.deepEqual(long.map((line) => line.split(":")[0]), [
    "[CRITICAL] b.example",
    "[UNKNOWN] c d",
    "[OK] www.example.com",
  ]);
  assert.ok(data.some(({ label, value }) => label === "days www.example.com" && value === 60));
  assert.ok(data.some(({ label }) => label === "time b.example:8443"));
});

Deno.test("of several good targets the first line counts, and of none there is none", () => {
  const page = new NagiosPage();
  assert.equal(page.toString(), "");
  for (const address of ["192.0.2.7", "2001:db8::7"]) page.add(passing, address);
  const { state, text, data } = readPluginOutput(page.toString());
  assert.deepEqual([state, text], ["OK", "2 OK"]);
  assert.ok(data.some(({ label }) => label === "days www.example.com 2001:db8::7"));
});

Deno.test("a name cannot end its label, nor a line", () => {
  const page = new NagiosPage();
  const hostname = "a'b=1 |c\n\u202e.example";
  page.add({ ...hostile, target: { ...hostile.target, hostname } }, null);
  page.tell("x | y=1\nTLS OK - all good", "unknown", "not a host name");
  const { state, data, long } = readPluginOutput(page.toString());
  assert.equal(state, "UNKNOWN");
  assert.equal(long.length, 2);
  assert.ok(data.every(({ label }) => /^\w+ a_b_1 /.test(label)));
});
