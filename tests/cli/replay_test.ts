/** `--replay`: saved reports are shown as they were, in every format, and nothing is contacted. */
import assert from "node:assert/strict";
import { formats } from "../../src/formats/mod.ts";
import { formatJson } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { everyByteOf, everyByteScripts } from "../support/every_byte.ts";
import { expired, passing, samples } from "../support/report_samples.ts";
import { type Outcome, runIn } from "./support.ts";

const plain = { color: false, width: 80 };
const tls13 = await everyByteOf(everyByteScripts["tls13"]);

for (const [name, report] of Object.entries({ ...samples, tls13 })) {
  Deno.test(`${name}: what was saved is shown as it was, in every format, and its verdict is the exit status`, async () => {
    for (const format of ["text", "json", "nagios", "prometheus"] as const) {
      const { stdout, stderr, status } = await replayOf(formatJson(report), "--format", format);
      assert.equal(stdout, formats[format](report, plain), format);
      assert.equal(stderr, "");
      assert.equal(status, { pass: 0, warn: 1, fail: 2, unknown: 3 }[report.verdict]);
    }
  });
}

Deno.test("a file with a report on each line, and one with an array of them, are shown one by one", async () => {
  const lines = [passing, expired].map((report) => formatJson(report, { several: true })).join("\n");
  for (const text of [lines, "\ufeff" + lines, JSON.stringify([passing, expired])]) {
    const { stdout, status } = await replayOf(text, "--json");
    assert.equal(stdout, [passing, expired].map((report) => formatJson(report, { several: true })).join(""));
    assert.equal(status, 2, "the worst");
  }
  const { stdout } = await replayOf(lines);
  assert.match(stdout, /^✔ PASS[^]*^✘ FAIL[^]*1 pass/m);
});

Deno.test("standard input can be replayed, and several files", async () => {
  const world = { files: { "a.json": formatJson(passing) }, standardInput: formatJson(expired) };
  const outcome = await runIn(world, "--replay", "a.json", "--replay", "-", "--json");
  assert.equal(
    outcome.stdout,
    [passing, expired].map((report) => formatJson(report, { several: true })).join(""),
  );
  assert.deepEqual(outcome.checked, []);
});

Deno.test("with --bytes the text has every octet of every message, beside the fields", async () => {
  const { stdout, stderr } = await replayOf(formatJson(tls13), "--bytes");
  assert.equal(stderr, "");
  assert.match(stdout, /^→ client_hello, sent in the clear, \d+ octets, in record 1$/m);
  assert.match(stdout, /^ {2}0000 {2}01 {23}msg_type = client_hello$/m);
  assert.match(stdout, /^ {2}[\da-f]{4} {2}73 65 72 76 65 72 2e 65 {2,}host_name = "server\.example"$/m);
  assert.match(stdout, /^ {2}[\da-f]{4} {2}13 01 {2,}cipher_suite = TLS_AES_128_GCM_SHA256$/m);
  assert.match(stdout, /^← Record 4, \d+ octets, under handshake keys, carries encrypted_extensions,/m);
  assert.match(stdout, /^ {8}as on the wire {12}decrypted$/m);
  assert.match(stdout, /carries no message: change_cipher_spec$/m);
  for (const line of stdout.split("\n")) assert(line.length <= 80, line);
  const finished = tls13.messages.find(({ msg_type }) => msg_type?.name === "finished")!;
  const octets = stdout.slice(stdout.indexOf("finished, received")).split("\n").slice(1, 9)
    .map((line) => /^ {2}[\da-f]{4} {2}((?:[\da-f]{2} ?)*)/.exec(line)?.[1] ?? "").join("").replaceAll(
      " ",
      "",
    );
  assert.equal(octets, finished.bytes);
  assert.doesNotMatch((await replayOf(formatJson(tls13))).stdout, /Every byte/);
});

