import "reflect-metadata";
import assert from "node:assert/strict";
import { X509Certificate } from "@peculiar/x509";
import { X509Certificate as NodeCertificate } from "node:crypto";
import { fromBase64, fromHex } from "../../src/bytes/mod.ts";
import { sequence } from "../../src/demo/der.ts";
import { issue } from "../../src/demo/certificates.ts";
import {
  MAXIMUM_CERTIFICATE_OCTETS,
  MAXIMUM_TEXT_CHARACTERS,
  MAXIMUM_TEXT_OCTETS,
} from "../../src/x509/bounds.ts";
import { extensionTypes } from "../../src/x509/extension/mod.ts";
import {
  certificateText,
  describeCertificate,
  MalformedCertificateError,
  parseCertificate,
} from "../../src/x509/mod.ts";
import { roots } from "../../src/x509/roots_data.ts";
import { days, hierarchy, now } from "./support.ts";

Deno.test("every root is read as @peculiar/x509 reads it", () => {
  for (const [, base64] of roots) {
    const ours = parseCertificate(fromBase64(base64));
    const theirs = new X509Certificate(fromBase64(base64));
    assert.equal(ours.serialNumber.toHex().replace(/^00(?=.)/, ""), theirs.serialNumber);
    assert.equal(ours.validity.notBefore?.getTime(), theirs.notBefore.getTime());
    assert.equal(ours.validity.notAfter?.getTime(), theirs.notAfter.getTime());
    assert.equal(ours.subject.der.toHex(), new Uint8Array(theirs.subjectName.toArrayBuffer()).toHex());
    assert.equal(ours.issuer.der.toHex(), new Uint8Array(theirs.issuerName.toArrayBuffer()).toHex());
    assert.equal(ours.subjectPublicKeyInfo.toHex(), new Uint8Array(theirs.publicKey.rawData).toHex());
    assert.equal(ours.signatureValue.toHex(), new Uint8Array(theirs.signature).toHex());
    const shape = ({ critical, value }: { critical: boolean; value: ArrayBuffer | Uint8Array }) =>
      `${critical} ${new Uint8Array(value).toHex()}`;
    assert.deepEqual(ours.extensions.map(shape), Array.from(theirs.extensions, shape));
    assert.deepEqual(
      ours.extensions.map(({ oid }) => oid),
      Array.from(theirs.extensions, ({ type }) => type),
    );
  }
});

Deno.test("every extension of every root that is known here can be decoded", () => {
  for (const [, base64] of roots) {
    const root = parseCertificate(fromBase64(base64));
    for (const { oid } of root.extensions) {
      const type = extensionTypes.get(oid);
      if (type !== undefined) assert.doesNotThrow(() => root.extension(type));
    }
  }
});

Deno.test("a certificate is described as Node reads it", async () => {
  const { leaf, intermediate } = await hierarchy({
    leaf: {
      subject: { C: "XX", O: "Ex, Inc.", CN: "www.example.com" },
      dnsNames: ["www.example.com", "*.example.com"],
      ipAddresses: ["192.0.2.1", "2001:db8::1"],
      notBefore: days(-10),
      notAfter: days(30),
    },
  });
  const node = new NodeCertificate(leaf.der);
  const description = await describeCertificate(parseCertificate(leaf.der), now, "sent");
  assert.equal(description.fingerprint_sha256, node.fingerprint256.replaceAll(":", "").toLowerCase());
  assert.equal(description.subject, "CN=www.example.com,O=Ex\\, Inc.,C=XX");
  assert.equal(description.issuer, "CN=Test Intermediate,O=Test");
  assert.equal(BigInt(`0x${description.serial_number}`), BigInt(`0x${node.serialNumber}`));
  assert.equal(description.serial_number, leaf.serialNumber.toHex());
  const { leaf: high } = await hierarchy({ leaf: { serial: 0xff00n } });
  assert.equal((await describeCertificate(parseCertificate(high.der), now, "sent")).serial_number, "ff00");
  assert.equal(description.not_before, "2026-11-13T12:00:00Z");
  assert.equal(description.not_after, "2026-12-23T12:00:00Z");
  assert.equal(description.lifetime_remaining_percent, 75);
  assert.deepEqual(description.dns_names, ["www.example.com", "*.example.com"]);
  assert.deepEqual(description.ip_addresses, ["192.0.2.1", "2001:db8::1"]);
  assert.deepEqual(description.public_key, { algorithm: "EC", curve: "P-256", bits: 256 });
  assert.equal(description.signature_algorithm, "ecdsa-with-SHA256");
  assert.equal(description.source, "sent");
  assert.deepEqual(fromBase64(description.cert_data), leaf.der);
  assert.ok(node.checkIssued(new NodeCertificate(intermediate.der)));
});

