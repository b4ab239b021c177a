/** Expectations through the three doors, of servers that meet them and of servers that do not. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { CheckOptions } from "../../src/check.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { answering, httpOk, tlsServer } from "../support/peers.ts";
import { issued } from "./certificates.ts";
import { checkHere, throughApi, throughCommand } from "./support.ts";

const certificate = await issued();
const leaf = createHash("sha256").update(certificate.chain[0]!).digest("hex");
const withColons = leaf.toUpperCase().match(/../g)!.join(":");
const other = "00".repeat(32);
const runtime = () =>
  new MemoryRuntime({
    peer: tlsServer({ certificate, applicationProtocol: "h2", application: answering(httpOk) }),
  });

/** Options, the same for the command line, and for the API. */
type Row = readonly [CheckOptions, readonly string[], Readonly<Record<string, string>>];

const met: readonly Row[] = [
  [{ expectFingerprint: [leaf] }, ["--expect-fingerprint", leaf], { expect_fingerprint: leaf }],
  [
    { expectFingerprint: [other, withColons] },
    ["--expect-fingerprint", other, "--expect-fingerprint", withColons],
    { expect_fingerprint: `${other},${withColons}` },
  ],
  [{ expectIssuer: "scripted root" }, ["--expect-issuer", "Scripted Root"], {
    expect_issuer: "SCRIPTED ROOT",
  }],
  [{ expectGroup: "X25519" }, ["--expect-group", "0x1d"], { expect_group: "x25519" }],
  [{ minVersion: "TLSv1.3" }, ["--min-version", "1.3"], { min_version: "TLS 1.3" }],
  [{ minVersion: "tls1_2" }, ["--min-version", "TLS1.2"], { min_version: "1.0" }],
  [{ expectAlpn: "h2" }, ["--expect-alpn", "h2"], { expect_alpn: "h2" }],
];

const unmet: readonly [string, ...Row][] = [
  [
    "expectation.fingerprint",
    { expectFingerprint: [other] },
    ["--expect-fingerprint", other],
    { expect_fingerprint: other },
  ],
  ["expectation.issuer", { expectIssuer: "Scripted" }, ["--expect-issuer", "Root"], { expect_issuer: "CN" }],
  ["expectation.group", { expectGroup: "P-256" }, ["--expect-group", "0x11ec"], { expect_group: "x448" }],
  ["expectation.alpn", { expectAlpn: "http/1.1" }, ["--expect-alpn", "http/1.1"], {
    expect_alpn: "http/1.1",
  }],
  [
    "client_certificate.not_requested",
    { expectClientCertificate: true },
    ["--expect-client-certificate"],
    { expect_client_certificate: "1" },
  ],
];

for (const [options, args, parameters] of met) {
  Deno.test(`met: ${args.join(" ").slice(0, 60)}`, async () => {
    assert.equal((await checkHere(runtime(), options)).verdict, "pass");
    assert.equal((await throughCommand(runtime(), args)).status, 0);
    assert.equal((await throughApi(runtime(), parameters)).verdict, "pass");
  });
}

for (const [id, options, args, parameters] of unmet) {
  Deno.test(`not met: ${args.join(" ").slice(0, 60)}`, async () => {
    const command = await throughCommand(runtime(), args);
    assert.equal(command.status, 2);
    const reports = [
      await checkHere(runtime(), options),
      command.report,
      await throughApi(runtime(), parameters),
    ];
    for (const { verdict, findings, summary } of reports) {
      assert.equal(verdict, "fail");
      assert.deepEqual(findings.map(({ id }) => id), [id]);
      assert.ok(summary.startsWith(findings[0]!.title));
    }
  });
}

Deno.test("all of them together, and each that is not met is told", async () => {
  const { verdict, findings } = await checkHere(runtime(), {
    expectFingerprint: [other],
    expectIssuer: "Scripted Root",
    expectGroup: "X25519MLKEM768",
    minVersion: "1.2",
    expectAlpn: "h2",
  });
  assert.equal(verdict, "fail");
  assert.deepEqual(findings.map(({ id }) => id), ["expectation.fingerprint", "expectation.group"]);
});

Deno.test("a certificate that cannot be read has a fingerprint all the same", async () => {
  const unreadable = { ...certificate, chain: [new TextEncoder().encode("no certificate")] };
  const report = await checkHere(new MemoryRuntime({ peer: tlsServer({ certificate: unreadable }) }), {
    expectFingerprint: [other],
    expectIssuer: "Scripted Root",
  });
  const ids = report.findings.map(({ id }) => id);
  assert.ok(ids.includes("expectation.fingerprint") && ids.includes("expectation.not_compared"), String(ids));
  assert.equal(report.verdict, "fail");
});
