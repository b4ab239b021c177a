import assert from "node:assert/strict";
import { formats } from "../../src/formats/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { hostile, passing, samples } from "../support/report_samples.ts";

const options = { color: true, width: 80 };

for (const [name, report] of Object.entries(samples)) {
  Deno.test(`${name}: the JSON reads back to the report and is what the schema says`, () => {
    for (const several of [false, true]) {
      const parsed: unknown = JSON.parse(formats.json(report, { ...options, several }));
      assert.deepEqual(parsed, report);
      assert.deepEqual(reportSchema.parse(parsed), report);
    }
  });
}

Deno.test("among several a report is one line", () => {
  assert.equal(formats.json(passing, { ...options, several: true }).split("\n").length, 2);
});

Deno.test("JSON on a terminal can do it no harm, and has no colour", () => {
  assert.doesNotMatch(formats.json(hostile, options).replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Cs}]/u);
});
