import assert from "node:assert/strict";
import { cipherSuites } from "../../src/registry/mod.ts";
import type { Finding } from "../../src/report/mod.ts";
import { weakCipherSuite } from "../../src/rules/weak_cipher_suite.ts";
import { passing } from "../support/report_samples.ts";
import { inputFrom } from "./support.ts";

function findingFor(value: number): Finding | undefined {
  const connection = { ...passing.connection!, cipher_suite: cipherSuites.codePoint(value) };
  const [finding, ...others] = weakCipherSuite(inputFrom(passing, { connection }));
  assert.deepEqual(others, []);
  return finding;
}

/** RFC 9325 §4.1 and RFC 7465: what must not be negotiated, by the words of IANA's names. */
const forbidden = new Set(["NULL", "anon", "EXPORT", "RC4", "RC2", "IDEA", "DES", "DES40"]);

/** RFC 9150: they authenticate, and encrypt nothing. */
const integrityOnly = new Set(["TLS_SHA256_SHA256", "TLS_SHA384_SHA384"]);

Deno.test("every suite of IANA's registry with a forbidden part is weak, and no other", () => {
  for (const { value, name } of cipherSuites.entries) {
    const isWeak = integrityOnly.has(name) || name.split("_").some((word) => forbidden.has(word));
    assert.equal(findingFor(value)?.severity ?? null, isWeak ? "high" : null, name);
  }
});

Deno.test("what is worst about a suite is what is said of it", () => {
  const named = (name: string) => cipherSuites.entries.find((entry) => entry.name === name)!.value;
  const reasons = [
    ["TLS_ECDH_anon_WITH_NULL_SHA", /encrypts nothing/],
    ["TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", /proves nothing/],
    ["TLS_RSA_EXPORT_WITH_RC4_40_MD5", /40 or 56 bits/],
    ["TLS_RSA_WITH_RC4_128_SHA", /RC4/],
    ["TLS_RSA_WITH_IDEA_CBC_SHA", /broken or abandoned/],
  ] as const;
  for (const [name, reason] of reasons) {
    const finding = findingFor(named(name));
    assert.match(finding!.detail, reason);
    assert.ok(finding!.detail.includes(name));
    assert.ok(finding!.references.length > 0);
    assert.deepEqual(finding!.evidence, ["server_hello"]);
  }
});

Deno.test("a suite that IANA does not know, and no connection at all, are judged by nobody", () => {
  assert.equal(findingFor(0xfefe), undefined);
  assert.deepEqual(weakCipherSuite(inputFrom(passing, { connection: null })), []);
});
