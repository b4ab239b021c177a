/** `--diff`: what has changed since an earlier report, and what the exit status makes of it. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { checkedAt, expired, expiring, hostile, passing, timedOut } from "../support/report_samples.ts";
import { runIn } from "./support.ts";

const before: Report = { ...passing, started_at: "2026-11-01T08:00:00.000Z" };
const [leaf, ...issuers] = passing.certificates;

/** The same server with other parameters. */
function changed(stable: Partial<NonNullable<Report["stable"]>>, more: Partial<Report> = {}): Report {
  return { ...passing, stable: { ...passing.stable!, fingerprint: "55".repeat(32), ...stable }, ...more };
}

const renewed = changed(
  { certificates: ["aa".repeat(32), ...passing.stable!.certificates!.slice(1)] },
  {
    certificates: [
      { ...leaf!, fingerprint_sha256: "aa".repeat(32), not_after: "2027-04-22T09:30:00Z" },
      ...issuers,
    ],
  },
);

function diff(now: Report, old: string, ...args: string[]) {
  return runIn({ reports: { host: now }, files: { old } }, "--diff", "old", ...args, "host");
}

Deno.test("nothing has changed: said so, and the exit status is the verdict's", async () => {
  for (const old of [JSON.stringify(before), JSON.stringify(before, null, 2), JSON.stringify([before])]) {
    const { status, stdout, stderr } = await diff(passing, old);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^✔ PASS .*\n[^]*\n {2}Nothing has changed since 2026-11-01 08:00:00 UTC\n$/);
  }
});

Deno.test("a renewed certificate is told with its ends, and is exit status 1", async () => {
  const { status, stdout } = await diff(renewed, JSON.stringify(before));
  assert.equal(status, 1);
  assert.match(stdout, / {2}What has changed since 2026-11-01 08:00:00 UTC\n/);
  assert.match(
    stdout,
    /^ {4}Certificate: CN=www\.example\.com \(SHA-256 1111111111111111…\) → CN=www\.example\.com \(SHA-256 a{16}…\)$/m,
  );
  assert.match(stdout, /^ {4}Expiry: 2027-01-22 09:30:00 UTC → 2027-04-22 09:30:00 UTC$/m);
  assert.doesNotMatch(stdout, /Issuer|Chain|Version|Cipher suite|Group|ALPN|Verdict/);
});

const parameters: [string, Parameters<typeof changed>[0], RegExp][] = [
  [
    "the version",
    { protocol_version: { value: 0x0303, hex: "0x0303", name: "TLS 1.2" } },
    /Version: TLS 1\.3 → TLS 1\.2/,
  ],
  [
    "the suite",
    { cipher_suite: { value: 0x1302, hex: "0x1302", name: "TLS_AES_256_GCM_SHA384" } },
    /Cipher suite: TLS_AES_128_GCM_SHA256 → TLS_AES_256_GCM_SHA384/,
  ],
  [
    "the group",
    { named_group: { value: 29, hex: "0x001d", name: "x25519" } },
    /Group: X25519MLKEM768 → x25519/,
  ],
  ["an unknown group", { named_group: { value: 4660, hex: "0x1234", name: null } }, /Group: .* → 0x1234/],
  ["ALPN", { application_protocol: null }, /ALPN: h2 → none/],
  [
    "the chain",
    { certificates: [leaf!.fingerprint_sha256] },
    /Chain: CN=Example .* → nothing but the server's own/,
  ],
];
for (const [what, stable, line] of parameters) {
  Deno.test(`a change of ${what} is one line, and exit status 1`, async () => {
    const { status, stdout } = await diff(changed(stable), JSON.stringify(before));
    assert.equal(status, 1);
    const lines = stdout.slice(stdout.indexOf("What has changed")).trimEnd().split("\n").slice(1);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, line);
  });
}

Deno.test("findings that are new and gone are told, and are no change of the server's", async () => {
  const worse = { ...expiring, certificates: passing.certificates, stable: passing.stable };
  const came = await diff(worse, JSON.stringify(before));
  assert.equal(came.status, 1, "the verdict's");
  assert.match(came.stdout, /^ {4}Verdict: pass → warn$/m);
  assert.match(came.stdout, /^ {4}New finding: .* \(certificate\.expires_soon\)$/m);
  const went = await diff(passing, JSON.stringify(worse));
  assert.equal(went.status, 0);
  assert.match(went.stdout, /^ {4}No longer: .* \(certificate\.expires_soon\)$/m);
});

