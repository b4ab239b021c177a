import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import { chooseTrustStore } from "../../src/check/trust.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { mozillaRootsProvenance } from "../../src/x509/mod.ts";

const now = new Date();
const root = await certificateAuthority({ subject: "Root", now });
const other = await certificateAuthority({ subject: "Other", now });

Deno.test("a trust store says what is in it and where that is from", () => {
  const { count, source, generatedOn } = mozillaRootsProvenance;
  const mozillas = `Mozilla's root store, ${count} certificates: ${source}, taken on ${generatedOn}`;
  assert.equal(chooseTrustStore({}).provenance, mozillas);
  assert.equal(
    chooseTrustStore({ anchors: [root.pem], noDefaultRoots: true }).provenance,
    "the given anchors, 1 certificate",
  );
  assert.equal(
    chooseTrustStore({ anchors: [root.pem + other.pem], anchorsName: "ca.pem" }).provenance,
    `ca.pem, 2 certificates; ${mozillas}`,
  );
});

Deno.test("the same anchors under another name are called by it", () => {
  const named = (anchorsName: string) =>
    chooseTrustStore({ anchors: [root.pem], anchorsName, noDefaultRoots: true }).name;
  assert.equal(named("a.pem"), "a.pem");
  assert.equal(named("b.pem"), "b.pem");
});

Deno.test("a report says whose roots were trusted, and a refusal names them", async () => {
  const leaf = await issue(root, { dnsNames: ["localhost"] });
  const server = await startTlsServer({ chain: [leaf, root], protocolVersion: "TLSv1.3", port: 0 });
  try {
    const { steps, chain } = await check(denoRuntime(), `localhost:${server.port}`, {
      anchors: [other.pem],
      anchorsName: "company.pem",
      noDefaultRoots: true,
      noNative: true,
    });
    const facts = steps.find(({ id }) => id === "authentication")!.facts;
    assert.equal(facts.find(({ name }) => name === "trusted_roots")?.value, "company.pem, 1 certificate");
    assert.match(chain!.error!.message, /which is not in company\.pem$/);
  } finally {
    await server.stop();
  }
});
