/** OCSP responses of the factory's making, judged by RFC 6960. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { boolean, implicit, nullValue, objectIdentifier, octetString, sequence } from "../../src/demo/der.ts";
import {
  ocspRefusal,
  ocspResponse,
  type OcspResponseOptions,
  type OcspStatus,
} from "../../src/demo/ocsp_response.ts";
import { judgeOcsp, ocspRequest, parseCertificate, type RevocationStatement } from "../../src/x509/mod.ts";
import { days, hierarchy, now } from "./support.ts";

const { intermediate, leaf, root } = await hierarchy();
const HOUR = 3_600_000;
const hours = (count: number) => new Date(now.getTime() + count * HOUR);

/** What a response about the leaf comes to, changed as asked. */
async function judged(
  status: Partial<OcspStatus> = {},
  more: Partial<OcspResponseOptions> = {},
  at = now,
): Promise<RevocationStatement> {
  const responses = [{ serialNumber: leaf.serialNumber, ...status }];
  return await judge(await ocspResponse(intermediate, { responses, ...more }), at);
}

function judge(response: Uint8Array, at = now, issuer: IssuedCertificate | null = intermediate) {
  return judgeOcsp({
    response,
    certificate: parseCertificate(leaf.der),
    issuer: issuer && parseCertificate(issuer.der),
    now: at,
  });
}

async function problemOf(...given: Parameters<typeof judged>): Promise<string | null> {
  const { status, problem } = await judged(...given);
  assert.equal(status, "invalid");
  return problem;
}

for (const hash of ["SHA-1", "SHA-256"] as const) {
  for (const responderId of ["byName", "byKey"] as const) {
    Deno.test(`the issuer says good, the certificate named with ${hash}, the responder ${responderId}`, async () => {
      const statement = await judged({ hash, thisUpdate: hours(-2), nextUpdate: hours(46) }, { responderId });
      assert.deepEqual(
        [statement.status, statement.problem, statement.revokedAt, statement.reason],
        ["good", null, null, null],
      );
      assert.deepEqual([statement.thisUpdate, statement.nextUpdate], [hours(-2), hours(46)]);
    });
  }
}

for (const kind of ["RSA-2048", "P-384", "Ed25519"] as const) {
  Deno.test(`a response signed with ${kind} is verified`, async () => {
    const other = await hierarchy({ intermediate: { key: await generateSigningKey(kind) } });
    const response = await ocspResponse(other.intermediate, {
      responses: [{ serialNumber: other.leaf.serialNumber }],
    });
    const certificate = parseCertificate(other.leaf.der);
    const issuer = parseCertificate(other.intermediate.der);
    assert.equal((await judgeOcsp({ response, certificate, issuer, now })).status, "good");
  });
}

Deno.test("revoked is said with its moment and reason, and holds when the response is old", async () => {
  const status = { revocationTime: days(-3), reason: 1 };
  const statement = await judged({ status });
  assert.deepEqual([statement.status, statement.problem], ["revoked", null]);
  assert.deepEqual([statement.revokedAt, statement.reason], [days(-3), 1]);
  assert.match(statement.detail, /revoked on 2026-11-20, reason keyCompromise/);
  assert.equal((await judged({ status, thisUpdate: days(-2), nextUpdate: days(-1) })).status, "revoked");
  assert.equal((await judged({ status: { revocationTime: days(-3) } })).reason, null);
});

Deno.test("a forged revocation revokes nothing", async () => {
  const status = { revocationTime: days(-3) };
  assert.equal(await problemOf({ status }, { signedBy: leaf.key }), "bad_signature");
});

Deno.test("a responder that does not know the certificate says so", async () => {
  const { status, problem } = await judged({ status: "unknown" });
  assert.deepEqual([status, problem], ["unknown", null]);
});

Deno.test("a response about another serial number, name or key is about another certificate", async () => {
  assert.equal(await problemOf({ serialNumber: Uint8Array.of(1) }), "wrong_certificate");
  assert.equal(await problemOf({ issuer: root }), "wrong_certificate");
  const namesake = await certificateAuthority({
    subject: { O: "Test", CN: "Test Intermediate" },
    issuer: root,
  });
  assert.equal(await problemOf({ issuer: namesake }), "wrong_certificate");
});

