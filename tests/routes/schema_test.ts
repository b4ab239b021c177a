import { Ajv2020 } from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { healthy, samples } from "./every_sample.ts";
import { appWith } from "./support.ts";

async function served() {
  const response = await appWith(healthy).app.request("/schema/report.json");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/schema+json");
  return await response.json();
}

/** Its formats come with patterns of their own, so naming them is enough. */
function compile(schema: Record<string, unknown>) {
  return new Ajv2020({ strict: true, allErrors: true, formats: { "date-time": true, base64: true } }).compile(
    schema,
  );
}

Deno.test("the schema is JSON Schema 2020-12, and valid under its strictest reading", async () => {
  const schema = await served();
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  compile(schema);
});

Deno.test("every report of the API is valid under the schema that is served beside it", async () => {
  const validate = compile(await served());
  for (const [name, report] of Object.entries(samples)) {
    const response = await appWith(report).app.request("/api/v1/check?target=example.com");
    assert.ok(validate(await response.json()), `${name}: ${JSON.stringify(validate.errors)}`);
  }
});

Deno.test("the schema refuses what a report must not be", async () => {
  const validate = compile(await served());
  assert.ok(!validate({ ...healthy, verdict: "ok" }));
  assert.ok(!validate({ ...healthy, steps: [{ ...healthy.steps[0], number: 10 }] }));
  assert.ok(!validate({ ...healthy, summary: undefined }));
  assert.ok(!validate({ ...healthy, started_at: "yesterday" }));
});
