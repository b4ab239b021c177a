import assert from "node:assert/strict";
import { brokenRules } from "../../src/check/broken_rules.ts";
import { fromBase64 } from "../../src/bytes/mod.ts";
import { judgeChain, mozillaRoots } from "../../src/x509/mod.ts";
import { roots } from "../../src/x509/roots_data.ts";
import { hierarchy, judgementOf, now } from "../x509/support.ts";

Deno.test("each broken rule says where on the path its certificate stands", async () => {
  const negative = { serial: Uint8Array.of(0xff) };
  const judgement = await judgementOf(
    await hierarchy({ root: negative, intermediate: negative, leaf: negative }),
  );
  const broken = brokenRules(judgement).filter(({ rule }) => rule === "serial_negative");
  assert.deepEqual(broken.map(({ role, breaks }) => [role, breaks]), [
    ["leaf", "rfc5280"],
    ["intermediate", "rfc5280"],
    ["anchor", "rfc5280"],
  ]);
  assert.match(broken[1]!.message, /^The intermediate "Test Intermediate" /);
});

Deno.test("where a path ends at no anchor, its last certificate is an intermediate", async () => {
  const { leaf, intermediate } = await hierarchy({ intermediate: { serial: Uint8Array.of(0xff) } });
  const other = await hierarchy();
  const judgement = await judgementOf({ leaf, intermediate, root: other.root });
  assert.equal(judgement.anchor, null);
  assert.equal(brokenRules(judgement).find(({ rule }) => rule === "serial_negative")?.role, "intermediate");
});

Deno.test("an anchor is public where it is one of Mozilla's, whoever trusts it", async () => {
  assert.equal((await judgementOf(await hierarchy())).anchor, "private");
  const der = fromBase64(roots[0]![1]);
  const judgement = await judgeChain({
    certificates: [der],
    trustStore: mozillaRoots(),
    serverName: null,
    now,
  });
  assert.equal(judgement.anchor, "public");
});

Deno.test("without certificates nothing is broken", () => {
  assert.deepEqual(brokenRules(null), []);
});
