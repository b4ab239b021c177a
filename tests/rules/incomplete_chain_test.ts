import assert from "node:assert/strict";
import { judge } from "../../src/rules/mod.ts";
import { incompleteChain } from "../../src/rules/incomplete_chain.ts";
import type { RuleInput } from "../../src/rules/rule.ts";
import { expired, incomplete, passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const [leaf, , root] = incomplete.certificates;
const [error] = incomplete.chain!.paths;

/** Nothing was fetched, or nothing that fits. */
function unfetched(issuerFetches: RuleInput["issuerFetches"]): RuleInput {
  return inputFrom({
    ...incomplete,
    certificates: [leaf!, root!],
    chain: { ...incomplete.chain!, paths: [error!] },
  }, { issuerFetches });
}

const url = "http://r3.example.com/r3.cer";

Deno.test("fetched: who goes on and who does not, and the certificate to add", () => {
  const [finding, ...others] = incompleteChain(inputFrom(incomplete));
  assert.deepEqual(others, []);
  assert.equal(finding!.id, "certificate.incomplete_chain");
  assert.equal(finding!.severity, "high");
  assert.match(finding!.detail, /did not send the intermediate "Example Intermediate R3"/);
  for (const client of ["Chrome", "Edge", "Safari", "Firefox", "curl", "OpenSSL", "Java", "Go", "Python"]) {
    assert.ok(finding!.detail.includes(client), client);
  }
  assert.match(
    finding!.remedy,
    /^Add this certificate .*"CN=Example Intermediate R3,O=Example Trust Services,C=CH"$/,
  );
});

Deno.test("it is told once, in these words, and fails the check", () => {
  const { findings, verdict, summary } = judge(inputFrom(incomplete));
  const told = findings.filter(({ id }) => id === "certificate.incomplete_chain");
  assert.equal(told.length, 1);
  assert.match(told[0]!.remedy, /^Add this certificate/);
  assert.equal(verdict, "fail");
  assert.match(summary, /^Intermediate certificate missing: /);
});

Deno.test("not looked for: it is not claimed that it could be had", () => {
  const [finding] = incompleteChain(unfetched(null));
  assert.match(finding!.detail, /may go on/);
  assert.match(finding!.remedy, /^Add the certificate of "Example Intermediate R3"/);
});

Deno.test("looked for in vain: where, and why not", () => {
  const failure = { code: "bad_status", message: "The server answers with HTTP status 404" } as const;
  const [finding] = incompleteChain(unfetched([{ url, certificates: [], failure }]));
  assert.match(finding!.detail, /no client gets by.*r3\.cer: the server answers with HTTP status 404/);
  const [other] = incompleteChain(unfetched([{ url, certificates: [new Uint8Array(1)], failure: null }]));
  assert.match(other!.detail, /what is at http:\/\/r3\.example\.com\/r3\.cer does not fit/);
});

Deno.test("fetched, and it leads to nobody: no certificate to add", () => {
  const unknown = { code: "unknown_issuer", message: 'The chain ends at "X"', hint: null } as const;
  const paths = [error!, { ...incomplete.chain!.paths[1]!, trusted: false, error: unknown }];
  const [finding] = incompleteChain(inputFrom({ ...incomplete, chain: { ...incomplete.chain!, paths } }));
  assert.match(finding!.detail, /does not help: the chain ends at "X"/);
  assert.doesNotMatch(finding!.remedy, /this certificate/);
});

Deno.test("a chain without the fault, or without any, has no such finding", () => {
  for (const report of [passing, expired, { ...passing, chain: null }]) {
    assert.deepEqual(incompleteChain(inputFrom(report)), []);
  }
});
