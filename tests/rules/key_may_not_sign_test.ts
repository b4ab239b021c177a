import assert from "node:assert/strict";
import { type BrokenRule, judge } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

const violations: readonly BrokenRule[] = [{
  rule: "no_digital_signature",
  code: "key_usage",
  breaks: "advice",
  role: "leaf",
  message: "The certificate's keyUsage is keyEncipherment, without digitalSignature",
  hint: "Have the certificate issued again with digitalSignature in its keyUsage",
  reference: "RFC 9846 §4.5.1",
}];

Deno.test("a signature by a key that may not sign is a warning, told once", () => {
  const { verdict, findings } = judge(inputFrom(passing, { violations }));
  assert.equal(verdict, "warn");
  assert.deepEqual(findings.map(({ id }) => id), ["certificate.key_may_not_sign"]);
});

Deno.test("a key that only decrypts needs no right to sign", () => {
  const connection = { ...passing.connection!, signature_scheme: null };
  assert.deepEqual(
    judge(inputFrom({ ...passing, connection }, { violations })).findings.map(({ id }) => id),
    [],
  );
});
