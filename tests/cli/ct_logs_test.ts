import assert from "node:assert/strict";
import { passing } from "../support/report_samples.ts";
import { logListOf, testLog } from "../support/ct_log.ts";
import { runIn } from "./support.ts";

const list = logListOf([await testLog()]);
const reports = { "a.example": passing };

Deno.test("the list of transparency logs is handed to the check, from a file", async () => {
  const { status, checked, stderr } = await runIn(
    { reports, files: { "log_list.json": list } },
    "--ct-logs",
    "log_list.json",
    "a.example",
  );
  assert.deepEqual([status, stderr], [0, ""]);
  assert.deepEqual(checked, [{ target: "a.example", options: { ctLogs: list } }]);
});

Deno.test("the list of transparency logs is fetched once, whatever the number of targets", async () => {
  const url = "https://lists.example/log_list.json";
  let fetched = 0;
  const web = {
    get [url]() {
      fetched++;
      return list;
    },
  };
  const { checked } = await runIn({ reports, web }, "--ct-logs", url, "a.example", "a.example");
  assert.deepEqual(checked.map(({ options }) => options.ctLogs), [list, list]);
  assert.equal(fetched, 1);
});

Deno.test("without the option there is no list, and nothing is fetched", async () => {
  const { checked } = await runIn({ reports }, "a.example");
  assert.deepEqual(checked[0]?.options, {});
});

Deno.test("a list that cannot be had or read is bad usage, before anything is checked", async () => {
  const files = { "empty.json": "{}", "page.html": "<html>" };
  const faults: readonly (readonly [string, RegExp, RegExp])[] = [
    ["missing.json", /annot read "missing\.json": there is no such file/, /--ct-logs/],
    ["https://lists.example/", /annot fetch "https:\/\/lists\.example\/": there is no network/, /file/],
    ["empty.json", /cannot be read: "operators" is not an array/, /log_list\.json/],
    ["page.html", /cannot be read: It is not JSON/, /log_list\.json/],
  ];
  for (const [source, message, hint] of faults) {
    const { status, stdout, stderr, checked } = await runIn(
      { reports, files },
      "--ct-logs",
      source,
      "a.example",
    );
    assert.deepEqual([status, stdout, checked], [3, "", []]);
    assert.match(stderr, new RegExp(`^check: .*${message.source}.*\\nhint: .*${hint.source}`));
  }
});
