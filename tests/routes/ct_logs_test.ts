import assert from "node:assert/strict";
import { openCtLogs } from "../../routes/ct_logs.ts";
import { OptionError } from "../../src/check_options.ts";
import { logListOf, testLog } from "../support/ct_log.ts";

const lists = [logListOf([await testLog()]), logListOf([await testLog()])];
const HOUR = 3_600_000;

/** A place that has these answers, one after the other; an Error is thrown. */
function place(answers: readonly (string | Error)[], renews: boolean) {
  const world = { now: 0, reads: 0, complaints: [] as string[] };
  const logs = openCtLogs({
    read() {
      const answer = answers[world.reads++] ?? new Error("nothing is left");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    renews,
    monotonic: () => world.now,
    complain: (message) => world.complaints.push(message),
  });
  return { world, logs };
}

/** Lets what was begun in the background end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("a file is read once", async () => {
  const { world, logs } = place(lists, false);
  const opened = await logs;
  world.now = 1_000 * HOUR;
  assert.deepEqual(opened.options, { ctLogs: lists[0] });
  await settled();
  assert.equal(world.reads, 1);
});

Deno.test("a file that cannot be read, or is no list, is refused", async () => {
  await assert.rejects(place([new Error("there is no such file")], false).logs, /no such file/);
  await assert.rejects(place(["{}"], false).logs, OptionError);
});

Deno.test("a list of the web is fetched again when it is a day old, and no check waits for it", async () => {
  const { world, logs } = place(lists, true);
  const opened = await logs;
  world.now = 24 * HOUR - 1;
  assert.deepEqual(opened.options, { ctLogs: lists[0] });
  await settled();
  assert.equal(world.reads, 1);
  world.now = 24 * HOUR;
  assert.deepEqual(opened.options, { ctLogs: lists[0] });
  assert.deepEqual(opened.options, { ctLogs: lists[0] }, "not fetched twice at the same time");
  await settled();
  assert.deepEqual(opened.options, { ctLogs: lists[1] });
  assert.equal(world.reads, 2);
});

Deno.test("a service begins without a list that cannot be fetched, says so, and tries again", async () => {
  const { world, logs } = place([new Error("there is no network"), "{}", lists[1]!], true);
  const opened = await logs;
  assert.deepEqual(opened.options, {});
  assert.match(world.complaints[0]!, /there is none yet: there is no network$/);
  world.now = HOUR;
  assert.deepEqual(opened.options, {});
  await settled();
  assert.match(world.complaints[1]!, /"operators" is not an array/);
  world.now = 2 * HOUR;
  void opened.options;
  await settled();
  assert.deepEqual(opened.options, { ctLogs: lists[1] });
});

Deno.test("when a newer list cannot be had the last one stays", async () => {
  const { world, logs } = place([lists[0]!, new Error("there is no network")], true);
  const opened = await logs;
  world.now = 24 * HOUR;
  void opened.options;
  await settled();
  assert.deepEqual(opened.options, { ctLogs: lists[0] });
  assert.match(world.complaints[0]!, /the last one stays in use/);
});

const entry = new URL("../../routes/deno.ts", import.meta.url).pathname;

Deno.test("the service reads CT_LOGS, and ends with one line and a hint when it cannot", async () => {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${directory}/list.json`, "[]");
    for (const file of ["list.json", "missing.json"]) {
      const { code, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--allow-net", "--allow-read", "--allow-env=HOST,PORT,CT_LOGS", entry],
        env: { HOST: "127.0.0.1", PORT: "0", CT_LOGS: `${directory}/${file}`, NO_COLOR: "1" },
        stdout: "null",
      }).output();
      assert.equal(code, 3);
      assert.match(
        new TextDecoder().decode(stderr),
        /^check: CT_LOGS is ".*", .*\nhint: .*log_list\.json.*\n$/,
      );
    }
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
