/** What a deep check asks of DNS and over HTTP, on every runtime alike: through the service, at a resolver of this machine. */
import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import { hash } from "../../src/crypto/mod.ts";
import { certificateAuthority, issue, pemChain } from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import type { Deep } from "../../src/report/mod.ts";
import { parseCertificate } from "../../src/x509/mod.ts";
import { type DnsServer, rdata, startDnsServer, type Zone } from "../support/dns_server.ts";
import type { Instance } from "./suite.ts";

export interface Subject {
  readonly name: string;
  readonly missing?: string | undefined;
  /** Starts the service so that it checks this machine for everyone, and asks this resolver. */
  start(resolver: DnsServer): Promise<Instance>;
}

export function aroundTlsOn({ name, missing, start }: Subject): void {
  Deno.test({
    name: `what is around TLS, on ${name}${missing === undefined ? "" : ` (${missing})`}`,
    ignore: missing !== undefined,
    fn: () => ask(start),
  });
}

async function ask(start: Subject["start"]): Promise<void> {
  const root = await certificateAuthority({ subject: "Root", now: new Date() });
  const leaf = await issue(root, { dnsNames: ["www.example.com"] });
  const server = Deno.serve(
    {
      ...{ hostname: "127.0.0.1", port: 0, onListen: () => {} },
      ...{ cert: pemChain(leaf), key: toPem("PRIVATE KEY", leaf.key.pkcs8) },
    },
    () =>
      new Response("", { headers: { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } }),
  );
  const { port } = server.addr;
  const resolver = startDnsServer(await zoneFor(leaf.der, port));
  const instance = await start(resolver);
  try {
    const response = await instance.fetch(
      `/api/v1/check?target=https://www.example.com:${port}&deep=1&native=0&timeout=30&fields=deep`,
    );
    assert.equal(response.status, 200);
    const { deep: { facts, probes } } = await response.json() as { deep: Deep };
    const failed = probes.filter(({ status, id }) => ids.has(id) && status === "failed");
    assert.deepEqual(failed, []);
    assert.equal(facts.caa?.domain, "example.com");
    assert.deepEqual(facts.caa?.records.map(({ issuer }) => issuer), ["ca.example"]);
    assert.equal(facts.caa?.authenticated, true);
    assert.equal(facts.dane?.matches, true);
    assert.equal(facts.dane?.authenticated, null, "the resolver does not even validate the root");
    assert.deepEqual(facts.https_record?.records.map(({ application_protocols }) => application_protocols), [[
      "h2",
    ]]);
    assert.equal(facts.hsts?.max_age_seconds, 63_072_000);
    assert.equal(facts.hsts?.include_subdomains, true);
    assert.notEqual(facts.http_redirect, null, "whatever there is on port 80 of this machine");
    for (const id of ["mta_sts", "tls_rpt"]) {
      assert.equal(probes.find((probe) => probe.id === id)?.status, "not_applicable");
    }
  } finally {
    await instance.stop();
    await resolver.stop();
    await server.shutdown();
  }
}

const ids = new Set(["caa", "dane", "https_record", "hsts", "http_redirect", "mta_sts", "tls_rpt"]);

async function zoneFor(leaf: Uint8Array, port: number): Promise<Zone> {
  const key = await hash("SHA-256").digest(parseCertificate(leaf).subjectPublicKeyInfo);
  return {
    "www.example.com A": { records: [rdata.a("127.0.0.1")] },
    "example.com CAA": { records: [rdata.caa(0, "issue", "ca.example")], authenticData: true },
    [`_${port}._tcp.www.example.com TLSA`]: { records: [rdata.tlsa(3, 1, 1, key)] },
    [`_${port}._https.www.example.com HTTPS`]: { records: [rdata.https(1, ".", { 1: fromHex("02 6832") })] },
  };
}
