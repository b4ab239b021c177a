import assert from "node:assert/strict";
import { certificateAuthority, issue, selfSigned } from "../../../src/demo/certificates.ts";
import { explicit, integer, octetString, sequence } from "../../../src/demo/der.ts";
import { extension, signedCertificateTimestamps } from "../../../src/demo/extensions.ts";
import { precertificateTbs } from "../../../src/x509/transparency/precertificate_tbs.ts";
import { sharedSigningKey } from "../../../src/crypto/signing_key.ts";
import { tbsOf, timestampList } from "../../support/ct_log.ts";
import { now } from "./support.ts";

const key = await sharedSigningKey("P-256", "precertificate");
const root = await certificateAuthority({ subject: "Precertificate Root", now });
const fixed = { key, serial: Uint8Array.of(1, 2, 3), dnsNames: ["www.example.com"] };
const unknown = extension("1.2.3.4", Uint8Array.of(5, 0));

Deno.test("without its SCTs a certificate is what it was before, whatever the list's length", async () => {
  const before = tbsOf((await issue(root, fixed)).der);
  // Lengths around the turns from one length octet to two and three, within and around the extension.
  for (const length of [1, 20, 60, 90, 110, 125, 130, 200, 240, 255, 300, 65_000]) {
    const list = timestampList(new Uint8Array(length));
    const after = tbsOf((await issue(root, { ...fixed, signedCertificateTimestamps: list })).der);
    assert.notDeepEqual(after, before);
    assert.deepEqual(precertificateTbs(after), before, `${length} octets`);
  }
});

Deno.test("extensions before and behind the SCTs stay where they are", async () => {
  const list = timestampList(new Uint8Array(119));
  const before = tbsOf((await issue(root, { ...fixed, rawExtensions: [unknown] })).der);
  const after = await issue(root, {
    ...fixed,
    signedCertificateTimestamps: list,
    rawExtensions: [unknown],
  });
  assert.deepEqual(precertificateTbs(tbsOf(after.der)), before);
});

Deno.test("a certificate without SCTs is left as it is", async () => {
  for (const certificate of [await issue(root, fixed), await issue(root, { ...fixed, version: 1 })]) {
    assert.deepEqual(precertificateTbs(tbsOf(certificate.der)), tbsOf(certificate.der));
  }
});

Deno.test("the field goes with its last extension", () => {
  const fields = [explicit(0, integer(2)), integer(7), sequence()];
  const list = signedCertificateTimestamps(timestampList(Uint8Array.of(1)));
  assert.deepEqual(
    precertificateTbs(sequence(...fields, explicit(3, sequence(list)))),
    sequence(...fields),
  );
});

Deno.test("what is not DER elsewhere stays as it was signed", async () => {
  // A critical flag that spells out its default, which DER forbids.
  const odd = sequence(
    Uint8Array.of(0x06, 0x03, 0x2a, 0x03, 0x04),
    Uint8Array.of(1, 1, 0),
    octetString(new Uint8Array(3)),
  );
  const before = tbsOf((await selfSigned({ ...fixed, now, rawExtensions: [odd] })).der);
  const after = await selfSigned({
    ...fixed,
    now,
    rawExtensions: [odd],
    signedCertificateTimestamps: timestampList(new Uint8Array(40)),
  });
  assert.deepEqual(precertificateTbs(tbsOf(after.der)), before);
});
