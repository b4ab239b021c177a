import assert from "node:assert/strict";
import * as sample from "../support/report_samples.ts";
import { runIn } from "./support.ts";

const { passing, expiring, expired, unreachable } = sample;
const reports = { pass: passing, warn: expiring, fail: expired, unknown: unreachable };
const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

// CONTRACT: 0 pass, 1 warn, 2 fail, 3 unknown; with several targets the worst, 2 > 3 > 1 > 0.
const statuses: [string[], number][] = [
  [["pass"], 0],
  [["warn"], 1],
  [["fail"], 2],
  [["unknown"], 3],
  [["pass", "warn"], 1],
  [["warn", "unknown", "pass"], 3],
  [["unknown", "fail", "warn"], 2],
  [["not a host"], 3],
  [["not a host", "fail"], 2],
  [["not a host", "pass"], 3],
];
for (const [targets, status] of statuses) {
  for (const flag of [[], ["--json"]]) {
    Deno.test(`the exit status of ${targets.join(", ")} ${flag.join("")} is ${status}`, async () => {
      assert.equal((await runIn({ reports }, ...flag, ...targets)).status, status);
    });
  }
}

Deno.test("one target is printed in full on stdout, and stderr stays empty", async () => {
  const { stdout, stderr } = await runIn({ reports }, "fail");
  assert.match(stdout, /^✘ FAIL {2}www\.example\.com:443\n/);
  assert.match(stdout, /^✔ 9 {2}Secure channel/m);
  assert.equal(stderr, "");
});

Deno.test("several targets are printed in brief, with a count at the end", async () => {
  const { stdout } = await runIn({ reports }, "pass", "fail", "not a host");
  assert.match(stdout, /^✔ PASS/m);
  assert.match(stdout, /^✘ FAIL/m);
  assert.doesNotMatch(stdout, /Secure channel/);
  assert.match(stdout, /\n\n3 targets: 1 pass, 1 fail, 1 not checked\n$/);
});

Deno.test("--json prints the report and nothing else", async () => {
  const { stdout } = await runIn({ reports }, "--json", "pass");
  assert.deepEqual(JSON.parse(stdout), passing);
});

Deno.test("--json with several targets prints one report a line and nothing else", async () => {
  const { stdout } = await runIn({ reports }, "--json", "pass", "not a host", "fail");
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).verdict).sort(), ["fail", "pass"]);
});

Deno.test("a target that is none is told on stderr, by name among several, with what would fit", async () => {
  const alone = await runIn({ reports }, "not a host");
  assert.equal(alone.stderr, 'check: "not a host" is not a host name\nhint: as in "example.com"\n');
  assert.equal(alone.stdout, "");
  const among = await runIn({ reports }, "pass", "not a host");
  assert.match(among.stderr, /^check: not a host: "not a host" is not a host name\n/);
});

Deno.test("bad usage is told on stderr with a hint, and nothing is checked", async () => {
  const { status, stdout, stderr, checked } = await runIn({ reports }, "--prot", "443", "pass");
  assert.equal(status, 3);
  assert.equal(stdout, "");
  assert.equal(stderr, 'check: there is no option "--prot"\nhint: did you mean --port?\n');
  assert.deepEqual(checked, []);
});

Deno.test("without a target the usage is on stderr", async () => {
  const { status, stdout, stderr } = await runIn({});
  assert.equal(status, 3);
  assert.equal(stdout, "");
  assert.match(stderr, /^check: no target is given\nUsage: deno task check/);
});

Deno.test("--help is on stdout, at most 80 columns wide, and its first example can be pasted", async () => {
  const { status, stdout, stderr } = await runIn({}, "--help");
  assert.equal(status, 0);
  assert.equal(stderr, "");
  assert.match(stdout, /^ {2}deno task check example\.com$/m);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
});

Deno.test("--help names every option", async () => {
  const { stdout } = await runIn({}, "--help");
  const here =
    "--json --format --file --concurrency --output --resume --diff --all-addresses -p --port --sni --starttls --alpn --resolve -4 -6 --ca-file --no-default-roots --ct-logs " +
    "--timeout -w --warning -c --critical --bytes --no-fetch --revocation --no-native --keylog --pcap --expect-client-certificate --color --help --version";
  for (const option of here.split(" ")) assert.ok(stdout.includes(option), option);
});

Deno.test("--version is on stdout", async () => {
  const { status, stdout } = await runIn({}, "--version");
  assert.equal(status, 0);
  assert.match(stdout, /^\S+ \d+\.\d+\.\d+/);
});

Deno.test("--file reads targets line by line, without comments and blank lines", async () => {
  const files = {
    "hosts.txt": "\ufeff# all of them\r\npass\n\n  fail   # this one is old\nhttps://x/#fragment\n",
  };
  const { checked, stderr } = await runIn({ reports, files }, "--file", "hosts.txt", "warn");
  assert.deepEqual(checked.map(({ target }) => target), ["warn", "pass", "fail", "https://x/#fragment"]);
  assert.match(stderr, /^check: hosts\.txt:5: "https:\/\/x\/#fragment" is not a host name/);
});

Deno.test("--file - reads standard input", async () => {
  const { checked, stderr } = await runIn({ reports, standardInput: "pass\nbad one" }, "--file", "-");
  assert.deepEqual(checked.map(({ target }) => target), ["pass", "bad one"]);
  assert.match(stderr, /^check: standard input:2: /);
});

Deno.test("a file with one target still gives one line of JSON", async () => {
  const { stdout } = await runIn({ reports, files: { one: "pass" } }, "--json", "--file", "one");
  assert.equal(stdout.split("\n").length, 2);
});

