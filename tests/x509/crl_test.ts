import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { crl, type CrlOptions } from "../../src/demo/crl.ts";
import { boolean, contentOf, explicit, implicit, nullValue, sequence } from "../../src/demo/der.ts";
import { extension } from "../../src/demo/extensions.ts";
import { uri } from "../../src/demo/names.ts";
import { parseCrl } from "../../src/x509/crl/parse.ts";
import { MalformedCertificateError } from "../../src/x509/mod.ts";
import { days, type Hierarchy, hierarchy, judgementOf, now, validationOf } from "./support.ts";

async function judged(chain: Hierarchy, ...crls: { readonly der: Uint8Array }[]) {
  return await validationOf(chain, { crls: crls.map(({ der }) => der) });
}

Deno.test("a certificate on its issuer's list is revoked, with the day and the reason", async () => {
  const chain = await hierarchy();
  const list = await crl(chain.intermediate, {
    revoked: [
      { serialNumber: Uint8Array.of(1) },
      { serialNumber: chain.leaf.serialNumber, revocationDate: days(-2), reason: 1 },
    ],
  });
  const { error, trusted, ok } = await judged(chain, list);
  assert.equal(error?.code, "revoked");
  assert.equal(
    error?.message,
    'The certificate was revoked on 2026-11-21 by "Test Intermediate", reason keyCompromise',
  );
  assert.equal(trusted, false);
  assert.equal(ok, false);
});

Deno.test("a certificate that its issuer's list does not have is as good as without it", async () => {
  const chain = await hierarchy();
  assert.equal((await judged(chain, await crl(chain.intermediate), await crl(chain.root))).error, null);
});

Deno.test("an intermediate can be revoked by its root", async () => {
  const chain = await hierarchy();
  const list = await crl(chain.root, { revoked: [{ serialNumber: chain.intermediate.serialNumber }] });
  assert.match(
    (await judged(chain, list)).error!.message,
    /^The intermediate "Test Intermediate" was revoked/,
  );
});

Deno.test("another issuer's list says nothing, whatever is on it", async () => {
  const chain = await hierarchy();
  const other = await hierarchy({ intermediate: { subject: "Other" } });
  const list = await crl(other.intermediate, { revoked: [{ serialNumber: chain.leaf.serialNumber }] });
  assert.equal((await judged(chain, list)).error, null);
});

Deno.test("an entry that was removed from hold is not revoked", async () => {
  const chain = await hierarchy();
  const list = await crl(chain.intermediate, {
    revoked: [{ serialNumber: chain.leaf.serialNumber, reason: 8 }],
  });
  assert.equal((await judged(chain, list)).error, null);
});

