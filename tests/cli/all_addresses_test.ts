/** `--all-addresses`: a report for each address, and how they differ in one line each. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { passing, timedOut } from "../support/report_samples.ts";
import { runIn } from "./support.ts";

const addresses = [{ address: "192.0.2.7", family: 4 }, { address: "2001:db8::7", family: 6 }] as const;
const four: Report = { ...passing, addresses, address: "192.0.2.7" };
const six: Report = { ...four, address: "2001:db8::7" };
const other: Report = {
  ...six,
  connection: { ...six.connection!, application_protocol: null },
  stable: { ...six.stable!, application_protocol: null },
};
const down: Report = { ...timedOut, addresses, address: "2001:db8::7" };

function checkBoth(second: Report, ...args: string[]) {
  return runIn({ addresses: { host: [four, second] } }, "--all-addresses", ...args, "host");
}

Deno.test("each address is told in brief, and each difference in one line", async () => {
  const { status, stdout } = await checkBoth(other);
  assert.equal(status, 0);
  assert.match(stdout, /^✔ PASS {2}www\.example\.com:443 at 192\.0\.2\.7$/m);
  assert.match(stdout, /^✔ PASS {2}www\.example\.com:443 at 2001:db8::7$/m);
  assert.match(
    stdout,
    /^ {2}The addresses differ\n {4}ALPN: h2 at 192\.0\.2\.7; none at 2001:db8::7\n\n1 target: 1 pass\n$/m,
  );
});

Deno.test("addresses that are alike are said to be", async () => {
  assert.match((await checkBoth(six)).stdout, /^ {2}The 2 addresses are alike$/m);
});

Deno.test("the exit status is the worst one's", async () => {
  const { status, stdout } = await checkBoth(down);
  assert.equal(status, 2);
  assert.match(stdout, /^ {4}Verdict: pass at 192\.0\.2\.7; fail at 2001:db8::7$/m);
  assert.match(stdout, /1 target: 1 fail\n$/);
});

Deno.test("JSON has a report a line, and nothing else", async () => {
  const { stdout } = await checkBoth(other, "--json");
  assert.deepEqual(stdout.trimEnd().split("\n").map((line) => JSON.parse(line)), [four, other]);
});

Deno.test("metrics of the addresses are told apart by a label", async () => {
  const { stdout } = await checkBoth(down, "--format", "prometheus");
  assert.match(stdout, /^probe_success\{target="[^"]+",address="192\.0\.2\.7"\} 1$/m);
  assert.match(stdout, /^probe_success\{target="[^"]+",address="2001:db8::7"\} 0$/m);
});

Deno.test("--diff holds each address against its own earlier report", async () => {
  const old = [other, four].map((report) => JSON.stringify(report)).join("\n");
  const { status, stdout } = await runIn(
    { addresses: { host: [four, six] }, files: { old } },
    "--all-addresses",
    "--diff",
    "old",
    "host",
  );
  assert.equal(status, 1);
  assert.match(stdout, /at 192\.0\.2\.7\n[^]*?Nothing has changed[^]*at 2001:db8::7\n[^]*ALPN: none → h2/);
});

Deno.test("--resume takes a target as done when each of its addresses is", async () => {
  const target = {
    input: "host",
    hostname: "host",
    port: 443,
    protocol: "https",
    starttls: null,
    server_name: "host",
  };
  const lines = [four, six].map((report) => JSON.stringify({ ...report, target }) + "\n");
  for (const [out, told] of [[lines.join(""), "1 of 1"], [lines[0]!, "0 of 1"]] as const) {
    const world = { addresses: { host: [four, six] }, files: { out } };
    const { stderr } = await runIn(world, "--all-addresses", "--resume", "out", "host");
    assert.match(stderr, new RegExp(`^check: ${told} targets`));
  }
});