Deno.test("a file that cannot be read is bad usage and says which", async () => {
  for (const option of ["--file", "--ca-file"]) {
    const { status, stderr, checked } = await runIn({ reports }, option, "missing.txt", "pass");
    assert.equal(status, 3);
    assert.match(stderr, /^check: cannot read "missing\.txt": there is no such file\nhint: /);
    assert.deepEqual(checked, []);
  }
});

Deno.test("a file without a target is bad usage", async () => {
  const { status, stderr } = await runIn({ files: { "hosts.txt": "# nobody\n" } }, "--file", "hosts.txt");
  assert.equal(status, 3);
  assert.match(stderr, /no target in "hosts\.txt"/);
});

Deno.test("the certificates of --ca-file are handed to the check, called by their files", async () => {
  const { checked } = await runIn(
    { reports, files: { a: pem, b: pem + pem } },
    "--ca-file",
    "a",
    "--ca-file",
    "b",
    "pass",
  );
  assert.deepEqual(checked[0]!.options.anchors, [pem, pem + pem]);
  assert.equal(checked[0]!.options.anchorsName, "a and b");
});

const noCertificates: [string, string, RegExp][] = [
  ["an empty file", "", /no certificate in "ca\.pem"/],
  [
    "a private key",
    pem.replaceAll("CERTIFICATE", "PRIVATE KEY"),
    /no certificate in "ca\.pem", but a PRIVATE KEY/,
  ],
  ["DER", "0\ufffd\u0003", /openssl x509 -inform der/],
  ["a certificate that is cut off", pem.slice(0, 32), /certificate in "ca\.pem" has no end/],
  ["a certificate behind a cut one", pem.slice(0, 32) + "\n" + pem, /./],
  ["something else between the lines", pem.replace("MIIB", "MI~B"), /not base64/],
];
for (const [what, text, message] of noCertificates) {
  Deno.test(`${what} as --ca-file is bad usage and says which file`, async () => {
    const { status, stderr, checked } = await runIn(
      { reports, files: { "ca.pem": text } },
      "--ca-file",
      "ca.pem",
      "pass",
    );
    assert.equal(status, 3);
    assert.match(stderr, message);
    assert.match(stderr, /ca\.pem/);
    assert.deepEqual(checked, []);
  });
}

Deno.test("no more checks run at the same time than were asked for, and all are made", async () => {
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`t${index}`, passing]));
  const { checked, peak, stdout } = await runIn(
    { reports: many, delay: 5 },
    "--concurrency",
    "3",
    ...Object.keys(many),
  );
  assert.equal(checked.length, 12);
  assert.equal(peak, 3);
  assert.match(stdout, /12 targets: 12 pass/);
});

Deno.test("16 checks run at the same time when nothing is said", async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, passing]));
  assert.equal((await runIn({ reports: many, delay: 5 }, ...Object.keys(many))).peak, 16);
});

const escape = "\u001b[";
const colors: [string, Parameters<typeof runIn>[0], string[], boolean][] = [
  ["a terminal gets colour", { terminal: true }, [], true],
  ["a pipe gets none", {}, [], false],
  ["NO_COLOR is honoured", { terminal: true, noColor: true }, [], false],
  ["--color never on a terminal gives none", { terminal: true }, ["--color", "never"], false],
  ["--color always gives it to a pipe", {}, ["--color=always"], true],
  ["--color always outdoes NO_COLOR", { noColor: true }, ["--color=always"], true],
];
for (const [what, world, args, colored] of colors) {
  Deno.test(what, async () => {
    const { stdout } = await runIn({ reports, ...world }, ...args, "pass");
    assert.equal(stdout.includes(escape), colored);
  });
}

Deno.test("JSON has no colour, whatever is asked for", async () => {
  const { stdout } = await runIn({ reports, terminal: true }, "--json", "--color", "always", "pass");
  assert.ok(!stdout.includes(escape));
});

Deno.test("on a terminal a slow check says what it waits for, and erases that before the report", async () => {
  const { stderr } = await runIn({ reports, terminal: true, delay: 900 }, "pass");
  assert.match(stderr, /pass: waiting for/);
  assert.ok(stderr.startsWith(`\r${escape}K`) && stderr.endsWith(`\r${escape}K`), JSON.stringify(stderr));
});

Deno.test("a quick check says nothing on the way", async () => {
  assert.equal((await runIn({ reports, terminal: true, delay: 100 }, "pass")).stderr, "");
});

Deno.test("a slow check says nothing on the way where stderr is no terminal", async () => {
  assert.equal((await runIn({ reports, delay: 900 }, "pass")).stderr, "");
});

Deno.test("when nobody reads any more, no more checks are started", async () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`t${index}`, passing]));
  const { checked, status, stderr } = await runIn(
    { reports: many, reads: 2 },
    "--concurrency",
    "1",
    "--json",
    ...Object.keys(many),
  );
  assert.equal(checked.length, 3);
  assert.equal(status, 3);
  assert.match(
    stderr,
    /^check: nobody reads standard output any more: 18 of 20 targets are not checked\nhint: /,
  );
});

Deno.test("names from outside reach stderr without their control characters", async () => {
  const { stderr } = await runIn({ reports }, "pass", "evil\u001b]0;x\u0007\nfine");
  assert.doesNotMatch(stderr.replaceAll("\n", ""), /\p{Cc}/u);
});

Deno.test("a bug of ours is told as such, and is no verdict about the target", async () => {
  const { status, stdout, stderr } = await runIn(
    { reports, bug: new TypeError("x is undefined") },
    "pass",
    "fail",
  );
  assert.equal(status, 3);
  assert.match(stderr, /^check: pass: internal error: x is undefined\nhint: this is a bug/);
  assert.match(stdout, /2 targets: 2 not checked/);
});
