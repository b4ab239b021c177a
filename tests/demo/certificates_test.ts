import assert from "node:assert/strict";
import { constants, createPrivateKey, createPublicKey, verify, X509Certificate } from "node:crypto";
import { Buffer } from "node:buffer";
import { generateSigningKey, sharedSigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, issue, pemChain, selfSigned } from "../../src/demo/certificates.ts";
import { contentOf, objectIdentifier, octetString, sequence, utf8String } from "../../src/demo/der.ts";
import { extension, withCriticality } from "../../src/demo/extensions.ts";
import { addressOctets, distinguishedName, ipRange, otherName } from "../../src/demo/names.ts";
import { elements } from "./elements.ts";
import { fromPem, toPem } from "../../src/demo/pem.ts";

const now = new Date("2026-11-23T12:00:00Z");
const day = 86_400_000;
const root = await certificateAuthority({ subject: { C: "XX", O: "Example", CN: "Root" }, now });

function read(certificate: { readonly der: Uint8Array }): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.der));
}

Deno.test("an issued certificate names its host, comes from its issuer and is signed by it", async () => {
  const leaf = await issue(root, {
    dnsNames: ["a.example", "*.b.example"],
    ipAddresses: ["192.0.2.7", "2001:db8::7"],
  });
  const certificate = read(leaf);
  assert.equal(certificate.verify(read(root).publicKey), true);
  assert.equal(certificate.checkIssued(read(root)), true);
  assert.equal(certificate.subject, "CN=a.example");
  assert.equal(certificate.checkHost("a.example"), "a.example");
  assert.equal(certificate.checkHost("c.example"), undefined);
  assert.equal(certificate.checkIP("192.0.2.7"), "192.0.2.7");
  assert.match(
    certificate.subjectAltName ?? "",
    /DNS:a\.example, DNS:\*\.b\.example, IP Address:192\.0\.2\.7, IP/,
  );
  assert.equal(certificate.ca, false);
});

Deno.test("the private key that comes with a certificate is the certificate's", async () => {
  const leaf = await issue(root, { dnsNames: ["a.example"] });
  const key = createPrivateKey(toPem("PRIVATE KEY", leaf.key.pkcs8));
  assert.equal(read(leaf).checkPrivateKey(key), true);
});

Deno.test("an authority may sign and an intermediate comes from its root", async () => {
  const intermediate = await certificateAuthority({
    subject: { C: "XX", O: "Example", CN: "R1" },
    issuer: root,
  });
  assert.equal(read(root).ca, true);
  assert.equal(read(root).checkIssued(read(root)), true);
  assert.equal(read(intermediate).ca, true);
  assert.equal(read(intermediate).verify(read(root).publicKey), true);
  const leaf = await issue(intermediate, { dnsNames: ["a.example"] });
  assert.equal(read(leaf).checkIssued(read(intermediate)), true);
  assert.equal(read(leaf).verify(read(root).publicKey), false);
});

Deno.test("serial numbers are positive, 16 octets long and not the same twice", async () => {
  const serials = await Promise.all([1, 2, 3, 4].map(async () => (await issue(root)).serialNumber));
  for (const serial of serials) {
    assert.equal(serial.length, 16);
    assert.ok(serial[0]! >= 0x40 && serial[0]! < 0x80);
  }
  assert.equal(new Set(serials.map((serial) => serial.toHex())).size, 4);
});

Deno.test("a server's certificate lives within 47 days around now, unless it shall not", async () => {
  const usual = read(await issue(root, { dnsNames: ["a.example"] }));
  assert.ok(usual.validFromDate < now && usual.validToDate > now);
  assert.ok(usual.validToDate.getTime() - usual.validFromDate.getTime() < 47 * day);
  const notBefore = new Date(now.getTime() - 20 * day);
  const notAfter = new Date(now.getTime() - 3 * day);
  const expired = read(await issue(root, { dnsNames: ["a.example"], notBefore, notAfter }));
  assert.equal(expired.validFromDate.getTime(), notBefore.getTime());
  assert.equal(expired.validToDate.getTime(), notAfter.getTime());
});

