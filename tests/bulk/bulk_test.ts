/** A thousand targets in one run of the command: all there, in flat memory, and nothing lost when it is cut short. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { Fleet } from "./fleet.ts";

const servers = 250;

Deno.test("1,000 targets", async (test) => {
  await using fleet = await Fleet.start(servers);
  assert.equal(fleet.targets.length, 1000);
  let peak = 0;

  await test.step("are all checked, each once, and each is a line of JSON", async () => {
    const run = await fleet.run(["--json", "--file", "hosts.txt"]);
    assert.deepEqual([run.status, run.stderr], [0, ""]);
    assertWhole(run.stdout, fleet.targets);
    peak = run.peak;
  });

  await test.step("and three times as many take no more memory", async () => {
    const args = ["--file", "hosts.txt", "--file", "hosts.txt", "--file", "hosts.txt"];
    const run = await fleet.run([...args, "--output", "thrice.ndjson"]);
    assert.equal(run.status, 0);
    assert.match(run.stdout, /\n3000 targets: 3000 pass\n$/);
    assert.equal((await fleet.read("thrice.ndjson")).trimEnd().split("\n").length, 3000);
    // If reports were kept, 2,000 more of them would take 300 MB.
    assert.ok(run.peak < peak + 100, `${run.peak} MB is about ${peak} MB`);
  });

  const oneReport = Math.floor(await fleet.size("thrice.ndjson") / 3000);

  await test.step("interrupted midway and gone on with are exactly the same", async () => {
    const args = ["--file", "hosts.txt", "--output", "out.ndjson"];
    const cut = await fleet.cutShort(args, "SIGINT", 200 * oneReport);
    assert.equal(cut.status, 130);
    assert.match(
      cut.stderr,
      /^check: interrupted: \d+ of 1000 targets are not checked\nhint: .*--resume out\.ndjson/,
    );
    const kept = await fleet.read("out.ndjson");
    assert.ok(kept.endsWith("\n"), "the last line is whole");
    const count = kept.trimEnd().split("\n").length;
    // Reports differ by a few octets.
    assert.ok(count > 150 && count < 1000, `${count} are kept`);
    const rest = await fleet.run(["--file", "hosts.txt", "--resume", "out.ndjson"]);
    assert.equal(rest.status, 0);
    assert.equal(rest.stderr, `check: ${count} of 1000 targets are in "out.ndjson" already\n`);
    assert.match(rest.stdout, /\n1000 targets: 1000 pass\n$/);
    assertWhole(await fleet.read("out.ndjson"), fleet.targets);
  });

  await test.step("killed midway, twice, with a torn last line, are exactly the same", async () => {
    await Deno.remove(`${fleet.directory}/out.ndjson`);
    const args = ["--file", "hosts.txt", "--resume", "out.ndjson"];
    for (const reports of [200, 400]) {
      await fleet.cutShort(args, "SIGKILL", reports * oneReport);
      await Deno.truncate(`${fleet.directory}/out.ndjson`, await fleet.size("out.ndjson") - 37);
    }
    const rest = await fleet.run(args);
    assert.equal(rest.status, 0);
    assert.match(rest.stderr, /already; its last line is cut short and does not count\n$/);
    assertWhole(await fleet.read("out.ndjson"), fleet.targets);
  });

  await test.step("killed midway and gone on with by what the shell adds are exactly the same", async () => {
    await Deno.remove(`${fleet.directory}/out.ndjson`);
    await fleet.cutShort(["--json", "--file", "hosts.txt"], "SIGKILL", 200 * oneReport, "out.ndjson");
    await Deno.truncate(`${fleet.directory}/out.ndjson`, await fleet.size("out.ndjson") - 37);
    const args = ["--json", "--file", "hosts.txt", "--resume", "out.ndjson"];
    const rest = await fleet.run(args, "out.ndjson");
    assert.equal(rest.status, 0);
    assertWhole(await fleet.read("out.ndjson"), fleet.targets);
  });
});

/** Each target's report once, each on a line, and each of them good. */
function assertWhole(ndjson: string, targets: readonly string[]): void {
  const reports = ndjson.trimEnd().split("\n").map((line) => JSON.parse(line) as Report);
  assert.deepEqual(reports.map(({ target }) => target.input).sort(), targets.toSorted());
  assert.deepEqual(reports.filter(({ verdict }) => verdict !== "pass").map(({ summary }) => summary), []);
}