Deno.test("among several, the response about the certificate counts, and one that revokes it first", async () => {
  const other = { serialNumber: Uint8Array.of(7), status: "unknown" as const };
  const own = { serialNumber: leaf.serialNumber };
  const revoked = { ...own, status: { revocationTime: days(-1) } };
  const statusOf = async (...responses: OcspStatus[]) =>
    (await judge(await ocspResponse(intermediate, { responses }))).status;
  assert.equal(await statusOf(other, own), "good");
  assert.equal(await statusOf(own, revoked), "revoked");
  assert.equal(await statusOf(revoked, own), "revoked");
});

Deno.test("the time of a response counts to within five minutes", async () => {
  const period = { thisUpdate: hours(0), nextUpdate: hours(24) };
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
  assert.equal((await judged(period, {}, minutes(-4))).status, "good");
  assert.equal((await judged(period, {}, minutes(-6))).problem, "not_yet_valid");
  assert.equal((await judged(period, {}, minutes(24 * 60 + 4))).status, "good");
  assert.equal((await judged(period, {}, minutes(24 * 60 + 6))).problem, "stale");
});

Deno.test("without a nextUpdate it holds for ten days", async () => {
  assert.equal((await judged({ thisUpdate: days(-9), nextUpdate: null })).status, "good");
  const stale = await judged({ thisUpdate: days(-11), nextUpdate: null });
  assert.deepEqual([stale.problem, stale.nextUpdate], ["stale", null]);
});

Deno.test("RFC 6960 §4.2.2.2: whom the issuer delegated may answer", async () => {
  const responder = await issue(intermediate, { subject: "Responder", extendedKeyUsage: ["OCSPSigning"] });
  assert.equal((await judged({}, { responder })).status, "good");
  assert.equal((await judged({}, { responder, responderId: "byName" })).status, "good");
  assert.equal(await problemOf({}, { responder, signedBy: leaf.key }), "bad_signature");
});

for (
  const [what, make] of [
    ["without the purpose", () => issue(intermediate, { subject: "R", extendedKeyUsage: ["serverAuth"] })],
    ["with any purpose", () => issue(intermediate, { subject: "R", extendedKeyUsage: ["2.5.29.37.0"] })],
    ["without extended key usage", () => issue(intermediate, { subject: "R", extendedKeyUsage: null })],
    ["that the root issued", () => issue(root, { subject: "R", extendedKeyUsage: ["OCSPSigning"] })],
    [
      "that is not for signatures",
      () =>
        issue(intermediate, { subject: "R", extendedKeyUsage: ["OCSPSigning"], keyUsage: ["keyAgreement"] }),
    ],
    [
      "that expired",
      () =>
        issue(intermediate, {
          subject: "R",
          extendedKeyUsage: ["OCSPSigning"],
          notBefore: days(-9),
          notAfter: days(-1),
        }),
    ],
    [
      "that someone else signed",
      async () =>
        issue(intermediate, {
          subject: "R",
          extendedKeyUsage: ["OCSPSigning"],
          signedBy: await generateSigningKey("P-256"),
        }),
    ],
  ] as const
) {
  Deno.test(`a responder ${what} may not answer`, async () => {
    assert.equal(await problemOf({}, { responder: await make() }), "not_authorized");
  });
}

Deno.test("the leaf itself may not say that it is good", async () => {
  const response = await ocspResponse(leaf, {
    responses: [{ serialNumber: leaf.serialNumber, issuer: intermediate }],
  });
  assert.equal((await judge(response)).problem, "not_authorized");
});

Deno.test("a refusal says which, and is no word about the certificate", async () => {
  for (
    const [status, name] of [[1, /malformedRequest/], [3, /tryLater/], [6, /unauthorized/], [4, /4/]] as const
  ) {
    const { status: said, problem, detail } = await judge(ocspRefusal(status));
    assert.deepEqual([said, problem], ["invalid", "unsuccessful"]);
    assert.match(detail, name);
  }
});

