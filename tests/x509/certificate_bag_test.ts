import assert from "node:assert/strict";
import { explicit, integer, objectIdentifier, sequence, set } from "../../src/demo/der.ts";
import { MalformedCertificateError, readCertificateBag } from "../../src/x509/mod.ts";
import { hierarchy, pem } from "./support.ts";

const { root, intermediate, leaf } = await hierarchy();

/** A CMS message with nothing but certificates in it, RFC 5272 §4.1. */
function certsOnly(...certificates: readonly Uint8Array[]): Uint8Array {
  const data = sequence(objectIdentifier("1.2.840.113549.1.7.1"));
  const signedData = sequence(integer(1), set(), data, explicit(0, ...certificates), set());
  return sequence(objectIdentifier("1.2.840.113549.1.7.2"), explicit(0, signedData));
}

Deno.test("one certificate in DER is itself", () => {
  assert.deepEqual(readCertificateBag(intermediate.der), [intermediate.der]);
});

Deno.test("PEM is read where DER should be, with whatever stands around it", () => {
  const text = `subject=CN = x\r\n${pem(intermediate, root)}`;
  assert.deepEqual(readCertificateBag(new TextEncoder().encode(text)), [intermediate.der, root.der]);
});

Deno.test("a certs-only message gives its certificates in order, and may be empty", () => {
  assert.deepEqual(readCertificateBag(certsOnly(intermediate.der, root.der)), [intermediate.der, root.der]);
  assert.deepEqual(readCertificateBag(certsOnly()), []);
});

Deno.test("attribute certificates in it are passed over, and of hundreds the first 32 are taken", () => {
  assert.deepEqual(readCertificateBag(certsOnly(explicit(2, integer(1)), leaf.der)), [leaf.der]);
  assert.equal(readCertificateBag(certsOnly(...Array(200).fill(leaf.der))).length, 32);
});

for (
  const [what, octets] of [
    ["nothing", new Uint8Array(0)],
    ["a page", new TextEncoder().encode("<!doctype html><title>404</title>")],
    ["another CMS message", sequence(objectIdentifier("1.2.840.113549.1.7.1"))],
    ["a certificate and more", Uint8Array.of(...leaf.der, 0)],
    ["half a certificate", leaf.der.subarray(0, 100)],
    ["half a message", certsOnly(leaf.der).subarray(0, 100)],
    ["PEM that is not base64", new TextEncoder().encode(pem(leaf).replace(/M/g, "?"))],
  ] as const
) {
  Deno.test(`${what} is no certificate`, () => {
    assert.throws(() => readCertificateBag(octets), MalformedCertificateError);
  });
}
