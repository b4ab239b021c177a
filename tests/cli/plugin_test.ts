/** The command as a plugin of Nagios, Icinga and their family: its options, its output, its exit status. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { readPluginOutput } from "../formats/nagios_grammar.ts";
import { expired, expiring, hostNotFound, passing, unreachable } from "../support/report_samples.ts";
import { runIn } from "./support.ts";

const reports = Object.fromEntries(
  Object.entries({
    "good.example": passing,
    "soon.example": expiring,
    "bad.example": expired,
    "gone.example": hostNotFound,
    "hidden.example": unreachable,
  }).map(([host, report]) => [host, of(host, report)]),
);

for (
  const [host, status, state] of [
    ["good.example", 0, "OK"],
    ["soon.example", 1, "WARNING"],
    ["bad.example", 2, "CRITICAL"],
    ["gone.example", 2, "CRITICAL"],
    ["hidden.example", 3, "UNKNOWN"],
  ] as const
) {
  Deno.test(`-H ${host} is ${state}, and exit status ${status}`, async () => {
    const args = ["--format", "nagios", "-H", host, "-p", "8443", "-w", "30%", "-c", "10%", "-t", "5", "-4"];
    const outcome = await runIn({ reports }, ...args);
    assert.equal(outcome.status, status);
    assert.equal(readPluginOutput(outcome.stdout).state, state);
    assert.equal(outcome.stderr, "");
    const { target, options } = outcome.checked[0]!;
    assert.equal(target, host);
    assert.deepEqual(options, { port: 8443, warning: "30%", critical: "10%", timeout: 5, family: 4 });
  });
}

Deno.test("options and their values may stand in one argument, as in other plugins", async () => {
  const { checked } = await runIn(
    { reports },
    "--format=nagios",
    "-Hgood.example",
    "-p8443",
    "-w20d",
    "-c7d",
    "-t10",
    "--sni=a.example",
    "--resolve=192.0.2.7",
  );
  assert.deepEqual(checked[0]!.options, {
    port: 8443,
    warning: "20d",
    critical: "7d",
    timeout: 10,
    sni: "a.example",
    resolve: "192.0.2.7",
  });
});

const refused: readonly [args: string[], message: RegExp][] = [
  [["--format", "nagios"], /^No target is given$/],
  [["-H", "good.example", "--warnning", "20d", "--format=nagios"], /no option "--warnning"/],
  [["--format", "nagios", "-H", "good.example", "-w", "20"], /"20" is not an expiry threshold/],
  [["-H", "good.example", "-w", "5d", "-c", "7d", "--format", "nagios"], /would come after/],
  [["--format", "nagios", "-H", "a | b"], /"a \\u\{7c\} b" is not a host name/],
  [["--format", "nagios", "-H", "good.example", "--ca-file", "none.pem"], /Cannot read "none\.pem"/],
];
for (const [args, message] of refused) {
  Deno.test(`${args.join(" ")}: UNKNOWN on the line that a monitor shows, and exit status 3`, async () => {
    const { status, stdout, stderr, checked } = await runIn({ reports }, ...args);
    assert.equal(status, 3);
    const { state, text } = readPluginOutput(stdout);
    assert.equal(state, "UNKNOWN");
    assert.match(text, message);
    assert.match(stderr, /^check: /);
    assert.ok(checked.length <= 1);
  });
}

Deno.test("a bug of ours is UNKNOWN too", async () => {
  const { status, stdout } = await runIn(
    { reports, bug: new Error("x is | not") },
    "--format=nagios",
    "good.example",
  );
  assert.equal(status, 3);
  assert.match(readPluginOutput(stdout).text, /^Internal error: x is \\u\{7c\} not$/);
});

Deno.test("several targets have one first line, whose state is the exit status", async () => {
  const sets: readonly [string[], number, string, RegExp][] = [
    [["good.example", "soon.example"], 1, "WARNING", /^1 WARNING, 1 OK; /],
    [["good.example", "bad.example", "not a name"], 2, "CRITICAL", /^1 CRITICAL, 1 UNKNOWN, 1 OK; /],
    [["good.example", "not a name"], 3, "UNKNOWN", /^1 UNKNOWN, 1 OK; not a name: /],
  ];
  for (const [targets, status, state, text] of sets) {
    const outcome = await runIn(
      { reports },
      "--format",
      "nagios",
      ...targets.flatMap((target) => ["-H", target]),
    );
    const output = readPluginOutput(outcome.stdout);
    assert.equal(outcome.status, status);
    assert.equal(output.state, state);
    assert.match(output.text, text);
    assert.equal(output.long.length, targets.length);
  }
});

Deno.test("what an earlier run found counts on the first line too", async () => {
  const files = { "done.ndjson": `${JSON.stringify(reports["bad.example"])}\n` };
  const { status, stdout } = await runIn(
    { reports, files },
    "--format",
    "nagios",
    "--resume",
    "done.ndjson",
    "bad.example",
    "good.example",
  );
  assert.equal(status, 2);
  const { state, text } = readPluginOutput(stdout);
  assert.equal(state, "CRITICAL");
  assert.match(text, /^1 CRITICAL, 1 OK; bad\.example: Certificate expired/);
});

function of(host: string, report: Report): Report {
  return { ...report, target: { ...report.target, input: host, hostname: host, server_name: host } };
}
