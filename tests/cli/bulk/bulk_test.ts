/** Many targets in one run: the summary, the file of reports, going on with it, interrupts, and disks that are full. */
import assert from "node:assert/strict";
import type { Report } from "../../../src/report/mod.ts";
import { expired, expiring, passing, unreachable } from "../../support/report_samples.ts";
import { runIn, type World } from "../support.ts";

const reports = Object.fromEntries(
  Object.entries({ pass: passing, warn: expiring, fail: expired, unknown: unreachable })
    .map(([input, report]) => [input, of(input, report)]),
);
const names = ["pass", "warn", "fail", "unknown"];
const hosts = names.join("\n");

/** As a check of `input` has it. */
function of(input: string, report: Report): Report {
  return {
    ...report,
    target: { input, hostname: input, port: 443, protocol: "https", starttls: null, server_name: input },
  };
}

function lines(...inputs: string[]): string {
  return inputs.map((input) => JSON.stringify(reports[input]) + "\n").join("");
}

function inputsIn(text: string): string[] {
  return text.trimEnd().split("\n").map((line) => (JSON.parse(line) as Report).target.input);
}

const text = (octets: Uint8Array | undefined) => new TextDecoder().decode(octets);

Deno.test("the summary has a line for each that did not pass, the worst first, and the numbers", async () => {
  const { stdout } = await runIn({ reports }, ...names, "not a host");
  const summary = stdout.slice(stdout.indexOf("  verdict"));
  assert.match(
    summary,
    /^ {2}verdict +target +reason\n✘ fail +fail +\S.*\n\? unknown +unknown +\S.*\n– not checked +not a host +"not a host".*\n! warn +warn +\S.*\n\n5 targets: 1 pass, 1 warn, 1 fail, 1 unknown, 1 not checked\n$/,
  );
  for (const line of summary.split("\n")) assert.ok(line.length <= 80, line);
});

Deno.test("JSON is alone on stdout, and the summary on stderr where that is a terminal", async () => {
  const piped = await runIn({ reports }, "--json", ...names);
  assert.equal(piped.stderr, "");
  const shown = await runIn({ reports, terminal: true }, "--json", ...names);
  assert.match(shown.stderr, /4 targets: 1 pass/);
  assert.deepEqual(inputsIn(shown.stdout).sort(), [...names].sort());
});

Deno.test("on a terminal a bar says how far it is, and is gone before anything is printed and at the end", async () => {
  const { stderr } = await runIn(
    { reports, terminal: true, delay: 400 },
    "--json",
    "--concurrency",
    "1",
    ...names,
  );
  const erase = "\r\u001b[K";
  assert.match(stderr, /█+░+ {2}3\/4 {2}1 failed {2}[\d.]+\/s {2}0:0\d left/);
  assert.ok(stderr.slice(stderr.lastIndexOf("░")).includes(`left${erase}\n`), "before the summary");
  for (const part of stderr.split(erase)) assert.ok(!part.includes("█") || !part.includes("\n"), part);
});

Deno.test("reports come in the order in which their checks end", async () => {
  const world: World = { reports, places: { pass: ["x"], warn: ["x"] }, delay: 5 };
  const { stdout } = await runIn(world, "--json", "pass", "warn", "fail");
  assert.deepEqual(inputsIn(stdout), ["pass", "fail", "warn"]);
});

Deno.test("every bad line of a file is told by its number, and the good ones are checked", async () => {
  const files = { "hosts.txt": "pass\nbad one\n# fine\nfail\nhttp://\u0000\n" };
  const { status, stderr, checked } = await runIn({ reports, files }, "--json", "--file", "hosts.txt");
  assert.equal(status, 2);
  assert.match(stderr, /^check: hosts\.txt:2: .*\nhint: .*\ncheck: hosts\.txt:5: .*\nhint: .*\n$/);
  assert.deepEqual(checked.map(({ target }) => target).slice(0, 4), [
    "pass",
    "bad one",
    "fail",
    "http://\u0000",
  ]);
});

Deno.test("--output keeps each report as a line of JSON, whatever is printed", async () => {
  const { written, stdout } = await runIn({ reports }, "--output", "out", ...names);
  assert.deepEqual(inputsIn(text(written["out"])).sort(), [...names].sort());
  assert.match(stdout, /^✔ PASS/m);
});

Deno.test("--output overwrites nothing", async () => {
  const world: World = { reports, files: { out: lines("pass") } };
  const { status, stderr, checked } = await runIn(world, "--output", "out", "warn");
  assert.equal(status, 3);
  assert.match(stderr, /^check: "out" is not empty\nhint: go on with the run that wrote it by --resume/);
  assert.deepEqual(checked, []);
});

