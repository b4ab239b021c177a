import assert from "node:assert/strict";
import { browserPolicy } from "../../../src/x509/transparency/browser_policy.ts";
import type { JudgedTimestamp } from "../../../src/x509/transparency/timestamps.ts";
import { testLog } from "../../support/ct_log.ts";
import { judged, loggedBy } from "./support.ts";

const notBefore = new Date("2026-11-01T00:00:00Z");
const short = { notBefore, notAfter: new Date(notBefore.getTime() + 180 * 86_400_000) };
const long = { notBefore, notAfter: new Date(short.notAfter.getTime() + 1000) };

/** `a1` is log 1 of operator a. */
function sct(log: string, more: Partial<JudgedTimestamp> = {}): JudgedTimestamp {
  return {
    source: "certificate",
    log_id: log,
    log_name: `Log ${log}`,
    operator: log[0]!,
    state: "usable",
    timestamp: "2026-11-01T00:00:00.000Z",
    verified: "verified",
    objection: null,
    ...more,
  };
}

function met(validity: typeof short, ...timestamps: readonly JudgedTimestamp[]): boolean {
  return browserPolicy(timestamps, validity).met;
}

Deno.test("two logs do for 180 days, and three are wanted for more", () => {
  assert.equal(met(short, sct("a1"), sct("b1")), true);
  assert.equal(met(short, sct("a1")), false);
  assert.equal(met(short), false);
  assert.equal(met(long, sct("a1"), sct("b1")), false);
  assert.equal(met(long, sct("a1"), sct("b1"), sct("b2")), true);
});

Deno.test("they are of two operators", () => {
  assert.equal(met(short, sct("a1"), sct("a2"), sct("a3")), false);
  assert.equal(met(long, sct("a1"), sct("a2"), sct("b1")), true);
});

Deno.test("one log counts once, however many SCTs it makes", () => {
  assert.equal(met(long, sct("a1"), sct("a1"), sct("b1")), false);
});

Deno.test("what is not verified, or is objected to, does not count", () => {
  for (const verified of ["bad_signature", "unknown_log", "no_issuer", "unsupported", "malformed"] as const) {
    assert.equal(met(short, sct("a1"), sct("b1", { verified })), false, verified);
  }
  for (const objection of ["future_timestamp", "log_retired", "log_not_accepted"] as const) {
    assert.equal(met(short, sct("a1"), sct("b1", { objection })), false, objection);
  }
  assert.equal(met(short, sct("a1"), sct("b1", { objection: "outside_temporal_interval" })), true);
});

Deno.test("a retired log counts within the certificate, beside one that is still accepted", () => {
  assert.equal(met(short, sct("a1"), sct("b1", { state: "retired" })), true);
  assert.equal(met(short, sct("a1", { state: "retired" }), sct("b1", { state: "retired" })), false);
  assert.equal(met(short, sct("a1", { state: "readonly" }), sct("b1", { state: "qualified" })), true);
});

Deno.test("beside the certificate two logs do, both accepted today, and neither place adds to the other", () => {
  const tls = { source: "tls_extension" } as const;
  const ocsp = { source: "ocsp" } as const;
  assert.equal(met(long, sct("a1", tls), sct("b1", ocsp)), true);
  assert.equal(met(long, sct("a1", tls), sct("a2", ocsp)), false);
  assert.equal(met(long, sct("a1", tls), sct("b1", { ...ocsp, state: "retired" })), false);
  assert.equal(met(short, sct("a1", tls), sct("b1")), false);
});

Deno.test("the verdict says what is wanted and what there is", () => {
  const timestamps = [sct("a1"), sct("a2"), sct("c1", { verified: "unknown_log" })];
  assert.deepEqual(browserPolicy(timestamps, long), {
    met: false,
    requiredLogs: 3,
    requiredOperators: 2,
    logs: 2,
    operators: 1,
    unknown: 1,
  });
});

Deno.test("it is asked only of certificates under a public root, and only with a list", async () => {
  const logs = [await testLog({ operator: "a" }), await testLog({ operator: "b" })];
  const leaf = await loggedBy(logs);
  assert.equal((await judged({ leaf, logs })).policy?.met, true);
  assert.equal((await judged({ leaf: await loggedBy(logs.slice(1)), logs })).policy?.met, false);
  assert.equal((await judged({ leaf, logs, isPublic: false })).policy, null);
  assert.equal((await judged({ leaf, logs: null })).policy, null);
});