Deno.test("what is issued takes the time of its issuer unless it has its own", async () => {
  const later = new Date("2030-01-01T00:00:00Z");
  assert.equal((await issue(root)).now, now);
  assert.ok(read(await issue(root, { now: later })).validFromDate > new Date("2029-12-31T00:00:00Z"));
});

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const kinds: [SigningKeyKind, string | null, object][] = [
  ["P-384", "sha384", {}],
  ["P-521", "sha512", {}],
  ["RSA-2048", "sha256", {}],
  ["RSA-PSS-2048", "sha256", pss],
  ["Ed25519", null, {}],
];
for (const [kind, hash, how] of kinds) {
  Deno.test(`a certificate by and for a key of kind ${kind} holds`, async () => {
    const authority = await certificateAuthority({
      subject: kind,
      now,
      key: await sharedSigningKey(kind, "authority"),
    });
    const leaf = await issue(authority, {
      dnsNames: ["a.example"],
      key: await sharedSigningKey(kind, "server"),
    });
    assert.equal(read(leaf).checkIssued(read(authority)), true);
    const publicKey = createPublicKey(toPem("PUBLIC KEY", authority.key.spki));
    const [toBeSigned, , signature] = elements(contentOf(leaf.der));
    assert.equal(
      verify(
        hash,
        toBeSigned!,
        { key: publicKey, ...how },
        contentOf(signature!).subarray(1),
      ),
      true,
    );
  });
}

Deno.test("an empty subject makes the alternative names critical", async () => {
  const long = `${"a".repeat(63)}.example`;
  const leaf = await issue(root, { dnsNames: [long] });
  assert.deepEqual([...leaf.subject], [0x30, 0x00]);
  // RFC 5280 §4.2.1.6
  assert.ok(leaf.der.toHex().includes("0603551d11" + "0101ff"));
  assert.ok(!(await issue(root, { dnsNames: ["a.example"] })).der.toHex().includes("0603551d11" + "0101ff"));
});

Deno.test("extensions can be left out, replaced, repeated and change their criticality", async () => {
  const unknown = extension("1.3.6.1.4.1.55555.1", octetString(Uint8Array.of(1)), true);
  const leaf = await issue(root, {
    dnsNames: ["a.example"],
    keyUsage: null,
    extensions: { subjectKeyIdentifier: null, certificatePolicies: unknown },
    critical: { subjectAltName: true, basicConstraints: false },
    rawExtensions: [unknown],
  });
  const hex = leaf.der.toHex();
  assert.ok(!hex.includes("0603551d0f"), "keyUsage");
  assert.ok(!hex.includes("0603551d0e"), "subjectKeyIdentifier");
  assert.ok(hex.includes("0603551d110101ff04"), "critical subjectAltName");
  assert.ok(hex.includes("0603551d1304"), "basicConstraints, not critical");
  assert.equal(hex.split(unknown.toHex()).length, 3);
});

Deno.test("criticality can be set on an extension that has one or has none", () => {
  const plain = extension("2.5.29.17", Uint8Array.of(0x30, 0));
  const critical = extension("2.5.29.17", Uint8Array.of(0x30, 0), true);
  assert.deepEqual(withCriticality(plain, true), critical);
  assert.deepEqual(withCriticality(critical, true), critical);
  assert.deepEqual(withCriticality(critical, false), plain);
});

Deno.test("hostile strings go into a certificate unchanged", async () => {
  const hostile = "\x1b[31mred\u202egnp.exe\0<script>alert(1)</script>\n";
  const leaf = await issue(root, { subject: { CN: hostile }, dnsNames: [hostile] });
  const bytes = new TextEncoder().encode(hostile).toHex();
  assert.equal(leaf.der.toHex().split(bytes).length, 3);
  const huge = await issue(root, { subject: { CN: "x".repeat(1_000_000) } });
  assert.ok(huge.der.length > 1_000_000);
  assert.equal(read(huge).verify(read(root).publicKey), true);
});

Deno.test("names take other string types, repeated attributes and raw DER", () => {
  const name = distinguishedName([
    { type: "OU", value: "one", as: "printable" },
    { type: "OU", value: "two", as: "bmp" },
    { type: "2.5.4.42", value: utf8String("three") },
  ]);
  assert.equal(
    name.toHex(),
    "302f" + "310c300a0603550" + "40b13036f6e65" + "310f300d060355040b1e06007400770" + "06f" +
      "310e300c060355042a0c057468726565",
  );
  assert.deepEqual(distinguishedName(Uint8Array.of(1, 2, 3)), Uint8Array.of(1, 2, 3));
  assert.deepEqual(distinguishedName([]), Uint8Array.of(0x30, 0));
});

