/** RFC 9345: a key that the certificate's key has signed, and that signs the handshake in its place. */
import assert from "node:assert/strict";
import { concat, Writer } from "../../../src/bytes/mod.ts";
import { generateSigningKey, type SigningKey } from "../../../src/crypto/signing_key.ts";
import { ExtensionType, SignatureScheme } from "../../../src/registry/mod.ts";
import { evidenceOf, type Offer } from "../../../src/tls/mod.ts";
import { serverSignedContent } from "../../../src/tls/message/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { impostor, serverCertificate } from "../../support/scripted_server/certificates.ts";
import { encodeCertificate, encodeCertificateVerify } from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse } from "../support.ts";

const { ecdsa_secp256r1_sha256, ecdsa_secp384r1_sha384, ed25519 } = SignatureScheme;
const certificate = await serverCertificate("P-256");
const [leaf] = certificate.chain;
const delegated = await generateSigningKey("Ed25519");

const offer: Partial<Offer> = { delegatedCredentialSchemes: [ed25519, ecdsa_secp384r1_sha384] };

interface Credential {
  readonly validTime: number;
  readonly dcScheme: number;
  readonly spki: Uint8Array;
  readonly algorithm: number;
  readonly signedBy: SigningKey;
  /** The certificate that it is for. */
  readonly der: Uint8Array;
  readonly context: string;
  /** Of CertificateVerify. */
  readonly scheme: number;
  readonly key: SigningKey;
}

const usual: Credential = {
  validTime: 7 * 86400,
  dcScheme: ed25519,
  spki: delegated.spki,
  algorithm: ecdsa_secp256r1_sha256,
  signedBy: certificate.key,
  der: leaf!,
  context: "TLS, server delegated credentials",
  scheme: ed25519,
  key: delegated,
};

/** RFC 9345 §4, from its text and not from what the engine does. */
async function encode(credential: Credential): Promise<Uint8Array> {
  const { validTime, dcScheme, spki, algorithm, signedBy, der, context } = credential;
  const cred = new Writer().uint32(validTime).uint16(dcScheme).vector(3, spki).bytes();
  const spaces = new Uint8Array(64).fill(0x20);
  const content = concat(
    spaces,
    new TextEncoder().encode(context),
    new Uint8Array(1),
    der,
    cred,
    new Writer().uint16(algorithm).bytes(),
  );
  const signature = await signedBy.sign(content, { hash: "SHA-256" });
  return new Writer().opaque(cred).uint16(algorithm).vector(2, signature).bytes();
}

function showing(change: Partial<Credential> = {}, place: "first" | "last" = "first"): Partial<ServerScript> {
  const credential = { ...usual, ...change };
  return {
    async alter(turn, message, server) {
      if (turn === "Certificate") {
        const extension = [ExtensionType.delegated_credential, await encode(credential)] as const;
        const { chain } = certificate;
        return encodeCertificate(chain.map((certData, index) => ({
          certData,
          extensions: index === (place === "first" ? 0 : chain.length - 1) ? [extension] : [],
        })));
      }
      if (turn !== "CertificateVerify") return message;
      const content = serverSignedContent(await server.transcript.hash("SHA-256"));
      return encodeCertificateVerify(credential.scheme, await credential.key.sign(content));
    },
  };
}

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
