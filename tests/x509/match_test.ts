import assert from "node:assert/strict";
import { type CertificateOptions, selfSigned } from "../../src/demo/certificates.ts";
import { matchServerName, type NameMatch, parseCertificate } from "../../src/x509/mod.ts";
import { now } from "./support.ts";

async function match(options: CertificateOptions, name: string): Promise<NameMatch> {
  return matchServerName(parseCertificate((await selfSigned({ now, ...options })).der), name);
}

Deno.test("a match says which name covers it", async () => {
  const result = await match({ dnsNames: ["a.example", "*.b.example"] }, "www.b.example.");
  assert.deepEqual(result, {
    matches: true,
    message: '"www.b.example" is covered by "*.b.example"',
    hint: null,
    matched: "*.b.example",
  });
});

Deno.test("a mismatch says what the certificate is valid for", async () => {
  const result = await match({ dnsNames: ["a.example", "*.b.example"] }, "c.example");
  assert.equal(result.matches, false);
  assert.equal(result.message, "The certificate is valid for a.example and *.b.example, not c.example");
  assert.match(result.hint!, /"c\.example"/);
});

Deno.test("a long list of names is cut", async () => {
  const dnsNames = Array.from({ length: 40 }, (_, i) => `n${i}.example`);
  assert.equal(
    (await match({ dnsNames }, "c.example")).message,
    "The certificate is valid for n0.example, n1.example, n2.example, n3.example, n4.example and 35 more, not c.example",
  );
});

Deno.test("a wildcard that nearly matches is explained", async () => {
  for (const name of ["example.com", "a.b.example.com"]) {
    assert.match(
      (await match({ dnsNames: ["*.example.com"] }, name)).message,
      /wildcard in "\*\.example\.com" stands for exactly one label/,
    );
  }
});

Deno.test("the common name does not count, and where it would have matched that is said (RFC 9525 §2)", async () => {
  const result = await match({ subject: "www.example.com" }, "www.example.com");
  assert.equal(result.matches, false);
  assert.match(result.message, /no subjectAltName/);
  assert.match(result.message, /common name "www\.example\.com" does not count/);
  assert.match(
    (await match({ emailAddresses: ["a@b.example"] }, "b.example")).message,
    /no DNS name or address/,
  );
});

Deno.test("an address is looked for among addresses only, in every spelling", async () => {
  assert.ok((await match({ ipAddresses: ["192.0.2.1"] }, "192.0.2.1")).matches);
  assert.ok((await match({ ipAddresses: ["2001:db8::1"] }, "[2001:DB8:0:0::0001]")).matches);
  assert.ok(!(await match({ ipAddresses: ["192.0.2.1"] }, "192.0.2.2")).matches);
  assert.ok(!(await match({ ipAddresses: ["::ffff:192.0.2.1"] }, "192.0.2.1")).matches);
  assert.ok(!(await match({ dnsNames: ["*.0.2.1"] }, "192.0.2.1")).matches);
  const text = await match({ dnsNames: ["192.0.2.1"] }, "192.0.2.1");
  assert.equal(text.matches, false);
  assert.match(text.message, /as a dNSName, where no client looks/);
});

Deno.test("what is no name is said to be none", async () => {
  assert.match(
    (await match({ dnsNames: ["a.example"] }, "a b")).message,
    /neither a DNS name nor an address/,
  );
});
