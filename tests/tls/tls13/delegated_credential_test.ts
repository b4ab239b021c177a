/** RFC 9345: a key that the certificate's key has signed, and that signs the handshake in its place. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../../src/crypto/signing_key.ts";
import { SignatureScheme } from "../../../src/registry/mod.ts";
import { evidenceOf, type Offer } from "../../../src/tls/mod.ts";
import { impostor, serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  type Credential,
  delegating,
  usualCredential,
} from "../../support/scripted_server/delegated_credential.ts";
import { connect, type Expected, refuse } from "../support.ts";

const { ecdsa_secp256r1_sha256, ecdsa_secp384r1_sha384, ed25519 } = SignatureScheme;
const certificate = await serverCertificate("P-256");
const delegated = await generateSigningKey("Ed25519");

const offer: Partial<Offer> = { delegatedCredentialSchemes: [ed25519, ecdsa_secp384r1_sha384] };

const usual = usualCredential(certificate, delegated, ed25519);

const showing = (change: Partial<Credential> = {}, place: "first" | "last" = "first") =>
  delegating(certificate, { ...usual, ...change }, place);

Deno.test("RFC 9345 §4: the delegated key signs the handshake", async () => {
  const { log } = await connect(showing(), { offer });
  const { certificates, delegatedCredential } = evidenceOf(log, "authentication")!.evidence;
  assert.deepEqual(certificates.map(({ certData }) => certData), certificate.chain);
  assert.equal(delegatedCredential!.validTime, 604800);
  assert.equal(delegatedCredential!.dcCertVerifyAlgorithm, ed25519);
  assert.deepEqual(delegatedCredential!.spki, delegated.spki);
  assert.equal(evidenceOf(log, "private_key")!.evidence.publicKey, "Ed25519");
});

Deno.test("an ordinary certificate is fine where credentials are allowed", async () => {
  const { log } = await connect({}, { offer });
  assert.equal(evidenceOf(log, "authentication")!.evidence.delegatedCredential, null);
});

Deno.test("RFC 9345 §4.1.1: a credential counts with the first certificate alone", async () => {
  // Then the certificate's own key must sign, which here it does not.
  await refuse(showing({}, "last"), {
    step: "private_key",
    code: "illegal_parameter",
    alert: "illegal_parameter",
  }, { offer: { ...offer, signatureSchemes: [ed25519, ecdsa_secp256r1_sha256] } });
});

const { key: other } = await impostor();
const unfit: Expected = { step: "authentication", code: "bad_signature", alert: "illegal_parameter" };
const illegal: Expected = { step: "authentication", code: "illegal_parameter", alert: "illegal_parameter" };

const refusals: readonly (readonly [string, Partial<Credential>, Expected])[] = [
  ["it is signed by another key", { signedBy: other }, unfit],
  ["it is signed by itself", { signedBy: delegated }, unfit],
  ["it is signed for another certificate", { der: certificate.chain[1]! }, unfit],
  ["it is signed as a client's", { context: "TLS, client delegated credentials" }, unfit],
  ["it names a scheme of another key for its signature", { algorithm: ed25519 }, unfit],
  ["RFC 9345 §4.1.3: it is for a scheme that was not offered", { dcScheme: ecdsa_secp256r1_sha256 }, illegal],
  [
    "its signature's scheme was not offered",
    { algorithm: SignatureScheme.rsa_pkcs1_sha256 + 0x0a00 },
    illegal,
  ],
  ["its key cannot be read", { spki: delegated.spki.subarray(1) }, {
    step: "authentication",
    code: "malformed_message",
    alert: "bad_certificate",
  }],
  ["RFC 9345 §4.1.3: another scheme than its own signs the handshake", {
    dcScheme: ecdsa_secp384r1_sha384,
  }, { step: "private_key", code: "illegal_parameter", alert: "illegal_parameter" }],
  ["the certificate's key signs the handshake", {
    scheme: ecdsa_secp256r1_sha256,
    key: certificate.key,
  }, { step: "private_key", code: "illegal_parameter", alert: "illegal_parameter" }],
  ["another key than its own signs the handshake", { key: await generateSigningKey("Ed25519") }, {
    step: "private_key",
    code: "bad_signature",
    alert: "decrypt_error",
  }],
];

for (const [what, change, expected] of refusals) {
  Deno.test(`a delegated credential is refused when ${what}`, async () => {
    await refuse(showing(change), expected, { offer });
  });
}

Deno.test("a credential that was not asked for is refused", async () => {
  await refuse(showing(), { ...illegal, alert: "unsupported_extension" });
});