Deno.test("a list that cannot be used leaves the status unknown: the profile refuses, clients are told", async () => {
  const chain = await hierarchy();
  const reasons: [CrlOptions, RegExp][] = [
    [{ signedBy: await generateSigningKey("P-256") }, /not signed by its issuer's key/],
    [{ thisUpdate: days(-9) }, /was to be replaced on 2026-11-21/],
    [{ thisUpdate: days(1) }, /from the future/],
    [{ nextUpdate: null }, /does not say when the next one comes/],
    [{ rawExtensions: [extension("1.2.3.4", nullValue(), true)] }, /critical extension 1\.2\.3\.4/],
    [{ rawExtensions: [extension("2.5.29.27", nullValue(), true)] }, /a delta/],
    [{ rawExtensions: [extension("2.5.29.28", nullValue(), true)] }, /readably/],
    [{ rawExtensions: [point(implicit(2, Uint8Array.of(0xff)))] }, /for authorities only/],
    [{ rawExtensions: [point(implicit(5, Uint8Array.of(0xff)))] }, /attribute certificates/],
    [{ rawExtensions: [point(implicit(4, contentOf(boolean(true))))] }, /several issuers/],
    [{ rawExtensions: [point(implicit(3, Uint8Array.of(6, 0x40)))] }, /only some reasons/],
    [
      { rawExtensions: [point(explicit(0, explicit(0, uri("http://other.example/"))))] },
      /another distribution point/,
    ],
  ];
  for (const [options, message] of reasons) {
    const list = await crl(chain.intermediate, options);
    const { error } = await judged(chain, list);
    assert.equal(error?.code, "policy_violation", String(message));
    assert.match(error!.message, /^The certificate may have been revoked: the CRL of "Test Intermediate" /);
    assert.match(error!.message, message);
    assert.equal((await judgementOf(chain, { crls: [list.der] })).chain.error, null);
  }
});

Deno.test("a genuine list revokes, however old it is; one that is not genuine or not for it does not", async () => {
  const chain = await hierarchy();
  const revoked = [{ serialNumber: chain.leaf.serialNumber }];
  for (const options of [{ thisUpdate: days(-30) }, { nextUpdate: null }, { thisUpdate: days(1) }]) {
    const list = await crl(chain.intermediate, { revoked, ...options });
    assert.equal((await judged(chain, list)).error?.code, "revoked");
    assert.equal((await judgementOf(chain, { crls: [list.der] })).chain.error?.code, "revoked");
  }
  const forged = await crl(chain.intermediate, { revoked, signedBy: await generateSigningKey("P-256") });
  assert.equal((await judged(chain, forged)).error?.code, "policy_violation");
  const forAuthorities = [point(implicit(2, Uint8Array.of(0xff)))];
  const other = await crl(chain.intermediate, { revoked, rawExtensions: forAuthorities });
  assert.equal((await judged(chain, other)).error?.code, "policy_violation");
});

Deno.test("a list for the certificate's own distribution point is used", async () => {
  const address = "http://crl.example/1.crl";
  const chain = await hierarchy({ leaf: { crlDistributionPoints: [address] } });
  const rawExtensions = [point(explicit(0, explicit(0, uri(address))))];
  const list = await crl(chain.intermediate, {
    revoked: [{ serialNumber: chain.leaf.serialNumber }],
    rawExtensions,
  });
  assert.equal((await judged(chain, list)).error?.code, "revoked");
});

Deno.test("an issuer whose keyUsage has no cRLSign signs no list (RFC 5280 §4.2.1.3)", async () => {
  const chain = await hierarchy({ intermediate: { keyUsage: ["keyCertSign"] } });
  const { error } = await judged(chain, await crl(chain.intermediate));
  assert.match(error!.message, /no cRLSign/);
});

Deno.test("of two lists one that can be used is enough", async () => {
  const chain = await hierarchy();
  const old = await crl(chain.intermediate, { thisUpdate: days(-30) });
  assert.equal((await judged(chain, old, await crl(chain.intermediate))).error, null);
});

Deno.test("every proper prefix of a list is refused, and so is a trailing octet", async () => {
  const { intermediate } = await hierarchy();
  const { der } = await crl(intermediate, { revoked: [{ serialNumber: Uint8Array.of(5), reason: 1 }] });
  for (let length = 0; length < der.length; length++) {
    assert.throws(() => parseCrl(der.subarray(0, length)), MalformedCertificateError, `${length} octets`);
  }
  assert.throws(() => parseCrl(Uint8Array.of(...der, 0)), MalformedCertificateError);
  assert.equal(parseCrl(der).find(Uint8Array.of(5))?.reason, 1);
  assert.equal(parseCrl(der).find(Uint8Array.of(6)), null);
});

Deno.test("a long list is searched to its end", async () => {
  const { intermediate } = await hierarchy();
  const serial = (i: number) => Uint8Array.of(1, i >> 16, (i >> 8) & 0xff, i & 0xff);
  const revoked = Array.from(
    { length: 30_000 },
    (_, i) => ({ serialNumber: serial(i), revocationDate: now }),
  );
  const list = parseCrl((await crl(intermediate, { revoked })).der);
  assert.notEqual(list.find(serial(29_999)), null);
  assert.equal(list.find(Uint8Array.of(2)), null);
});

function point(...fields: Uint8Array[]): Uint8Array {
  return extension("2.5.29.28", sequence(...fields), true);
}
