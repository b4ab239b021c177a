/** RFC 7250: a server that shows a public key and no certificate, in TLS 1.3 and before it. */
import assert from "node:assert/strict";
import { CertificateType, CipherSuite, ExtensionType } from "../../../src/registry/mod.ts";
import { evidenceOf } from "../../../src/tls/mod.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { impostor, serverCertificate } from "../../support/scripted_server/certificates.ts";
import {
  addExtensions,
  type CertificateInput,
  data,
  encodeCertificate,
  encodeEncryptedExtensions,
  encodeRawPublicKey12,
  type ExtensionInput,
} from "../../support/scripted_server/messages.ts";
import { connect, type Expected, refuse, tls12, tls13 } from "../support.ts";

const RAW = CertificateType["Raw Public Key"];
const { X509 } = CertificateType;
const offer = { serverCertificateTypes: [RAW, X509] };

const server = (type: number): ExtensionInput => [
  ExtensionType.server_certificate_type,
  data((writer) => writer.uint8(type)),
];
const client = (type: number): ExtensionInput => [
  ExtensionType.client_certificate_type,
  data((writer) => writer.uint8(type)),
];

/** `keys`: what stands in its Certificate. */
function showing(
  version: number,
  extensions: readonly ExtensionInput[],
  keys: readonly Uint8Array[] | null = null,
): Partial<ServerScript> {
  return {
    version,
    alter(turn, message) {
      if (turn === "EncryptedExtensions") return encodeEncryptedExtensions(extensions);
      if (turn === "ServerHello" && version < tls13) return addExtensions(message, ...extensions);
      if (turn !== "Certificate" || keys === null) return message;
      const entries = keys.map((certData): CertificateInput => ({ certData }));
      return version < tls13 ? encodeRawPublicKey12(keys[0]!) : encodeCertificate(entries);
    },
  };
}

const { key } = await serverCertificate("P-256");

for (const version of [tls12, tls13]) {
  Deno.test(`version ${version}: the key that stands alone is the one that signs`, async () => {
    const { log } = await connect(showing(version, [server(RAW)], [key.spki]), { offer });
    const { certificates, rawPublicKey } = evidenceOf(log, "authentication")!.evidence;
    assert.deepEqual(certificates, []);
    assert.deepEqual(rawPublicKey, key.spki);
    assert.equal(evidenceOf(log, "private_key")!.evidence.publicKey, "ECDSA P-256");
  });

  Deno.test(`version ${version}: a server may choose X.509 all the same, or say nothing`, async () => {
    for (const extensions of [[server(X509)], []]) {
      const { log } = await connect(showing(version, extensions), { offer });
      const { certificates, rawPublicKey } = evidenceOf(log, "authentication")!.evidence;
      assert.equal(certificates.length, 2);
      assert.equal(rawPublicKey, null);
    }
  });

  Deno.test(`version ${version}: another key than the one that signs is found out`, async () => {
    const { key: other } = await impostor();
    await refuse(showing(version, [server(RAW)], [other.spki]), {
      step: "private_key",
      code: "bad_signature",
      alert: "decrypt_error",
    }, { offer });
  });

  Deno.test(`version ${version}: what is no key is refused`, async () => {
    await refuse(showing(version, [server(RAW)], [key.spki.subarray(1)]), {
      step: "authentication",
      code: "malformed_message",
      alert: "bad_certificate",
    }, { offer });
  });

  const illegal: Expected = { step: "server_hello", code: "illegal_parameter", alert: "illegal_parameter" };
  for (
    const [what, extensions, its] of [
      ["a type that was not offered", [server(RAW)], { serverCertificateTypes: [X509] }],
      ["a type that nobody knows", [server(9)], offer],
      ["a type for the client that was not offered", [client(RAW)], { clientCertificateTypes: [X509] }],
    ] as const
  ) {
    Deno.test(`version ${version}: ${what} is refused`, async () => {
      await refuse(showing(version, extensions), illegal, { offer: its });
    });
  }

  Deno.test(`version ${version}: a type that was offered and that the engine does not know is our failing`, async () => {
    await refuse(showing(version, [server(3)]), {
      step: "server_hello",
      code: "internal",
      fault: "us",
      alert: "internal_error",
    }, { offer: { serverCertificateTypes: [3] } });
  });
}

for (const keys of [[], [key.spki, key.spki]]) {
  Deno.test(`RFC 9846 §4.5.1: ${keys.length} keys instead of one are refused`, async () => {
    await refuse(showing(tls13, [server(RAW)], keys), {
      step: "authentication",
      code: "illegal_parameter",
      alert: "illegal_parameter",
    }, { offer });
  });
}

Deno.test("a static RSA exchange encrypts to the key that stands alone", async () => {
  const certificate = await serverCertificate("RSA-2048");
  const { log } = await connect({
    ...showing(tls12, [server(RAW)], [certificate.key.spki]),
    certificate,
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
  }, { offer });
  assert.equal(evidenceOf(log, "private_key")!.evidence.proof, "decryption");
});
