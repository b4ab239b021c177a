import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

Deno.test("the certificates are spelled out exactly when bytes are asked for", async () => {
  const root = await certificateAuthority({ subject: "Root", now: new Date() });
  const leaf = await issue(root, { dnsNames: ["localhost"] });
  const server = await startTlsServer({ chain: [leaf], protocolVersion: "TLSv1.3", port: 0 });
  try {
    const options = { anchors: [root.pem], noDefaultRoots: true, noNative: true };
    const spelledOut = await check(denoRuntime(), `localhost:${server.port}`, { ...options, bytes: true });
    assert.equal(spelledOut.certificates.length, 2);
    for (const { text, subject } of spelledOut.certificates) assert.ok(text!.includes(`Subject: ${subject}`));
    reportSchema.parse(spelledOut);
    const short = await check(denoRuntime(), `localhost:${server.port}`, options);
    assert.ok(short.certificates.every((certificate) => !("text" in certificate)));
  } finally {
    await server.stop();
  }
});
