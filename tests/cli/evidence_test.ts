import assert from "node:assert/strict";
import { keyLog, pcapng, pcapngBeginning } from "../../src/evidence/mod.ts";
import { evidenceOf, secrets } from "../evidence/samples.ts";
import { expired, expiring, passing } from "../support/report_samples.ts";
import { runIn, type World } from "./support.ts";

const reports = { pass: passing, warn: expiring, fail: expired };
const evidence = evidenceOf([{}], { secrets });
const world: World = { reports, evidence, files: { keys: "CLIENT_RANDOM 00 00\n", old: "an old capture" } };

Deno.test("--keylog adds to the file, and --pcap replaces it", async () => {
  const { status, written, stderr } = await runIn(world, "--keylog", "keys", "--pcap", "old", "pass");
  assert.equal(status, 0);
  assert.equal(stderr, "");
  assert.equal(new TextDecoder().decode(written["keys"]), `CLIENT_RANDOM 00 00\n${keyLog(evidence)}`);
  assert.deepEqual(written["old"], pcapng(evidence));
});

Deno.test("several targets share one file, a session each", async () => {
  const { written } = await runIn(world, "--pcap", "p", "--keylog", "k", "pass", "warn");
  assert.equal(new TextDecoder().decode(written["k"]), keyLog(evidence).repeat(2));
  assert.equal(written["p"]!.length, 2 * pcapng(evidence).length - pcapngBeginning().length);
});

Deno.test("what was there is given up for a session, and for nothing less", async () => {
  const { status, written } = await runIn(world, "--pcap", "old", "not a host");
  assert.equal(status, 3);
  assert.equal(new TextDecoder().decode(written["old"]), "an old capture");
});

Deno.test("--resume goes on with the capture too: another section behind the earlier run's", async () => {
  const earlier = pcapng(evidence);
  const files = { reports: "", old: String.fromCharCode(...earlier) };
  const { written } = await runIn({ ...world, files }, "--resume", "reports", "--pcap", "old", "pass");
  assert.deepEqual(written["old"]!.slice(-earlier.length), earlier);
  assert.ok(written["old"]!.length >= 2 * earlier.length);
});

Deno.test("without either option no check is asked for evidence", async () => {
  const { checked } = await runIn(world, "pass");
  assert.equal(checked[0]!.options.onEvidence, undefined);
});

for (
  const [title, more, path] of [
    ["cannot be opened", {}, "folder/"],
    ["cannot be written any more", { writes: 1 }, "p"],
  ] as const
) {
  Deno.test(`a file that ${title} is exit status 3 with a hint, and every report is printed all the same`, async () => {
    const { status, stdout, stderr } = await runIn(
      { ...world, ...more },
      "--pcap",
      path,
      "--json",
      "pass",
      "warn",
    );
    assert.equal(status, 3);
    assert.deepEqual(stdout.trimEnd().split("\n").map((line) => JSON.parse(line).verdict), ["pass", "warn"]);
    assert.match(stderr, new RegExp(`^check: cannot write "${path}": .*\nhint: --pcap takes the path .*\n$`));
  });
}

Deno.test("a target that fails outweighs a file that could not be written", async () => {
  assert.equal((await runIn(world, "--pcap", "folder/", "fail")).status, 2);
});
