import assert from "node:assert/strict";
import { certificateAuthority, issue, selfSigned } from "../../src/demo/certificates.ts";
import { parseCertificate, readPemCertificates, renewalIdentifier } from "../../src/x509/mod.ts";

// RFC 9773 appendix A, with the identifier that §4.1 computes of it.
const example = `-----BEGIN CERTIFICATE-----
MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
+FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
-----END CERTIFICATE-----`;

Deno.test("the identifier is the RFC's own", () => {
  const [der] = readPemCertificates(example);
  assert.equal(renewalIdentifier(parseCertificate(der!)), "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
});

Deno.test("there is no padding, and nothing that a path would have to escape", async () => {
  const authority = await certificateAuthority({ subject: "Authority", now: new Date() });
  for (let serial = 1n; serial < 1n << 40n; serial *= 0x3fbn) {
    const { der } = await issue(authority, { dnsNames: ["a.example"], serial });
    assert.match(renewalIdentifier(parseCertificate(der))!, /^[\w-]{27}\.[\w-]+$/);
  }
});

Deno.test("a certificate that does not identify its authority's key has none", async () => {
  const { der } = await selfSigned({
    dnsNames: ["a.example"],
    now: new Date(),
    extensions: { authorityKeyIdentifier: null },
  });
  const certificate = parseCertificate(der);
  assert.equal(renewalIdentifier(certificate), null);
});
