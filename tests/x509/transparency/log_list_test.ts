import assert from "node:assert/strict";
import { LogListError, readLogList } from "../../../src/x509/mod.ts";
import { logListOf, testLog } from "../../support/ct_log.ts";

const fixture = new URL("../../fixtures/certificate_transparency/log_list.json", import.meta.url);

Deno.test("a part of the real list is read, logs of the static API included", async () => {
  const list = readLogList(await Deno.readTextFile(fixture));
  assert.equal(list.size, 12);
  assert.equal(list.publishedAt?.toISOString(), "2026-03-01T00:00:00.000Z");
  const sycamore = list.find(Uint8Array.fromBase64("pcl4kl1XRheChw3YiWYLXFVki30AQPLsB2hR0YhpGfc="));
  assert.equal(sycamore?.name, "Let's Encrypt 'Sycamore2026h1'");
  assert.equal(sycamore?.operator, "Let's Encrypt");
  const argon = list.find(Uint8Array.fromBase64("1219ENGn9XfCx+lf1wC/+YLJM1pl4dCzAXMXwMjFaXc="));
  assert.deepEqual(argon?.state, { name: "usable", since: new Date("2024-09-30T22:19:27Z") });
  assert.deepEqual(argon?.interval, {
    start: new Date("2026-07-01T00:00:00Z"),
    end: new Date("2027-01-01T00:00:00Z"),
  });
  assert.equal(list.find(new Uint8Array(32)), null);
});

Deno.test("a log without a description goes by its address, or by its number", async () => {
  const names = [{ description: undefined, url: "https://log.example/" }, { description: undefined }];
  for (const fields of names) {
    const log = await testLog({ fields });
    const name = fields.url ?? log.id.toHex();
    assert.equal(readLogList(logListOf([log])).find(log.id)?.name, name);
  }
});

Deno.test("a list that is none says where it departs from one", async () => {
  const log = await testLog();
  const list = (fields: Record<string, unknown>) =>
    JSON.stringify({ operators: [{ name: "A", logs: [{ ...log.entry, ...fields }] }] });
  const faults: readonly (readonly [string, RegExp])[] = [
    ["<html>", /^It is not JSON$/],
    ["[]", /"log_list" is not an object/],
    ["{}", /"operators" is not an array/],
    ['{"operators":[]}', /names no log/],
    ['{"operators":[{"name":"A","logs":{}}]}', /"operators\[0\]\.logs" is not an array/],
    ['{"operators":[{"logs":[]}]}', /"operators\[0\]\.name" is not a string/],
    [list({ log_id: "AAAA" }), /"operators\[0\]\.logs\[0\]\.log_id" has 3 octets instead of 32/],
    [list({ log_id: "?" }), /log_id" is not base64/],
    [list({ key: 7 }), /key" is not a string/],
    [list({ state: { usable: { timestamp: "soon" } } }), /state\.usable\.timestamp" is not a time/],
    [
      list({ temporal_interval: { start_inclusive: "2026-01-01T00:00:00Z" } }),
      /end_exclusive" is not a string/,
    ],
    [list({ previous_operators: [{ name: "B" }] }), /previous_operators\[0\]\.end_time" is not a string/],
  ];
  for (const [text, message] of faults) {
    assert.throws(() => readLogList(text), (error) => {
      assert.ok(error instanceof LogListError);
      assert.match(error.message, message);
      return true;
    }, text);
  }
});
