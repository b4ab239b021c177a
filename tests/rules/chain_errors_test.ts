import assert from "node:assert/strict";
import { type Chain, type ChainErrorCode, chainErrorCodes } from "../../src/report/mod.ts";
import { chainErrors } from "../../src/rules/chain_errors.ts";
import { type BrokenRule, judge } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

Deno.test("a good chain is no finding, whatever another path suffers from", () => {
  const chain = {
    ...passing.chain!,
    paths: [...passing.chain!.paths, { trusted: false, certificates: [], error: error("expired") }],
  };
  assert.deepEqual(chainErrors(inputFrom({ ...passing, chain })), []);
  assert.deepEqual(chainErrors(inputFrom({ ...passing, chain: null })), []);
});

for (const code of chainErrorCodes) {
  Deno.test(`a chain error ${code} is a finding that fails the check and says what to do`, () => {
    const [finding] = chainErrors(inputFrom({ ...passing, chain: broken(code) }));
    assert.equal(finding!.id, `certificate.${code}`);
    assert.ok(["high", "critical"].includes(finding!.severity));
    assert.equal(finding!.detail, `What is wrong: ${code}`);
    assert.ok(finding!.remedy.length > 20 && finding!.title.length > 5);
    assert.equal(judge(inputFrom({ ...passing, chain: broken(code) })).verdict, "fail");
  });
}

Deno.test("what the validator advises comes before the general remedy", () => {
  const chain = broken("incomplete_chain");
  const advised = { ...chain, error: { ...chain.error!, hint: 'Send "R3" too' } };
  assert.equal(chainErrors(inputFrom({ ...passing, chain: advised }))[0]!.remedy, 'Send "R3" too');
});

Deno.test("every fault beside the first is a finding of its own", () => {
  const chain: Chain = {
    ...broken("bad_signature"),
    paths: [
      { trusted: false, certificates: [], error: error("bad_signature") },
      { trusted: false, certificates: [], error: error("unknown_issuer") },
    ],
    name_matches: false,
  };
  const findings = chainErrors(inputFrom({ ...passing, chain }));
  assert.deepEqual(findings.map(({ id }) => id), [
    "certificate.bad_signature",
    "certificate.unknown_issuer",
    "certificate.name_mismatch",
  ]);
});

Deno.test("every rule that fails the best path is a finding, each with its own advice", () => {
  const violation = { role: "leaf", hint: "Do this", reference: "RFC 5280 §6.1" } as const;
  const violations: BrokenRule[] = [
    { ...violation, rule: "expired", code: "expired", breaks: "path", message: "It expired" },
    { ...violation, rule: "short_rsa_key", code: "weak_key", breaks: "path", message: "It is short" },
    {
      ...violation,
      rule: "no_use_for_servers",
      code: "key_usage",
      breaks: "tls",
      message: "It is for others",
    },
    { ...violation, rule: "aki_missing", code: "policy_violation", breaks: "rfc5280", message: "No AKI" },
  ];
  const findings = chainErrors(inputFrom({ ...passing, chain: broken("expired") }, { violations }));
  assert.deepEqual(findings.map(({ id, remedy }) => [id, remedy === "Do this"]), [
    ["certificate.expired", false],
    ["certificate.weak_key", true],
    ["certificate.key_usage", true],
  ]);
});

Deno.test("a wrong name behind another error is told with the names there are", () => {
  const certificates = [{ ...passing.certificates[0]!, dns_names: ["a.example", "*.b.example"] }];
  const report = { ...passing, certificates, chain: { ...broken("self_signed"), name_matches: false } };
  const name = chainErrors(inputFrom(report)).find(({ id }) => id === "certificate.name_mismatch");
  assert.match(name!.detail, /a\.example, \*\.b\.example, not for www\.example\.com/);
});

Deno.test("of hundreds of names only the first few are told", () => {
  const dns_names = Array.from({ length: 300 }, (_, index) => `n${index}.example`);
  const report = {
    ...passing,
    certificates: [{ ...passing.certificates[0]!, dns_names }],
    chain: { ...broken("self_signed"), name_matches: false },
  };
  const name = chainErrors(inputFrom(report)).find(({ id }) => id === "certificate.name_mismatch");
  assert.match(name!.detail, /n4\.example and 295 more/);
});

function error(code: ChainErrorCode) {
  return { code, message: `What is wrong: ${code}`, hint: null };
}

function broken(code: ChainErrorCode): Chain {
  return {
    trusted: false,
    name_matches: code === "name_mismatch" ? false : true,
    valid_now: code !== "expired" && code !== "not_yet_valid",
    paths: [],
    error: error(code),
  };
}
