import "reflect-metadata";
import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { Buffer } from "node:buffer";
import { X509Certificate, X509Crl, X509CrlReason } from "@peculiar/x509";
import { certificateAuthority, issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { crl } from "../../src/demo/crl.ts";
import { contentOf } from "../../src/demo/der.ts";
import { elements } from "./elements.ts";
import { ocspRefusal, ocspResponse } from "../../src/demo/ocsp_response.ts";

const now = new Date("2026-11-23T12:00:00Z");
const root = await certificateAuthority({ subject: { C: "XX", O: "Example", CN: "Root" }, now });
const good = await issue(root, { dnsNames: ["good.example"] });
const bad = await issue(root, { dnsNames: ["bad.example"] });

Deno.test("a revocation list names its issuer, its time and the revoked", async () => {
  const revocationDate = new Date("2026-11-20T00:00:00Z");
  const { der } = await crl(root, {
    revoked: [{ serialNumber: bad.serialNumber, revocationDate, reason: X509CrlReason.keyCompromise }],
  });
  const list = new X509Crl(der);
  assert.equal(list.issuer, new X509Certificate(root.der).subject);
  assert.ok(list.thisUpdate < now && list.nextUpdate! > now);
  const entry = list.findRevoked(bad.serialNumber.toHex());
  assert.equal(entry?.revocationDate.getTime(), revocationDate.getTime());
  assert.equal(entry?.reason, X509CrlReason.keyCompromise);
  assert.equal(list.findRevoked(good.serialNumber.toHex()), null);
  assert.equal(await list.verify({ publicKey: new X509Certificate(root.der) }), true);
});

Deno.test("a revocation list may be empty and without an end, and forged", async () => {
  const empty = new X509Crl((await crl(root, { nextUpdate: null })).der);
  assert.equal(empty.entries.length, 0);
  assert.equal(empty.nextUpdate, undefined);
  const forged = new X509Crl((await crl(root, { signedBy: good.key })).der);
  assert.equal(await forged.verify({ publicKey: new X509Certificate(root.der) }), false);
});

Deno.test("an OCSP response says good, revoked and unknown of the certificates it is about", async () => {
  const revocationTime = new Date("2026-11-20T01:02:03Z");
  const response = read(
    await ocspResponse(root, {
      responses: [
        { serialNumber: good.serialNumber },
        { serialNumber: bad.serialNumber, status: { revocationTime, reason: 1 } },
        { serialNumber: Uint8Array.of(9), status: "unknown", hash: "SHA-256", nextUpdate: null },
      ],
    }),
  );
  assert.equal(response.signedBy(root), true);
  assert.equal(response.certificates.length, 0);
  const [first, second, third] = response.responses.map((single) => elements(contentOf(single)));
  // RFC 6960 §4.2.1: good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT NULL
  assert.equal(first![1]!.toHex(), "8000");
  const time = Buffer.from("20261120010203Z").toString("hex");
  assert.equal(second![1]!.toHex(), `a116180f${time}a0030a0101`);
  assert.equal(third![1]!.toHex(), "8200");
  assert.deepEqual([first!.length, third!.length], [4, 3]);
  const [, nameHash, keyHash, serialNumber] = elements(contentOf(first![0]!)).map(contentOf);
  assert.deepEqual(serialNumber, good.serialNumber);
  assert.equal(Buffer.from(nameHash!).toString("hex"), createHash("sha1").update(root.subject).digest("hex"));
  assert.equal(keyHash!.length, 20);
  assert.equal(contentOf(elements(contentOf(third![0]!))[1]!).length, 32);
});

Deno.test("a delegated responder signs and encloses its certificate", async () => {
  const responder = await issue(root, { subject: "Responder", extendedKeyUsage: ["OCSPSigning"] });
  const options = { responses: [{ serialNumber: good.serialNumber }], responder } as const;
  const response = read(await ocspResponse(root, { ...options, responderId: "byName" }));
  assert.equal(response.signedBy(responder), true);
  assert.equal(response.signedBy(root), false);
  assert.deepEqual(response.certificates.map((der) => der.toHex()), [responder.der.toHex()]);
  assert.equal(contentOf(response.responderId).toHex(), responder.subject.toHex());
  assert.equal(read(await ocspResponse(root, { ...options, signedBy: good.key })).signedBy(responder), false);
});

Deno.test("an OCSP refusal holds its status only", () => {
  // RFC 6960 §4.2.1: tryLater is 3.
  assert.equal(ocspRefusal(3).toHex(), "30030a0103");
});

function read(der: Uint8Array) {
  const [status, bytes] = elements(contentOf(der));
  assert.equal(status!.toHex(), "0a0100");
  const [type, octets] = elements(contentOf(contentOf(bytes!)));
  // id-pkix-ocsp-basic
  assert.equal(type!.toHex(), "06092b0601050507300101");
  const [data, , signature, enclosed] = elements(contentOf(contentOf(octets!)));
  const [responderId, producedAt, responses] = elements(contentOf(data!));
  assert.equal(producedAt![0], 0x18);
  return {
    responderId: responderId!,
    responses: elements(contentOf(responses!)),
    certificates: enclosed === undefined ? [] : elements(contentOf(contentOf(enclosed))),
    signedBy: ({ key }: IssuedCertificate) => {
      const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: "der", type: "spki" });
      return verify("sha256", data!, publicKey, contentOf(signature!).subarray(1));
    },
  };
}
