/** TLSA records against the certificates that a server sent: RFC 6698, RFC 7671, RFC 7672. */
import assert from "node:assert/strict";
import type { TlsaRecord } from "../../../src/dns/mod.ts";
import { hash } from "../../../src/crypto/mod.ts";
import { certificateAuthority, issue, selfSigned } from "../../../src/demo/certificates.ts";
import { matchTlsa, parseCertificate, type TlsaInput } from "../../../src/x509/mod.ts";

const now = new Date("2026-11-30T12:00:00Z");
const root = await certificateAuthority({ subject: "Root", now });
const intermediate = await certificateAuthority({ subject: "Intermediate", issuer: root });
const leaf = await issue(intermediate, { dnsNames: ["mx.example.com"] });
const stranger = await certificateAuthority({ subject: "Stranger", now });
const sent = [leaf.der, intermediate.der, root.der];

const input: TlsaInput = { certificates: sent, names: ["mx.example.com"], isMailTransfer: false, now };

const digests = { 0: null, 1: "SHA-256", 2: "SHA-512" } as const;

/** The record that `der` has with this selector and matching type. */
async function record(
  usage: number,
  selector: 0 | 1,
  matchingType: 0 | 1 | 2,
  der: Uint8Array,
): Promise<TlsaRecord> {
  const content = selector === 0 ? der : parseCertificate(der).subjectPublicKeyInfo;
  const digest = digests[matchingType];
  const data = digest === null ? content : await hash(digest).digest(content);
  return { certificateUsage: usage, selector, matchingType, data };
}

for (const selector of [0, 1] as const) {
  for (const matchingType of [0, 1, 2] as const) {
    Deno.test(`selector ${selector}, matching type ${matchingType}: each usage matches what it is about`, async () => {
      const match = async (usage: number, der: Uint8Array) =>
        await matchTlsa(await record(usage, selector, matchingType, der), input);
      for (const usage of [1, 3]) {
        assert.deepEqual(await match(usage, leaf.der), { matches: true, certificate: 0, problem: null });
        assert.equal((await match(usage, intermediate.der)).matches, false, "an authority is not the server");
      }
      for (const usage of [0, 2]) {
        assert.deepEqual(await match(usage, intermediate.der), {
          matches: true,
          certificate: 1,
          problem: null,
        });
        assert.deepEqual(await match(usage, root.der), { matches: true, certificate: 2, problem: null });
        assert.equal((await match(usage, stranger.der)).matches, false);
        assert.equal((await match(usage, leaf.der)).matches, false, "a server is no authority");
      }
    });
  }
}

Deno.test("with DANE-EE neither the name nor the dates count: RFC 7671 §5.1", async () => {
  const expired = await selfSigned({
    dnsNames: ["other.example"],
    now,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2020-02-01T00:00:00Z"),
  });
  const found = await matchTlsa(await record(3, 1, 1, expired.der), {
    ...input,
    certificates: [expired.der],
  });
  assert.equal(found.matches, true);
});

Deno.test("with DANE-TA the name, the dates and the path count: RFC 7671 §5.2", async () => {
  const anchored = await record(2, 0, 1, intermediate.der);
  const names = await matchTlsa(anchored, { ...input, names: ["other.example"] });
  assert.equal(names.matches, false);
  assert.match(names.problem ?? "", /mx\.example\.com/);
  const either = await matchTlsa(anchored, { ...input, names: ["other.example", "mx.example.com"] });
  assert.equal(either.matches, true, "one of the names is enough");
  const later = await matchTlsa(anchored, { ...input, now: new Date("2027-11-30T12:00:00Z") });
  assert.deepEqual([later.matches, later.certificate], [false, 1]);
  assert.match(later.problem ?? "", /expired/);
  const unrelated = await matchTlsa(await record(2, 0, 1, stranger.der), {
    ...input,
    certificates: [leaf.der, stranger.der],
  });
  assert.deepEqual([unrelated.matches, unrelated.certificate], [false, 1], "it is sent, and signed nothing");
});

Deno.test("a trust anchor that the record has whole need not be sent: RFC 7671 §5.2.2", async () => {
  const alone = { ...input, certificates: [leaf.der] };
  assert.deepEqual(await matchTlsa(await record(2, 0, 0, intermediate.der), alone), {
    matches: true,
    certificate: null,
    problem: null,
  });
  assert.equal((await matchTlsa(await record(2, 0, 1, intermediate.der), alone)).matches, false);
  const garbage = {
    certificateUsage: 2,
    selector: 0,
    matchingType: 0,
    data: Uint8Array.of(0x30, 0x03, 1, 2, 3),
  };
  assert.match((await matchTlsa(garbage, alone)).problem ?? "", /cannot be read/);
});

Deno.test("mail servers cannot use PKIX-TA and PKIX-EE: RFC 7672 §3.1.3", async () => {
  const mail = { ...input, isMailTransfer: true };
  for (const usage of [0, 1]) {
    const der = usage === 0 ? intermediate.der : leaf.der;
    assert.equal((await matchTlsa(await record(usage, 1, 1, der), mail)).matches, null);
  }
  assert.equal((await matchTlsa(await record(3, 1, 1, leaf.der), mail)).matches, true);
  assert.equal((await matchTlsa(await record(2, 0, 1, intermediate.der), mail)).matches, true);
});

Deno.test("what is not known, and data that no such hash has, cannot be used", async () => {
  const good = await record(3, 1, 1, leaf.der);
  const unusable: Partial<TlsaRecord>[] = [
    { certificateUsage: 4 },
    { certificateUsage: 255 },
    { selector: 2 },
    { matchingType: 3 },
    { data: good.data.subarray(1) },
    { data: new Uint8Array(33) },
    { matchingType: 2 },
    { matchingType: 0, data: new Uint8Array(0) },
  ];
  for (const change of unusable) {
    const { matches, problem } = await matchTlsa({ ...good, ...change }, input);
    assert.equal(matches, null, JSON.stringify(change));
    assert.notEqual(problem, null);
  }
});

Deno.test("without a certificate nothing can be said, and one that cannot be read has no key", async () => {
  const key = await record(3, 1, 1, leaf.der);
  assert.equal((await matchTlsa(key, { ...input, certificates: [] })).matches, null);
  const broken = leaf.der.slice(0, -1);
  assert.equal((await matchTlsa(key, { ...input, certificates: [broken] })).matches, false);
  assert.equal(
    (await matchTlsa(await record(3, 0, 1, leaf.der), { ...input, certificates: [broken] })).matches,
    false,
  );
});
