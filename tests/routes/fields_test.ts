/** `fields=`: a part of the report, for those who need no more. */
import assert from "node:assert/strict";
import { reportSchema } from "../../src/report/schema.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

async function ask(fields: string) {
  return await appWith(healthy).app.request(`/api/v1/check?target=example.com&fields=${fields}`);
}

Deno.test("an answer has the fields that were asked for, in the report's order, and no others", async () => {
  const report = await (await ask("certificates,verdict, connection,verdict")).json();
  assert.deepEqual(Object.keys(report), ["verdict", "connection", "certificates"]);
  const { verdict, connection, certificates } = JSON.parse(JSON.stringify(healthy));
  assert.deepEqual(report, { verdict, connection, certificates });
});

Deno.test("a monitor's answer is a small part of the whole", async () => {
  const { app } = appWith(healthy);
  const whole = await (await app.request("/api/v1/check?target=example.com")).text();
  const part = await (await ask("verdict,summary,expiry")).text();
  assert.ok(part.length < 500 && part.length < whole.length / 10, `${part.length} of ${whole.length}`);
});

Deno.test("every member of the report can be asked for", async () => {
  for (const name of Object.keys(reportSchema.shape)) {
    const response = await ask(name);
    assert.equal(response.status, 200, name);
    const names = Object.keys(await response.json());
    assert.ok(names.length === 0 ? !(name in healthy) : names.length === 1 && names[0] === name, name);
  }
});

Deno.test("an unknown field is 400 and lists what there is, before a check is made", async () => {
  const { app, asked } = appWith(healthy);
  for (
    const fields of ["verdikt", "verdict,", "", "__proto__", "verdict,constructor", "connection.cipher_suite"]
  ) {
    const response = await app.request(`/api/v1/check?target=example.com&fields=${fields}`);
    assert.equal(response.status, 400, fields);
    const problem = await response.json();
    assert.equal(problem.field, "fields");
    for (const name of Object.keys(reportSchema.shape)) assert.ok(problem.hint.includes(name), name);
  }
  assert.deepEqual(asked, []);
});