Deno.test("the share of the lifetime that remains is within 0 and 100", async () => {
  const { leaf } = await hierarchy({ leaf: { notBefore: days(-10), notAfter: days(10) } });
  const certificate = parseCertificate(leaf.der);
  const remaining = async (at: Date) =>
    (await describeCertificate(certificate, at, "sent")).lifetime_remaining_percent;
  assert.equal(await remaining(days(-20)), 100);
  assert.equal(await remaining(now), 50);
  assert.equal(await remaining(days(20)), 0);
});

Deno.test("every proper prefix of a certificate is refused, and so is a trailing octet", async () => {
  const { leaf } = await hierarchy();
  for (let length = 0; length < leaf.der.length; length++) {
    assert.throws(
      () => parseCertificate(leaf.der.subarray(0, length)),
      MalformedCertificateError,
      `${length} octets`,
    );
  }
  assert.throws(() => parseCertificate(Uint8Array.of(...leaf.der, 0)), /1 octets too many/);
});

Deno.test("no octet of a certificate, changed to any of three values, makes anything but a certificate or a refusal", async () => {
  const { leaf } = await hierarchy();
  for (let at = 0; at < leaf.der.length; at++) {
    for (const value of [0x00, 0x80, 0xff]) {
      const changed = leaf.der.slice();
      changed[at] = value;
      try {
        const certificate = parseCertificate(changed);
        for (const type of extensionTypes.values()) certificate.readable(type);
        await describeCertificate(certificate, now, "sent");
      } catch (error) {
        assert.ok(error instanceof MalformedCertificateError, `octet ${at}: ${error}`);
      }
    }
  }
});

Deno.test("a refusal says where and what was being read", () => {
  const error = (() => {
    try {
      parseCertificate(fromHex("3006 3004 a002 0201"));
    } catch (error) {
      return error;
    }
    return null;
  })();
  assert.ok(error instanceof MalformedCertificateError);
  assert.equal(error.code, "malformed_certificate");
  assert.equal(error.field, "version");
  assert.equal(error.offset, 6);
});

Deno.test("what is too large to look at is refused before it is read", () => {
  const huge = sequence(new Uint8Array(MAXIMUM_CERTIFICATE_OCTETS));
  assert.throws(
    () => parseCertificate(huge),
    (error) => error instanceof MalformedCertificateError && error.code === "too_complex",
  );
});

Deno.test("an extension that cannot be read does not hide the rest", async () => {
  const { intermediate } = await hierarchy();
  const { der } = await issue(intermediate, {
    extensions: { subjectAltName: sequence(fromHex("0603551d11"), fromHex("0403414243")) },
  });
  const certificate = parseCertificate(der);
  const type = extensionTypes.get("2.5.29.17")!;
  assert.throws(() => certificate.extension(type), MalformedCertificateError);
  assert.throws(
    () => certificate.extension(type),
    MalformedCertificateError,
    "asked twice, it is refused twice",
  );
  assert.equal(certificate.readable(type), null);
  assert.deepEqual((await describeCertificate(certificate, now, "sent")).dns_names, []);
});

Deno.test("the long view of a certificate spells out its extensions, and is null for what the library does not read", async () => {
  const { leaf } = await hierarchy();
  const text = await certificateText(leaf.der);
  assert.match(text!, /Subject Alternative Name/);
  assert.match(text!, /www\.example\.com/);
  assert.equal(await certificateText(fromHex("3000")), null);
});

Deno.test("no value in the long view can pose as lines of its own, nor be longer than is shown", async () => {
  const { intermediate } = await hierarchy();
  const dnsNames = ["a.example\n  Issuer: nobody", "b.example\r\n\u2028x"];
  const lines = (await certificateText((await issue(intermediate, { subject: "x\ny", dnsNames })).der))!
    .split(/[\n\r\u2028]/);
  assert.equal(lines.filter((line) => line.trimStart().startsWith("Issuer:")).length, 1);
  assert.ok(lines.some((line) => line.includes("a.example\\u{a}  Issuer: nobody")));

  const many = Array.from({ length: 2_000 }, (_, index) => `n${index}.example.com`);
  const text = await certificateText((await issue(intermediate, { subject: [], dnsNames: many })).der);
  assert.ok(text!.length <= MAXIMUM_TEXT_CHARACTERS + 1 && text!.endsWith("…"));
  const huge = await issue(intermediate, { subject: "A".repeat(MAXIMUM_TEXT_OCTETS) });
  assert.equal(await certificateText(huge.der), null);
});