Deno.test("a server that is down is not known, which is no change of its own", async () => {
  const { status, stdout } = await diff({ ...timedOut, certificates: [] }, JSON.stringify(before), "--json");
  const { changed, changes } = JSON.parse(stdout);
  assert.equal(status, 2, "the verdict's");
  assert.equal(changed, false);
  assert.deepEqual(changes[0], { part: "verdict", label: "Verdict", before: "pass", after: "fail" });
  const version = changes.find(({ part }: { part: string }) => part === "protocol_version");
  assert.deepEqual([version.before, version.after], ["TLS 1.3", null]);
});

Deno.test("a worse verdict outweighs that something changed", async () => {
  assert.equal(
    (await diff(changed({ application_protocol: null }, { verdict: "fail" }), JSON.stringify(before))).status,
    2,
  );
});

Deno.test("--json has the comparison alone: two moments, changes and findings", async () => {
  const { stdout } = await diff(renewed, JSON.stringify(before), "--json");
  const { schema_version, target, before: was, after, changed, changes, findings } = JSON.parse(stdout);
  assert.deepEqual([schema_version, target, changed], [1, passing.target, true]);
  assert.deepEqual(was, {
    started_at: "2026-11-01T08:00:00.000Z",
    address: "192.0.2.7",
    verdict: "pass",
    fingerprint: passing.stable!.fingerprint,
  });
  assert.equal(after.started_at, checkedAt.toISOString());
  assert.deepEqual(changes.map(({ part }: { part: string }) => part), ["certificate", "expiry"]);
  assert.deepEqual(findings, { new: [], gone: [] });
});

Deno.test("of many reports the last one of the same target counts, however the target was written", async () => {
  const other = { ...before, target: { ...before.target, port: 8443, input: "other" } };
  const older = { ...before, started_at: "2026-10-01T08:00:00.000Z" };
  const again = { ...before, target: { ...before.target, input: "www.example.com:443" } };
  const old = [older, again, other].map((report) => JSON.stringify(report)).join("\n");
  assert.match((await diff(passing, old)).stdout, /Nothing has changed since 2026-11-01/);
});

Deno.test("a target without an earlier report is told and checked all the same", async () => {
  const old = JSON.stringify({ ...before, target: { ...before.target, port: 8443 } });
  const { status, stdout, stderr } = await diff(passing, old);
  assert.equal(status, 3);
  assert.match(stdout, /^✔ PASS/);
  assert.match(stderr, /^check: host: there is no earlier report of it in "old"\nhint: /);
});

const useless: [string, string][] = [["nothing", ""], ["prose", "Dear diary\n"], ["other JSON", '{"a":1}'], [
  "an array of other things",
  "[1,2]",
], ["a report and something else", `${JSON.stringify(before)}\n{"a":1}\n`]];
for (const [what, old] of useless) {
  Deno.test(`${what} is no earlier report: exit status 3, and nothing is checked`, async () => {
    const { status, stderr, checked } = await diff(passing, old);
    assert.equal(status, 3);
    assert.match(stderr, /^check: "old" has no report in .*\nhint: .*--json or --output/);
    assert.deepEqual(checked, []);
  });
}

Deno.test("a report of an older version, with less in it, is compared by what it has", async () => {
  const { stable: _, ...less } = before;
  const { status, stdout } = await diff(passing, JSON.stringify(less));
  assert.equal(status, 0);
  assert.match(stdout, /Version: not known → TLS 1\.3/);
});

Deno.test("names from outside reach the terminal without their control characters", async () => {
  const { stdout } = await diff(
    { ...hostile, target: before.target, stable: expired.stable, certificates: hostile.certificates },
    JSON.stringify(before),
  );
  assert.doesNotMatch(stdout.replaceAll("\n", ""), /\p{Cc}/u);
});

Deno.test("--diff with a format that cannot tell it is bad usage", async () => {
  const { status, stderr } = await diff(passing, JSON.stringify(before), "--format", "nagios");
  assert.equal(status, 3);
  assert.match(stderr, /^check: --diff cannot be told in the format nagios\nhint: /);
});
