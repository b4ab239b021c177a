/** `--explain`: what a word of a report means, on a terminal and for programs. */
import assert from "node:assert/strict";
import { runIn } from "./support.ts";

Deno.test("a code point is explained with its registry, its reference and what to do", async () => {
  const { stdout, stderr, status, checked } = await runIn({ noColor: true }, "--explain", "alert", "40");
  assert.match(stdout, /^handshake_failure\ncode point 0x28 of TLS Alerts\n/);
  assert.match(stdout, /^→ The server found nothing in common/m);
  assert.match(stdout, /^RFC 9846$/m);
  assert.equal(stderr, "");
  assert.deepEqual([status, checked.length], [0, 0]);
});

Deno.test("several that are called so stand one after the other, in 80 columns", async () => {
  const { stdout } = await runIn({}, "--explain=40");
  assert.equal(stdout.split("\n\n").length, 3);
  for (const line of stdout.split("\n")) assert(line.length <= 80, line);
});

Deno.test("--json gives them as an array", async () => {
  const { stdout, status } = await runIn({}, "--explain", "3", "--json");
  const [topic, ...others] = JSON.parse(stdout);
  assert.deepEqual(Object.keys(topic), ["kind", "id", "title", "explanation", "remedy", "references"]);
  assert.deepEqual([topic.kind, topic.id, topic.title], ["step", "authentication", "3. Authentication"]);
  assert.deepEqual([others.length, status], [0, 0]);
});

Deno.test("emphasis is for terminals that want it", async () => {
  assert(
    (await runIn({}, "--explain", "3", "--color=always")).stdout.startsWith("\u001b[1m3. Authentication"),
  );
  assert(!(await runIn({}, "--explain", "3")).stdout.includes("\u001b"));
});

for (
  const [query, hint] of [
    ["chain.wrong_ordr", /did you mean chain\.wrong_order/],
    ["TLS_AES_128_GCM_SHA265", /did you mean .*TLS_AES_128_GCM_SHA256/],
    ["x25591", /did you mean .*x25519/],
    ["%%%%%%%%%", /a step \(3, authentication\), a finding/],
    ["\u001b[2J\u202e", /hint: /],
  ] as const
) {
  Deno.test(`${JSON.stringify(query)} is nothing: exit status 3, and what comes near`, async () => {
    const { stdout, stderr, status } = await runIn({}, "--explain", query);
    assert.match(stderr, /^check: nothing in a report is called "[^\n]*"\nhint: [^\n]+\n$/);
    assert.match(stderr, hint);
    assert(!stderr.includes("\u001b") && !stderr.includes("\u202e"));
    assert.deepEqual([stdout, status], ["", 3]);
  });
}

Deno.test("an explanation has no other format", async () => {
  const { stderr, status } = await runIn({}, "--explain", "3", "--format", "prometheus");
  assert.match(stderr, /--explain has no format prometheus/);
  assert.equal(status, 3);
});
