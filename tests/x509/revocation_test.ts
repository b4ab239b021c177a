/** Revocation beside OCSP: lists that were fetched, what certificates say of their sources, and what it does to paths. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { crl, type CrlOptions } from "../../src/demo/crl.ts";
import { explicit, implicit, sequence } from "../../src/demo/der.ts";
import { extension } from "../../src/demo/extensions.ts";
import { directoryName, uri } from "../../src/demo/names.ts";
import {
  crlAddresses,
  judgeCrl,
  mustStaple,
  ocspAddresses,
  parseCertificate,
  type RevocationStatement,
} from "../../src/x509/mod.ts";
import { days, hierarchy, judgementOf, now } from "./support.ts";

const { intermediate, leaf, root } = await hierarchy();

async function judged(options: CrlOptions = {}, issuer = intermediate): Promise<RevocationStatement> {
  const { der } = await crl(issuer, options);
  return await judgeCrl({
    crl: der,
    certificate: parseCertificate(leaf.der),
    issuer: parseCertificate(intermediate.der),
    now,
  });
}

Deno.test("a list that does not have the certificate says good, with its period", async () => {
  const statement = await judged({ thisUpdate: days(-1), nextUpdate: days(6) });
  assert.deepEqual([statement.status, statement.problem], ["good", null]);
  assert.deepEqual([statement.thisUpdate, statement.nextUpdate], [days(-1), days(6)]);
});

Deno.test("a list that has it says revoked, since when and why, however old it is", async () => {
  const revoked = [{ serialNumber: leaf.serialNumber, revocationDate: days(-3), reason: 4 }];
  for (const nextUpdate of [days(6), days(-1)]) {
    const statement = await judged({ revoked, thisUpdate: days(-2), nextUpdate });
    assert.deepEqual([statement.status, statement.revokedAt, statement.reason], ["revoked", days(-3), 4]);
  }
});

Deno.test("a list that is old, forged or another issuer's says nothing", async () => {
  assert.equal((await judged({ thisUpdate: days(-9), nextUpdate: days(-2) })).problem, "stale");
  assert.equal((await judged({ signedBy: await generateSigningKey("P-256") })).problem, "unusable");
  assert.equal((await judged({}, root)).problem, "unusable");
  const forged = { revoked: [{ serialNumber: leaf.serialNumber }], signedBy: leaf.key };
  assert.equal((await judged(forged)).status, "invalid");
});

Deno.test("what is not a list is malformed", async () => {
  const certificate = parseCertificate(leaf.der);
  const issuer = parseCertificate(intermediate.der);
  const list = (await crl(intermediate)).der;
  for (
    const octets of [new Uint8Array(0), leaf.der, list.subarray(0, -1), new TextEncoder().encode("<html>")]
  ) {
    assert.equal((await judgeCrl({ crl: octets, certificate, issuer, now })).problem, "malformed");
  }
});

Deno.test("a certificate names its OCSP responders and its lists, each once", async () => {
  const certificate = parseCertificate(
    (await issue(intermediate, {
      dnsNames: ["www.example.com"],
      authorityInfoAccess: {
        ocsp: ["http://o.example/", "http://o.example/"],
        caIssuers: ["http://i.example/"],
      },
      crlDistributionPoints: ["http://c.example/1", "ldap://c.example/2", "http://c.example/1"],
    })).der,
  );
  assert.deepEqual(ocspAddresses(certificate), ["http://o.example/"]);
  assert.deepEqual(crlAddresses(certificate), ["http://c.example/1", "ldap://c.example/2"]);
  const plain = parseCertificate(leaf.der);
  assert.deepEqual([ocspAddresses(plain), crlAddresses(plain)], [[], []]);
});

Deno.test("lists of some reasons only, and of other issuers, are not asked", async () => {
  const name = explicit(0, explicit(0, uri("http://c.example/")));
  const points = sequence(
    sequence(name, implicit(1, Uint8Array.of(1, 0x40))),
    sequence(name, explicit(2, directoryName({ CN: "Another" }))),
  );
  const certificate = await issue(intermediate, { rawExtensions: [extension("2.5.29.31", points)] });
  assert.deepEqual(crlAddresses(parseCertificate(certificate.der)), []);
});

Deno.test("RFC 7633: feature 5 is must-staple, and no other is", async () => {
  assert.equal(mustStaple(parseCertificate(leaf.der)), false);
  assert.equal(mustStaple(parseCertificate((await issue(intermediate, { mustStaple: true })).der)), true);
  const other = extension("1.3.6.1.5.5.7.1.24", sequence(Uint8Array.of(2, 1, 17)));
  assert.equal(
    mustStaple(parseCertificate((await issue(intermediate, { rawExtensions: [other] })).der)),
    false,
  );
});

Deno.test("a revocation that is known fails each path with the certificate, and says who says so", async () => {
  const hierarchyHere = { root, intermediate, leaf };
  const known = { certificate: leaf.der, revokedAt: days(-3), reason: 1, according: "the responder" };
  const { chain, violations } = await judgementOf(hierarchyHere, { revocations: [known] });
  assert.equal(chain.error?.code, "revoked");
  assert.equal(
    chain.error?.message,
    "The certificate was revoked on 2026-11-20, reason keyCompromise, says the responder",
  );
  assert.deepEqual([chain.trusted, chain.paths[0]!.trusted], [false, false]);
  assert.ok(violations.some(({ rule }) => rule === "revoked"));

  const above = { ...known, certificate: intermediate.der, revokedAt: null, reason: null };
  const revoked = await judgementOf(hierarchyHere, { revocations: [above] });
  assert.equal(
    revoked.chain.error?.message,
    'The intermediate "Test Intermediate" was revoked, says the responder',
  );
});

Deno.test("a path around a revoked cross-certificate is as good as before", async () => {
  const otherRoot = await certificateAuthority({ subject: { O: "Test", CN: "Other Root" }, now });
  const cross = await certificateAuthority({
    subject: { O: "Test", CN: "Test Intermediate" },
    key: intermediate.key,
    issuer: otherRoot,
  });
  const known = { certificate: cross.der, revokedAt: null, reason: null, according: "the responder" };
  const { chain } = await judgementOf({ root, intermediate, leaf }, {
    certificates: [leaf.der, cross.der, intermediate.der, otherRoot.der],
    revocations: [known],
  });
  assert.deepEqual([chain.error, chain.trusted], [null, true]);
});
