import assert from "node:assert/strict";
import { DecodeError } from "../../../src/bytes/mod.ts";
import { octetString } from "../../../src/demo/der.ts";
import {
  readSignedCertificateTimestamp,
  readTimestampList,
} from "../../../src/x509/transparency/signed_certificate_timestamp.ts";
import { MalformedCertificateError } from "../../../src/x509/mod.ts";
import { signedCertificateTimestamp } from "../../fixtures/certificate_transparency/published.ts";
import { testLog, timestampList } from "../../support/ct_log.ts";

Deno.test("an SCT is read field by field", async () => {
  const log = await testLog();
  const extensions = Uint8Array.of(0, 0, 5, 1, 2, 3, 4, 5);
  const at = new Date("2026-11-23T11:00:00.123Z");
  const sct = readSignedCertificateTimestamp(await log.signCertificate(Uint8Array.of(1), { at, extensions }));
  assert.equal(sct.version, 0);
  assert.deepEqual(sct.logId, log.id);
  assert.equal(sct.timestamp, BigInt(at.getTime()));
  assert.deepEqual(sct.extensions, extensions);
  assert.deepEqual([sct.hashAlgorithm, sct.signatureAlgorithm], [4, 3]);
  assert.equal(sct.signature[0], 0x30);
});

Deno.test("every prefix of an SCT, and one octet too many, is refused", () => {
  for (let length = 0; length < signedCertificateTimestamp.length; length++) {
    const prefix = signedCertificateTimestamp.subarray(0, length);
    assert.throws(() => readSignedCertificateTimestamp(prefix), DecodeError, `${length} octets`);
  }
  const longer = new Uint8Array([...signedCertificateTimestamp, 0]);
  assert.throws(() => readSignedCertificateTimestamp(longer), DecodeError);
});

Deno.test("an SCT of another version is refused", () => {
  assert.throws(() => readSignedCertificateTimestamp(signedCertificateTimestamp.with(0, 1)), DecodeError);
});

Deno.test("a list of SCTs is read in order", () => {
  const list = octetString(timestampList(Uint8Array.of(1, 2), Uint8Array.of(3)));
  assert.deepEqual(readTimestampList(list), [Uint8Array.of(1, 2), Uint8Array.of(3)]);
});

Deno.test("every prefix of a list, an empty list and an empty SCT are refused", () => {
  const list = octetString(timestampList(Uint8Array.of(1, 2), Uint8Array.of(3)));
  const refused = (bytes: Uint8Array, about: string) =>
    assert.throws(
      () => readTimestampList(bytes),
      (error) => error instanceof DecodeError || error instanceof MalformedCertificateError,
      about,
    );
  for (let length = 0; length < list.length; length++) refused(list.subarray(0, length), `${length} octets`);
  refused(new Uint8Array([...list, 0]), "one octet too many");
  refused(octetString(new Uint8Array([...timestampList(Uint8Array.of(1)), 0])), "one octet too many inside");
  refused(octetString(timestampList()), "no SCT");
  refused(octetString(timestampList(new Uint8Array(0))), "an SCT without octets");
});
