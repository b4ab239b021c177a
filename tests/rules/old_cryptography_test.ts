/** Findings about what was agreed: old versions, static RSA, small primes. */
import assert from "node:assert/strict";
import { cipherSuites, protocolVersions } from "../../src/registry/mod.ts";
import type { Connection } from "../../src/report/mod.ts";
import { judge } from "../../src/rules/mod.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

function judged(changes: Partial<Connection>) {
  return judge(inputFrom(passing, { connection: { ...passing.connection!, ...changes } }));
}

function severities(changes: Partial<Connection>): Record<string, string> {
  return Object.fromEntries(judged(changes).findings.map(({ id, severity }) => [id, severity]));
}

Deno.test("RFC 8996: TLS 1.0 and TLS 1.1 warn, TLS 1.2 and TLS 1.3 do not", () => {
  for (const version of [0x0301, 0x0302]) {
    const { verdict, findings } = judged({ protocol_version: protocolVersions.codePoint(version) });
    assert.equal(verdict, "warn");
    assert.deepEqual(findings.map(({ id }) => id), ["protocol.outdated"]);
  }
  for (const version of [0x0303, 0x0304]) {
    assert.equal(judged({ protocol_version: protocolVersions.codePoint(version) }).verdict, "pass");
  }
});

Deno.test("RFC 9325 §4.5: primes below 2048 bits warn, of 1024 bits and fewer fail", () => {
  const finding = "key_exchange.small_prime";
  assert.equal(severities({ finite_field: { bits: 2048, name: "ffdhe2048" } })[finding], undefined);
  assert.equal(severities({ finite_field: { bits: 1536, name: null } })[finding], "medium");
  assert.equal(severities({ finite_field: { bits: 1024, name: null } })[finding], "high");
  assert.equal(severities({ finite_field: { bits: 512, name: null } })[finding], "high");
  assert.equal(severities({ finite_field: null })[finding], undefined);
});

Deno.test("static RSA is told and changes no verdict", () => {
  const { verdict, findings } = judged({ cipher_suite: cipherSuites.codePoint(0x009c) });
  assert.equal(verdict, "pass");
  assert.deepEqual(findings.map(({ id }) => id), ["key_exchange.no_forward_secrecy"]);
  const ecdhe = judged({ cipher_suite: cipherSuites.codePoint(0xc02f) });
  assert.deepEqual(ecdhe.findings, []);
});