Deno.test("a report that was saved without bytes says so", async () => {
  const { stdout, stderr, status } = await replayOf(formatJson(passing), "--bytes");
  assert.equal(stdout, formats.text(passing, plain));
  assert.match(stderr, /^check: a report was saved without its bytes\nhint: they are kept when .* --bytes$/m);
  assert.equal(status, 0);
});

Deno.test("what a file says is text on the terminal and nothing else", async () => {
  const hostile = "\u001b[2J\u202e";
  const changed = JSON.parse(formatJson(tls13)) as { -readonly [Name in keyof Report]: unknown };
  changed["summary"] = hostile;
  changed["messages"] = tls13.messages.map((message) => ({
    ...message,
    msg_type: { value: 1, hex: "0x01", name: hostile },
    fields: [{
      name: hostile,
      offset: 1e9,
      length: 1e9,
      depth: 1e9,
      code_point: { value: 1, hex: "0x01", name: hostile },
    }],
  }));
  const { stdout } = await replayOf(JSON.stringify(changed), "--bytes");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(stdout, /\u001b|\u202e/);
  assert.match(stdout, /\\u\{1b\}\[2J/);
});

const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["an empty file", "", /report\.json: it is not JSON/],
  ["an empty array", "[]", /it is empty/],
  ["a text", "hello", /it is not JSON/],
  ["a number", "1", /it is JSON and no report: it has no schema_version/],
  ["null", "null", /it is JSON and no report/],
  ["another JSON", '{"name":"x"}', /it is JSON and no report/],
  [
    "a newer report",
    JSON.stringify({ ...passing, schema_version: 2 }),
    /report of version 2, and this program reads version 1/,
  ],
  ["half a report", JSON.stringify({ ...passing, steps: undefined }), /it is not a whole report: steps: /],
  ["a wrong value", JSON.stringify({ ...passing, verdict: "great" }), /it is not a whole report: verdict: /],
  [
    "a line that was cut",
    `${JSON.stringify(passing)}\n${JSON.stringify(passing).slice(0, 99)}`,
    /line 2 is not JSON/,
  ],
  ["a line that is no report", `${JSON.stringify(passing)}\n{}`, /line 2: it is JSON and no report/],
];

for (const [what, text, message] of refused) {
  Deno.test(`${what} is refused in one line, with a hint and exit status 3`, async () => {
    const { stdout, stderr, status } = await replayOf(text);
    assert.match(stderr, message);
    assert.match(stderr, /^check: [^\n]+\nhint: [^\n]+\n$/);
    assert.equal(stdout, "");
    assert.equal(status, 3);
  });
}

Deno.test("a newer report asks for a newer program", async () => {
  const { stderr } = await replayOf(JSON.stringify({ ...passing, schema_version: 2 }));
  assert.match(stderr, /hint: open it with a newer version/);
});

Deno.test("a file that is not there, and a target beside it, are bad usage", async () => {
  const missing = await runIn({}, "--replay", "none.json");
  assert.match(missing.stderr, /^check: cannot read "none\.json": there is no such file\nhint: /);
  const both = await runIn({ files: { "a.json": formatJson(passing) } }, "--replay", "a.json", "example.com");
  assert.match(both.stderr, /^check: --replay checks nothing\nhint: leave the targets out, or --replay\n/);
  assert.deepEqual([missing.status, both.status, both.checked.length], [3, 3, 0]);
});

Deno.test("with no permission for the network the command replays all the same", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(path, formatJson(tls13));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-env=NO_COLOR,INIT_CWD",
      "src/cli.ts",
      "--replay",
      path,
      "--bytes",
    ],
    cwd: new URL("../../", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  await Deno.remove(path);
  assert.equal(new TextDecoder().decode(stderr), "");
  assert.equal(code, 0);
  assert.match(new TextDecoder().decode(stdout), /^✔ PASS {2}server\.example:443/);
});

async function replayOf(text: string, ...args: string[]): Promise<Outcome> {
  const outcome = await runIn(
    { files: { "report.json": text }, noColor: true },
    "--replay",
    "report.json",
    ...args,
  );
  assert.deepEqual(outcome.checked, []);
  return outcome;
}
