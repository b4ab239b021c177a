/** The exposition that Prometheus scrapes: names and labels as blackbox_exporter has them, and nothing made up. */
import assert from "node:assert/strict";
import { formatPrometheus, PrometheusPage } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { expired, hostile, hostNotFound, passing, timedOut, unreachable } from "../support/report_samples.ts";

/** The values that RFC 9923 gives for 32 bits, octet by octet. */
function fnv1a(octets: readonly number[]): number {
  return Number(octets.reduce((hash, octet) => (hash ^ BigInt(octet)) * 16777619n % 2n ** 32n, 2166136261n));
}

/** Series to value, as a scrape reads them. */
function scrape(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const [, series, value] = /^(\S.*) (\S+)$/.exec(line)!;
    return [series!, Number(value)];
  }));
}

Deno.test("every line is a comment or a sample in the exposition format", () => {
  for (const report of [passing, expired, hostile, hostNotFound, timedOut, unreachable]) {
    for (const line of formatPrometheus(report).trimEnd().split("\n")) {
      assert.match(
        line,
        /^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(\{([a-z0-9_]+="([^"\\\n]|\\["\\n])*",?)+\})? -?[0-9.e+-]+)$/,
      );
    }
  }
});

Deno.test("probe_success is 1 exactly for pass and warn", () => {
  const success = (verdict: Report["verdict"]) =>
    scrape(formatPrometheus({ ...passing, verdict })).get("probe_success");
  assert.deepEqual((["pass", "warn", "fail", "unknown"] as const).map(success), [1, 1, 0, 0]);
});

Deno.test("a healthy server has blackbox_exporter's series", () => {
  const series = scrape(formatPrometheus(passing));
  const [leaf, intermediate] = passing.certificates;
  assert.equal(series.get("probe_ip_protocol"), 4);
  assert.equal(series.get("probe_ip_addr_hash"), fnv1a([192, 0, 2, 7]));
  assert.equal(series.get("probe_dns_lookup_time_seconds"), 0.00321);
  assert.equal(series.get("probe_duration_seconds"), 0.04678);
  assert.equal(series.get('probe_tls_version_info{version="TLS 1.3"}'), 1);
  assert.equal(series.get('probe_tls_cipher_info{cipher="TLS_AES_128_GCM_SHA256"}'), 1);
  assert.equal(series.get('probe_tls_group_info{group="X25519MLKEM768",id="4588"}'), 1);
  const ends = [leaf!, intermediate!].map(({ not_after }) => Date.parse(not_after!) / 1000);
  assert.equal(series.get("probe_ssl_earliest_cert_expiry"), Math.min(...ends));
  assert.equal(series.get("probe_ssl_last_chain_expiry_timestamp_seconds"), Math.min(...ends));
});

Deno.test("an expired certificate still tells when it ended, what was agreed and which steps passed", () => {
  const series = scrape(formatPrometheus(expired));
  assert.equal(series.get("probe_success"), 0);
  assert.equal(
    series.get("probe_ssl_earliest_cert_expiry"),
    Date.parse(expired.certificates[0]!.not_after!) / 1000,
  );
  assert.equal(series.get('probe_tls_version_info{version="TLS 1.3"}'), 1);
  assert.equal(series.get('tls_check_step_success{step="authentication"}'), 0);
  assert.equal(series.get('tls_check_step_success{step="secure_channel"}'), 1);
});

Deno.test("what is not known is left out, and never a default", () => {
  const series = scrape(formatPrometheus(hostNotFound));
  const names = [...series.keys()];
  assert.equal(series.get("probe_success"), 0);
  for (const absent of ["probe_ip_protocol", "probe_ssl_", "probe_tls_", "lifetime", '{step="tcp"}']) {
    assert.deepEqual(names.filter((name) => name.includes(absent)), [], absent);
  }
  assert.ok([...series.values()].every((value) => Number.isFinite(value) && value >= 0));
});

Deno.test("findings are counted by severity, none too, unless nothing could be judged", () => {
  const counts = (report: Report) =>
    ["info", "low", "medium", "high", "critical"].map((severity) =>
      scrape(formatPrometheus(report)).get(`tls_check_findings{severity="${severity}"}`)
    );
  assert.deepEqual(counts({ ...passing, findings: [] }), [0, 0, 0, 0, 0]);
  const [finding] = expired.findings;
  const findings = (["high", "low", "high"] as const).map((severity) => ({ ...finding!, severity }));
  assert.deepEqual(counts({ ...expired, findings }), [0, 1, 0, 2, 0]);
  assert.deepEqual(counts({ ...unreachable, verdict: "unknown" }), Array(5).fill(undefined));
});

Deno.test("a certificate's hostile strings are inert in a label", () => {
  const text = formatPrometheus(hostile);
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  assert.equal(text.split("\n").filter((line) => line.startsWith("probe_ssl_last_chain_info")).length, 1);
});

Deno.test("a label is cut where no honest one ends, and dates that cannot be read are left out", () => {
  const [leaf, ...others] = passing.certificates;
  const dns_names = Array.from({ length: 50_000 }, (_, index) => `\u202e${index}.example`);
  const undated = { not_before: null, not_after: null, lifetime_remaining_percent: null };
  const certificates = [
    { ...leaf!, dns_names, ...undated },
    ...others.map((each) => ({ ...each, ...undated })),
  ];
  const text = formatPrometheus({ ...passing, certificates });
  assert.ok(text.length < 20_000, `${text.length} characters`);
  assert.deepEqual([...scrape(text).keys()].filter((name) => /expiry|lifetime/.test(name)), []);
  assert.match(text, /^probe_ssl_last_chain_info\{.*subjectalternative="\\\\u\{202e\}0\.example,/m);
});

Deno.test("several targets share one page: a metric's samples stand together, told apart by target", () => {
  const page = new PrometheusPage();
  page.add(passing, { target: passing.target.input });
  page.add(expired, { target: "b.example" });
  const text = page.toString();
  assert.equal(text.match(/^# TYPE probe_success /gm)?.length, 1);
  const series = scrape(text);
  assert.equal(series.get(`probe_success{target="${passing.target.input}"}`), 1);
  assert.equal(series.get('probe_success{target="b.example"}'), 0);
});

Deno.test("a target that was checked twice has each series once, as it was last", () => {
  const page = new PrometheusPage();
  page.add(passing, { target: "a.example" });
  page.add({ ...passing, verdict: "fail" }, { target: "a.example" });
  assert.deepEqual(page.toString().match(/^probe_success.*$/gm), ['probe_success{target="a.example"} 0']);
});

Deno.test("when the server's own certificate cannot be read, no other is taken for it", () => {
  const [, intermediate] = passing.certificates;
  const chain = { ...passing.chain!, trusted: false, paths: [] };
  const series = [...scrape(formatPrometheus({ ...passing, certificates: [intermediate!], chain })).keys()];
  assert.deepEqual(series.filter((name) => /last_chain_info|lifetime/.test(name)), []);
  assert.ok(series.includes("probe_ssl_earliest_cert_expiry"));
});
