import assert from "node:assert/strict";
import type { Revocation } from "../../src/report/mod.ts";
import { revocationProblems } from "../../src/report/codes.ts";
import { judge, type RuleInput } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const staple: Revocation = {
  certificate: passing.certificates[0]!.fingerprint_sha256,
  source: "stapled",
  url: null,
  status: "good",
  problem: null,
  detail: "The stapled OCSP response says that the certificate is good",
  this_update: "2026-11-23T09:00:00Z",
  next_update: "2026-11-25T09:00:00Z",
  revoked_at: null,
};
const asked: Revocation = {
  ...staple,
  source: "ocsp",
  url: "http://o.example/",
  detail: "The OCSP response says so",
};
const silent: Revocation = {
  ...asked,
  status: "no_answer",
  problem: "not_fetched",
  detail: "The OCSP response did not come",
};

function judged(revocation: RuleInput["revocation"], more: Partial<RuleInput> = {}) {
  const { findings, verdict } = judge(inputFrom(passing, { revocation, ...more }));
  return { verdict, ids: findings.map(({ id, severity }) => `${id} ${severity}`), findings };
}

Deno.test("good words, or none, are no finding", () => {
  for (const revocation of [null, [staple], [asked], [staple, asked]]) {
    assert.deepEqual(judged(revocation).ids, []);
  }
});

for (
  const problem of revocationProblems.filter((each) =>
    !["unusable", "unverifiable", "not_fetched"].includes(each)
  )
) {
  Deno.test(`a stapled response that is not to be relied on (${problem}) is a warning with its reason`, () => {
    const { verdict, ids, findings } = judged([{
      ...staple,
      status: "invalid",
      problem,
      detail: "The stapled OCSP response is so",
    }]);
    assert.deepEqual([verdict, ids], ["warn", [`ocsp.${problem} medium`]]);
    assert.match(findings[0]!.detail, /^The stapled OCSP response is so/);
  });
}

Deno.test("a stapled response that does not know the certificate is a warning, one that cannot be verified is not", () => {
  assert.deepEqual(judged([{ ...staple, status: "unknown" }]).ids, ["ocsp.unknown medium"]);
  assert.deepEqual(judged([{ ...staple, status: "unknown", problem: "unverifiable" }]).ids, []);
});

Deno.test("asked and not answered is low, one answer is enough, and nobody to ask is for information", () => {
  assert.deepEqual(judged([silent]).ids, ["revocation.no_answer low"]);
  assert.deepEqual(judged([silent, { ...asked, source: "crl" }]).ids, []);
  assert.deepEqual(judged([silent, staple]).ids, []);
  assert.deepEqual(judged([]).ids, ["revocation.no_answer info"]);
  const elsewhere = { ...asked, certificate: passing.certificates[1]!.fingerprint_sha256 };
  assert.equal(
    judged([silent, elsewhere]).ids.length,
    1,
    "an answer about the intermediate is none about the leaf",
  );
});

Deno.test("must-staple is kept by a staple, good or not, and unkept without one", () => {
  const connection = passing.connection!;
  assert.deepEqual(judged(null, { mustStaple: true }).ids, ["ocsp.must_staple medium"]);
  assert.deepEqual(
    judged([staple], { mustStaple: true, connection: { ...connection, ocsp_stapled: true } }).ids,
    [],
  );
  assert.deepEqual(judged(null, { mustStaple: true, connection: null }).ids, []);
});