Deno.test("without the issuer's certificate nothing is verified, and nothing is claimed", async () => {
  const response = await ocspResponse(intermediate, {
    responses: [{ serialNumber: leaf.serialNumber, status: { revocationTime: days(-1) } }],
  });
  const { status, problem } = await judge(response, now, null);
  assert.deepEqual([status, problem], ["unknown", "unverifiable"]);
});

Deno.test("a response signed with SHA-1 is not relied on", async () => {
  const key = await generateSigningKey("RSA-2048");
  const other = await hierarchy({ intermediate: { key } });
  const good = await ocspResponse(other.intermediate, {
    responses: [{ serialNumber: other.leaf.serialNumber }],
  });
  // sha256WithRSAEncryption becomes sha1WithRSAEncryption where the response names its signature's algorithm.
  const at = lastIndexOf(good, "2a864886f70d01010b");
  assert.ok(at > 0);
  good[at + 8] = 0x05;
  const certificate = parseCertificate(other.leaf.der);
  const issuer = parseCertificate(other.intermediate.der);
  assert.equal((await judgeOcsp({ response: good, certificate, issuer, now })).problem, "weak_signature");
});

Deno.test("a critical extension that is not understood refuses the response, a nonce does not", async () => {
  const extension = (oid: string, critical: boolean) =>
    sequence(objectIdentifier(oid), ...critical ? [boolean(true)] : [], octetString(nullValue()));
  const withExtension = (oid: string, critical: boolean) =>
    judged({}, { rawExtensions: [extension(oid, critical)] });
  assert.equal((await withExtension("1.2.3.4", true)).problem, "malformed");
  assert.equal((await withExtension("1.2.3.4", false)).status, "good");
  assert.equal((await withExtension("1.3.6.1.5.5.7.48.1.2", true)).status, "good");
});

Deno.test("every proper prefix of a response, and one octet more, is malformed", async () => {
  const response = await ocspResponse(intermediate, { responses: [{ serialNumber: leaf.serialNumber }] });
  for (let length = 0; length < response.length; length++) {
    assert.equal((await judge(response.subarray(0, length))).problem, "malformed", `${length} octets`);
  }
  assert.equal((await judge(Uint8Array.of(...response, 0))).problem, "malformed");
  assert.equal((await judge(new Uint8Array(70_000))).problem, "malformed");
  // RFC 6960 §4.2.1: a successful response has responseBytes
  assert.equal((await judge(Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x00))).problem, "malformed");
  assert.equal((await judge(sequence(implicit(10, new Uint8Array(1))))).problem, "malformed");
});

Deno.test("no change of one octet of what is signed leaves a response good", async () => {
  const response = await ocspResponse(intermediate, { responses: [{ serialNumber: leaf.serialNumber }] });
  for (let at = 0; at < response.length; at += 3) {
    const changed = Uint8Array.from(response);
    changed[at]! ^= 0x01;
    const { status } = await judge(changed);
    assert.ok(status !== "revoked" && status !== "good", `octet ${at}`);
  }
});

Deno.test("RFC 6960 §4.1.1: a request names the certificate by the issuer's hashes and the serial number", async () => {
  const request = await ocspRequest(parseCertificate(leaf.der), parseCertificate(intermediate.der));
  const hex = request!.toHex();
  // OCSPRequest { tbsRequest { requestList { Request { CertID { sha1, …
  assert.match(hex, /^30..30..30..30..30..300906052b0e03021a05000414/);
  assert.ok(hex.endsWith(leaf.serialNumber.toHex()));
});

Deno.test("RFC 5280 §4.1.2.2: there is no request about a serial number of more than 20 octets", async () => {
  const issuer = parseCertificate(intermediate.der);
  for (const [length, asks] of [[20, true], [21, false], [100, false]] as const) {
    const long = await issue(intermediate, { serial: new Uint8Array(length).fill(0x41) });
    assert.equal(await ocspRequest(parseCertificate(long.der), issuer) !== null, asks, String(length));
  }
});

function lastIndexOf(bytes: Uint8Array, hex: string): number {
  return Math.floor(bytes.toHex().lastIndexOf(hex) / 2);
}
