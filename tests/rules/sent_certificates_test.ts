/** What a tidy server would have sent otherwise: findings that leave the verdict, each with what to do. */
import assert from "node:assert/strict";
import { judge } from "../../src/rules/mod.ts";
import type { RuleInput } from "../../src/rules/rule.ts";
import type { ChainNotes } from "../../src/x509/mod.ts";
import { expired, passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const tidy: ChainNotes = {
  wrongOrder: false,
  duplicates: [],
  superfluous: [],
  roots: [],
  unreadable: [],
  missing: null,
};
const [leaf, intermediate, root] = passing.certificates;
const sentRoot = { ...root!, source: "sent" as const };
const stray = {
  ...intermediate!,
  fingerprint_sha256: "44".repeat(32),
  subject: "CN=Stray",
  cert_data: "MIIBAgME",
};

function findings(notes: Partial<ChainNotes>, more: Partial<RuleInput> = {}) {
  const judged = judge(inputFrom(passing, { notes: { ...tidy, ...notes }, ...more }));
  assert.equal(judged.verdict, "pass", "none of this changes the verdict");
  for (const { remedy, severity } of judged.findings) {
    assert.ok(remedy.length > 0 && (severity === "low" || severity === "info"));
  }
  return judged.findings.map(({ id, detail }) => ({ id, detail }));
}

Deno.test("a tidy server has nothing to be told", () => {
  assert.deepEqual(findings({}), []);
});

Deno.test("the wrong order is told with the order that was sent", () => {
  const certificates = [leaf!, sentRoot, intermediate!];
  const [finding] = findings({ wrongOrder: true }, { certificates });
  assert.equal(finding!.id, "chain.wrong_order");
  assert.match(finding!.detail, /www\.example\.com.*Example Root X1.*Example Intermediate R3/);
});

Deno.test("repetitions are told with what they cost", () => {
  const [finding] = findings({ duplicates: [1] }, {
    certificates: [leaf!, { ...leaf!, cert_data: "MIIBAgM=" }],
  });
  assert.equal(finding!.id, "chain.duplicate_certificates");
  assert.match(finding!.detail, /"CN=www\.example\.com", 5 octets/);
});

Deno.test("what is on no trusted path is told, what is on another trusted path is not", () => {
  const certificates = [leaf!, intermediate!, stray, root!];
  const [finding] = findings({ superfluous: [2] }, { certificates });
  assert.equal(finding!.id, "chain.superfluous_certificates");
  assert.match(finding!.detail, /"CN=Stray", 6 octets/);
  const [path] = passing.chain!.paths;
  const crossed = { ...path!, certificates: [leaf!.fingerprint_sha256, stray.fingerprint_sha256] };
  const chain = { ...passing.chain!, paths: [path!, crossed] };
  assert.deepEqual(findings({ superfluous: [2] }, { certificates, chain }), []);
});

Deno.test("a root that was sent is told where the chain is trusted, and is not the trouble where it is not", () => {
  const certificates = [leaf!, intermediate!, sentRoot];
  const [finding] = findings({ roots: [2] }, { certificates });
  assert.equal(finding!.id, "chain.root_sent");
  assert.match(finding!.detail, /"CN=Example Root X1,O=Example Trust Services,C=CH"/);
  const chain = { ...expired.chain!, trusted: false };
  const input = inputFrom({ ...expired, certificates, chain }, { notes: { ...tidy, roots: [2] } });
  assert.equal(judge(input).findings.some(({ id }) => id === "chain.root_sent"), false);
});

Deno.test("what cannot be read is told by its place, and moves nothing else to a wrong place", () => {
  const certificates = [leaf!, intermediate!, stray, root!];
  const unreadable = [{ index: 1, message: '"tbsCertificate" is missing' }, { index: 4, message: "no" }];
  const told = findings({ unreadable, superfluous: [3] }, { certificates });
  assert.deepEqual(told.map(({ id }) => id), [
    "chain.unreadable_certificates",
    "chain.superfluous_certificates",
  ]);
  assert.match(told[0]!.detail, /^Number 2 of what was sent .*"tbsCertificate" is missing; and 1 more/);
  assert.match(told[1]!.detail, /"CN=Stray"/);
});

Deno.test("a hundred certificates make no endless sentence", () => {
  const many = Array.from({ length: 100 }, () => ({ ...stray, subject: "CN=" + "x".repeat(5_000) }));
  const places = many.map((_, index) => index + 1);
  const [finding] = findings({ superfluous: places }, { certificates: [leaf!, ...many] });
  assert.ok(finding!.detail.length < 1_500);
  assert.match(finding!.detail, /and 96 more/);
});