Deno.test("--resume skips what the file has, adds the rest, and the exit status and summary cover both", async () => {
  const world: World = { reports, files: { hosts, out: lines("fail", "pass") } };
  const { status, stdout, stderr, checked, written } = await runIn(
    world,
    "--file",
    "hosts",
    "--resume",
    "out",
  );
  assert.deepEqual(checked.map(({ target }) => target).sort(), ["unknown", "warn"]);
  assert.equal(status, 2);
  assert.equal(stderr, 'check: 2 of 4 targets are in "out" already\n');
  assert.match(stdout, /4 targets: 1 pass, 1 warn, 1 fail, 1 unknown\n$/);
  assert.deepEqual(inputsIn(text(written["out"])).sort(), [...names].sort());
});

Deno.test("--resume alone can begin a run, so that one command does for both", async () => {
  const { status, stderr, written } = await runIn(
    { reports, files: { hosts } },
    "--file",
    "hosts",
    "--resume",
    "out",
  );
  assert.equal(status, 2);
  assert.match(stderr, /^check: 0 of 4 targets/);
  assert.equal(inputsIn(text(written["out"])).length, 4);
});

Deno.test("--json --resume prints the rest, and leaves the file alone", async () => {
  const world: World = { reports, files: { hosts, out: lines("fail", "pass") } };
  const { stdout, written } = await runIn(world, "--json", "--file", "hosts", "--resume", "out");
  assert.deepEqual(inputsIn(stdout).sort(), ["unknown", "warn"]);
  assert.deepEqual(written, {});
});

Deno.test("--json --resume of a file that is not there is a mistake", async () => {
  const { status, stderr } = await runIn({ reports }, "--json", "--resume", "out", "pass");
  assert.equal(status, 3);
  assert.match(stderr, /^check: cannot read "out": there is no such file\nhint: /);
});

Deno.test("a last line that was cut short does not count, and makes way for the others", async () => {
  const whole = lines("fail");
  for (const cut of [1, 100, lines("pass").length - 2]) {
    const world: World = { reports, files: { hosts, out: whole + lines("pass").slice(0, cut) } };
    const { stderr, written, checked } = await runIn(world, "--file", "hosts", "--resume", "out");
    assert.match(stderr, /^check: 1 of 4 targets are in "out" already; its last line is cut short/);
    assert.equal(checked.length, 3);
    assert.deepEqual(inputsIn(text(written["out"])).sort(), [...names].sort());
  }
});

Deno.test("a line that another run may be writing is not cut off", async () => {
  const out = lines("fail") + lines("pass").slice(0, 50);
  for (const stdoutIs of [[], ["--json"]]) {
    const { status, stderr, checked, written } = await runIn(
      { reports, files: { hosts, out }, added: lines("pass").slice(50), stdoutIs: "out" },
      ...stdoutIs,
      "--file",
      "hosts",
      "--resume",
      "out",
    );
    assert.deepEqual([status, checked], [3, []]);
    assert.match(stderr, /^check: "out" has changed since it was read\nhint: another run /);
    assert.deepEqual(inputsIn(text(written["out"])), ["fail", "pass"]);
  }
});

Deno.test("what the shell adds to the same file does not stick to a line that was cut short", async () => {
  const out = lines("fail") + lines("pass").slice(0, 50);
  const world: World = { reports, files: { hosts, out }, stdoutIs: "out" };
  const { stdout, written } = await runIn(world, "--json", "--file", "hosts", "--resume", "out");
  assert.deepEqual(inputsIn(text(written["out"]) + stdout).sort(), [...names].sort());
});

Deno.test("a last report without its line break counts, and the next begins on a line of its own", async () => {
  const world: World = { reports, files: { hosts, out: lines("fail").trimEnd() } };
  const { checked, written } = await runIn(world, "--file", "hosts", "--resume", "out", "--output", "./out");
  assert.equal(checked.length, 3);
  assert.deepEqual(inputsIn(text(written["out"])).sort(), [...names].sort());
});

Deno.test("a file that has no reports is refused with the number of the line, and not touched", async () => {
  const bad: [string, string, number][] = [
    ["prose", "Dear diary\n", 1],
    ["prose without a line break", "Dear diary", 1],
    ["targets", hosts, 1],
    ["another line that was cut short", `${lines("pass")}{"a":`, 2],
    ["other JSON", `${lines("pass")}{"a":1}\n`, 2],
    ["a report over many lines", JSON.stringify(passing, null, 2), 1],
    ["two lines that stick together", `${lines("pass").slice(0, 90)}${lines("fail")}`, 1],
  ];
  for (const [what, out, number] of bad) {
    const { status, stderr, checked, written } = await runIn(
      { reports, files: { hosts, out } },
      "--file",
      "hosts",
      "--resume",
      "out",
    );
    assert.equal(status, 3, what);
    assert.match(stderr, new RegExp(`^check: "out" has no report in line ${number}\nhint: .*\n$`), what);
    assert.deepEqual([checked, written], [[], {}], what);
  }
});