Deno.test("addresses are read in every spelling", () => {
  assert.equal(addressOctets("192.0.2.255").toHex(), "c00002ff");
  assert.equal(addressOctets("::1").toHex(), "00".repeat(15) + "01");
  assert.equal(addressOctets("::").toHex(), "00".repeat(16));
  assert.equal(addressOctets("2001:DB8:0:0:0:0:0:7").toHex(), "20010db8" + "00".repeat(11) + "07");
  assert.equal(addressOctets("2001:db8:1:2:3:4:5:6").toHex(), "20010db8000100020003000400050006");
  assert.equal(addressOctets("::ffff:192.0.2.1").toHex(), "00".repeat(10) + "ffffc0000201");
});

Deno.test("an address range is an address and its mask", () => {
  assert.equal(contentOf(ipRange("10.32.0.0/11")).toHex(), "0a200000" + "ffe00000");
  assert.equal(
    contentOf(ipRange("2001:db8::/32")).toHex(),
    "20010db8" + "00".repeat(12) + "ffffffff" + "00".repeat(12),
  );
  assert.equal(contentOf(ipRange("0.0.0.0/0")).toHex(), "00".repeat(8));
});

Deno.test("an otherName carries its type and value", () => {
  assert.equal(otherName("1.2.3", utf8String("x")).toHex(), "a00906022a03a0030c0178");
});

Deno.test("a forgery is signed by another key than its issuer's", async () => {
  const forged = await issue(root, { dnsNames: ["a.example"], signedBy: await generateSigningKey("P-256") });
  assert.equal(read(forged).checkIssued(read(root)), true);
  assert.equal(read(forged).verify(read(root).publicKey), false);
});

Deno.test("a signature and its algorithm can be anything", async () => {
  const md5 = sequence(objectIdentifier("1.2.840.113549.1.1.4"));
  const leaf = await issue(root, {
    dnsNames: ["a.example"],
    innerSignatureAlgorithm: md5,
    outerSignatureAlgorithm: md5,
    signature: new Uint8Array(64),
  });
  assert.equal(leaf.der.toHex().split(md5.toHex()).length, 3);
  assert.ok(leaf.der.toHex().endsWith("00".repeat(65)));
});

Deno.test("a certificate of version 1 says no version and has no extensions", async () => {
  const old = await issue(root, { subject: "old", version: 1, dnsNames: ["a.example"] });
  assert.equal(read(old).subjectAltName, undefined);
  assert.equal(read(old).verify(read(root).publicKey), true);
  // The first element within what is signed is the serial number.
  assert.equal(contentOf(contentOf(old.der))[0], 0x02);
});

Deno.test("a serial number, a validity and a key can be malformed", async () => {
  const leaf = await issue(root, {
    serial: Uint8Array.of(0, 0),
    notBefore: utf8String("yesterday"),
    spki: sequence(sequence(objectIdentifier("1.2.3")), utf8String("key")),
  });
  const hex = leaf.der.toHex();
  assert.ok(hex.includes("02020000"));
  assert.ok(hex.includes("0c09796573746572646179"));
  assert.equal((await issue(root, { serial: -5n })).serialNumber.toHex(), "fb");
});

Deno.test("a self-signed certificate is its own issuer", async () => {
  const certificate = read(await selfSigned({ dnsNames: ["a.example"], now }));
  assert.equal(certificate.subject, certificate.issuer);
  assert.equal(certificate.verify(certificate.publicKey), true);
  assert.equal(certificate.ca, false);
});

Deno.test("PEM has lines of 64 characters and reads back", async () => {
  const leaf = await issue(root, { dnsNames: ["a.example"] });
  const lines = leaf.pem.split("\n");
  assert.equal(lines[0], "-----BEGIN CERTIFICATE-----");
  assert.equal(lines[1]?.length, 64);
  assert.equal(lines.at(-2), "-----END CERTIFICATE-----");
  assert.deepEqual(fromPem("CERTIFICATE", pemChain(leaf, root)), [leaf.der, root.der]);
  assert.deepEqual(fromPem("PRIVATE KEY", leaf.pem), []);
});
