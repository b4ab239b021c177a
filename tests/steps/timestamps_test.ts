import assert from "node:assert/strict";
import type { SignedCertificateTimestamp } from "../../src/report/mod.ts";
import type { StepInput } from "../../src/steps/mod.ts";
import { timestampFacts } from "../../src/steps/timestamps.ts";

function sct(more: Partial<SignedCertificateTimestamp> = {}): SignedCertificateTimestamp {
  return {
    source: "certificate",
    log_id: "0123456789abcdef".repeat(4),
    log_name: "Log A",
    operator: "A",
    state: "usable",
    timestamp: "2026-11-01T00:00:00.000Z",
    verified: "verified",
    objection: null,
    ...more,
  };
}

function said(timestamps: readonly SignedCertificateTimestamp[] | null): string | null {
  return timestampFacts({ timestamps } as StepInput)[0]?.[2] ?? null;
}

Deno.test("how many SCTs there are, where they were and who made them is said in one line", () => {
  assert.equal(said([sct(), sct({ log_name: "Log B" })]), "2 in the certificate; verified: Log A, Log B");
  assert.equal(
    said([sct(), sct({ source: "tls_extension", log_name: "Log B" }), sct({ source: "ocsp" })]),
    "1 in the certificate, 1 in the TLS extension, 1 in the OCSP response; verified: Log A, Log B",
  );
});

Deno.test("without a list it is said that nobody looked", () => {
  const unjudged = sct({ log_name: null, verified: "no_log_list" });
  assert.equal(said([unjudged, unjudged]), "2 in the certificate; not verified, no log list");
  assert.equal(
    said([unjudged, sct({ log_id: null, log_name: null, verified: "malformed" })]),
    "2 in the certificate; not readable; not verified, no log list",
  );
});

Deno.test("what is wrong is said of each log", () => {
  const all = [
    sct({ objection: "log_retired" }),
    sct({ log_name: "Log B", verified: "bad_signature" }),
    sct({ log_name: null, verified: "unknown_log" }),
    sct({ log_name: "Log C", verified: "no_issuer" }),
    sct({ log_id: null, log_name: null, verified: "unsupported" }),
  ];
  assert.equal(
    said(all),
    "5 in the certificate; verified: Log A (retired before); bad signature: Log B; " +
      "unknown log: 0123456789abcdef…; not verified without the issuer: Log C; " +
      "not verified, unknown algorithm or version",
  );
});

Deno.test("no SCT is said to be none, and no certificate nothing", () => {
  assert.equal(said([]), "none");
  assert.equal(said(null), null);
});