Deno.test("a target that is there twice needs two reports, and one that is asked otherwise needs its own", async () => {
  const files = { out: lines("pass", "warn") };
  const { checked } = await runIn({ reports, files }, "--resume", "out", "pass", "pass", "warn");
  assert.deepEqual(checked.map(({ target }) => target), ["pass"]);
  for (
    const option of [["--port", "444"], ["--sni", "other"], ["--resolve", "192.0.2.99"], ["-6"]]
  ) {
    const { checked } = await runIn({ reports, files }, "--resume", "out", ...option, "pass");
    assert.equal(checked.length, 1, option.join(" "));
  }
  const message = { bytes: undefined, length: 4 };
  const withoutBytes = JSON.stringify({ ...reports["pass"], messages: [message] });
  const again = await runIn({ reports, files: { out: withoutBytes } }, "--resume", "out", "--bytes", "pass");
  assert.equal(again.checked.length, 1);
  const same = await runIn({ reports, files }, "--resume", "out", "--resolve", "192.0.2.7", "pass");
  assert.equal(same.checked.length, 0);
});

Deno.test("an interrupt drops what was cut short, says how to go on, and exits as a shell has it", async () => {
  const world: World = { reports, files: { hosts }, interruptAt: 3, delay: 5 };
  const { status, stderr, stdout, written } = await runIn(
    world,
    "--concurrency",
    "1",
    "--file",
    "hosts",
    "--output",
    "out",
  );
  assert.equal(status, 130);
  assert.deepEqual(inputsIn(text(written["out"])), ["pass", "warn"]);
  assert.match(stdout, /4 targets: 1 pass, 1 warn, 2 not checked\n$/);
  assert.equal(
    stderr,
    "check: interrupted: 2 of 4 targets are not checked\nhint: the same command with --resume out goes on\n",
  );
});

Deno.test("a full disk ends the run with exit status 3, and says what is kept", async () => {
  const { status, stderr, checked, written } = await runIn(
    { reports, writes: 1 },
    "--concurrency",
    "1",
    "--output",
    "out",
    ...names,
  );
  assert.equal(status, 3);
  assert.equal(inputsIn(text(written["out"])).length, 1);
  assert.equal(checked.length, 2);
  assert.match(
    stderr,
    /^check: cannot write "out": no space left on device\nhint: .*--resume out goes on\n$/,
  );
});

Deno.test("standard output that cannot be written is exit status 3 with a hint, in every format", async () => {
  for (const format of ["text", "json", "nagios", "prometheus"]) {
    for (const targets of [["pass"], ["pass", "warn"]]) {
      const { status, stderr } = await runIn({ reports, room: 0 }, "--format", format, ...targets);
      assert.equal(status, 3, format);
      assert.match(stderr, /^check: cannot write standard output: .*\nhint: .*\n$/, format);
    }
  }
});

Deno.test("with a file, the run goes on when nobody reads any more", async () => {
  const { status, written } = await runIn({ reports, reads: 0 }, "--output", "out", ...names);
  assert.equal(status, 2);
  assert.equal(inputsIn(text(written["out"])).length, 4);
});

Deno.test("one page of metrics for all targets", async () => {
  const { stdout } = await runIn({ reports }, "--format", "prometheus", "pass", "fail", "pass");
  assert.equal(stdout.match(/^# TYPE probe_success /gm)!.length, 1);
  assert.equal(stdout.match(/^probe_success\{target="pass"\} 1$/gm)!.length, 1, "each series once");
  assert.match(stdout, /^probe_success\{target="fail"\} 0$/m);
});

const confusions: [string, string[], RegExp][] = [
  [
    "a standard stream as a file",
    ["--output", "-"],
    /^check: --output cannot go to standard output\nhint: /,
  ],
  [
    "reports beside secrets",
    ["--output", "x", "--pcap", "x"],
    /^check: --output and --pcap name the same file\nhint: /,
  ],
  [
    "a folder",
    ["--output", "folder/"],
    /^check: cannot write "folder\/": writing it is not permitted\nhint: --output/,
  ],
  ["a folder to go on with", ["--resume", "folder/"], /^check: cannot write "folder\/": .*\nhint: --resume/],
];
for (const [what, args, message] of confusions) {
  Deno.test(`${what} is bad usage, and nothing is checked`, async () => {
    const { status, stderr, checked } = await runIn({ reports }, ...args, "pass");
    assert.equal(status, 3);
    assert.match(stderr, message);
    assert.deepEqual(checked, []);
  });
}

Deno.test("help that cannot be written is exit status 3 too", async () => {
  const { status, stderr } = await runIn({ room: 0 }, "--help");
  assert.equal(status, 3);
  assert.match(stderr, /^check: cannot write standard output: .*\nhint: .*\n$/);
});
