import assert from "node:assert/strict";
import { equalBytes, toHex } from "../../../src/bytes/mod.ts";
import type { SigningKeyKind } from "../../../src/crypto/signing_key.ts";
import {
  CipherSuite,
  cipherSuites,
  ContentType,
  HandshakeType,
  NamedGroup,
  SignatureScheme,
  signatureSchemes,
  supportedGroups,
} from "../../../src/registry/mod.ts";
import { evidenceOf, type HandshakeLog, type Secret } from "../../../src/tls/mod.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import { connect, tls13 } from "../support.ts";

const suites = [
  CipherSuite.TLS_AES_128_GCM_SHA256,
  CipherSuite.TLS_AES_256_GCM_SHA384,
  CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
  CipherSuite.TLS_AES_128_CCM_SHA256,
  CipherSuite.TLS_AES_128_CCM_8_SHA256,
];

for (const cipherSuite of suites) {
  Deno.test(`TLS 1.3 completes with ${cipherSuites.codePoint(cipherSuite).name}`, async () => {
    const { log, session } = await connect({ cipherSuite }, {
      offer: { cipherSuites: suites },
      use: async (session) => {
        await session.write(new TextEncoder().encode("ping"));
        assert.equal(new TextDecoder().decode((await session.read())!), "ping");
      },
    });
    assert.equal(session.protocolVersion, tls13);
    assert.equal(session.cipherSuite, cipherSuite);
    assertWholeLog(log);
  });
}

const groups = [
  NamedGroup.x25519,
  NamedGroup.secp256r1,
  NamedGroup.secp384r1,
  NamedGroup.secp521r1,
  NamedGroup.x448,
  NamedGroup.X25519MLKEM768,
  NamedGroup.SecP256r1MLKEM768,
  NamedGroup.SecP384r1MLKEM1024,
  NamedGroup.MLKEM768,
  NamedGroup.ffdhe2048,
];

for (const group of groups) {
  const name = supportedGroups.codePoint(group).name;

  Deno.test(`TLS 1.3 agrees on a secret with ${name}`, async () => {
    const { log, session } = await connect({ group }, { offer: { groups, keyShares: [group] } });
    assert.equal(session.namedGroup, group);
    const { evidence } = evidenceOf(log, "premaster_secret")!;
    assert.equal(evidence.namedGroup, group);
    assert.equal(evidence.keyExchange, kindOf(name!));
    assert.equal(evidenceOf(log, "server_hello")!.evidence.helloRetryRequest, null);
  });

  Deno.test(`TLS 1.3 sends a share for ${name} when a HelloRetryRequest asks for it`, async () => {
    const first = group === NamedGroup.x25519 ? NamedGroup.secp256r1 : NamedGroup.x25519;
    const { log, session, server } = await connect({ group }, { offer: { groups, keyShares: [first] } });
    assert.equal(session.namedGroup, group);
    const retry = evidenceOf(log, "server_hello")!.evidence.helloRetryRequest!;
    assert.equal(retry.selectedGroup, group);
    assert.equal(server.clientHellos.length, 2);
    assertWholeLog(log);
  });
}

const schemes: readonly (readonly [number, SigningKeyKind])[] = [
  [SignatureScheme.ecdsa_secp256r1_sha256, "P-256"],
  [SignatureScheme.ecdsa_secp384r1_sha384, "P-384"],
  [SignatureScheme.ecdsa_secp521r1_sha512, "P-521"],
  [SignatureScheme.ed25519, "Ed25519"],
  [SignatureScheme.rsa_pss_rsae_sha256, "RSA-2048"],
  [SignatureScheme.rsa_pss_rsae_sha384, "RSA-2048"],
  [SignatureScheme.rsa_pss_rsae_sha512, "RSA-2048"],
  [SignatureScheme.rsa_pss_pss_sha256, "RSA-PSS-2048"],
  [SignatureScheme.rsa_pss_pss_sha384, "RSA-PSS-2048"],
  [SignatureScheme.rsa_pss_pss_sha512, "RSA-PSS-2048"],
];

for (const [signatureScheme, kind] of schemes) {
  Deno.test(`TLS 1.3 verifies ${signatureSchemes.codePoint(signatureScheme).name}`, async () => {
    const certificate = await serverCertificate(kind);
    const { log, session } = await connect({ certificate, signatureScheme });
    assert.equal(session.signatureScheme, signatureScheme);
    const { evidence } = evidenceOf(log, "private_key")!;
    assert.equal(evidence.proof, "signature");
    assert.equal(evidence.signatureScheme, signatureScheme);
    const sent = evidenceOf(log, "authentication")!.evidence.certificates;
    assert.deepEqual(sent.map(({ certData }) => certData), certificate.chain);
  });
}

Deno.test("TLS 1.3 takes the server's choice of ALPN protocol from EncryptedExtensions", async () => {
  const { session, log } = await connect({ applicationProtocol: "http/1.1" });
  assert.equal(session.applicationProtocol, "http/1.1");
  assert.equal(evidenceOf(log, "server_hello")!.evidence.applicationProtocol, "http/1.1");
});

Deno.test("a stapled OCSP response and timestamps come with the certificate", async () => {
  const ocspResponse = new Uint8Array([0x30, 1, 2]);
  const signedCertificateTimestamps = [new Uint8Array([1, 2]), new Uint8Array([3])];
  const { session, log } = await connect({ ocspResponse, signedCertificateTimestamps });
  assert.deepEqual(session.ocspResponse, ocspResponse);
  const { evidence } = evidenceOf(log, "authentication")!;
  assert.deepEqual(evidence.ocspResponse, ocspResponse);
  assert.deepEqual(evidence.signedCertificateTimestamps, signedCertificateTimestamps);
});

Deno.test("the steps of TLS 1.3 settle in the order of the wire: the server's Finished before ours", async () => {
  const { log } = await connect();
  assert.deepEqual(log.settled.map(({ evidence }) => evidence.step), [
    "client_hello",
    "premaster_secret",
    "server_hello",
    "authentication",
    "private_key",
    "server_finished",
    "session_keys",
    "client_finished",
  ]);
});

Deno.test("without compatibility mode the client sends no session id and no ChangeCipherSpec", async () => {
  const { server } = await connect({ changeCipherSpec: false }, { offer: { compatibilityMode: false } });
  assert.equal(server.clientHellos[0]!.legacySessionId.length, 0);
  assert(server.received.every(({ contentType }) => contentType !== ContentType.change_cipher_spec));
});

Deno.test("in compatibility mode the client sends one ChangeCipherSpec, before its second flight", async () => {
  const types = async (script: Parameters<typeof connect>[0]) =>
    (await connect(script)).server.received
      .map(({ contentType, bytes }) => contentType === ContentType.handshake ? bytes[0] : "ChangeCipherSpec");
  assert.deepEqual(await types({}), [
    HandshakeType.client_hello,
    "ChangeCipherSpec",
    HandshakeType.finished,
  ]);
  // RFC 9846 appendix E.4: before the second ClientHello, when there is one.
  assert.deepEqual(await types({ cookie: new Uint8Array([1]) }), [
    HandshakeType.client_hello,
    "ChangeCipherSpec",
    HandshakeType.client_hello,
    HandshakeType.finished,
  ]);
});

Deno.test("secrets are told to whoever asks, and stay out of the log", async () => {
  const secrets: Secret[] = [];
  const { log, server } = await connect({}, { context: { onSecret: (secret) => secrets.push(secret) } });
  assert.deepEqual(secrets.map(({ label }) => label), [
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
    "CLIENT_TRAFFIC_SECRET_0",
    "SERVER_TRAFFIC_SECRET_0",
    "EXPORTER_SECRET",
  ]);
  const { random } = server.clientHellos[0]!;
  assert(secrets.every(({ clientRandom }) => equalBytes(clientRandom, random)));
  const kept = JSON.stringify(log, (_name, value) => value instanceof Uint8Array ? toHex(value) : value);
  assert(kept.includes(toHex(random)));
  for (const { secret } of secrets) assert(!kept.includes(toHex(secret)));
});

/** Every octet of every handshake message is accounted for by a field, and the nine steps are there. */
function assertWholeLog(log: HandshakeLog): void {
  assert.equal(log.settled.length, 8);
  for (const { bytes, fields, contentType } of log.messages) {
    if (contentType !== ContentType.handshake) continue;
    const leaves = fields.filter((field, i) =>
      (fields[i + 1]?.depth ?? 0) <= field.depth && field.length > 0
    );
    let end = 0;
    for (const { offset, length } of leaves) {
      assert.equal(offset, end, "fields follow each other without gaps");
      end += length;
    }
    assert.equal(end, bytes.length);
  }
}

function kindOf(groupName: string): string {
  if (groupName.startsWith("MLKEM")) return "KEM";
  if (groupName.includes("MLKEM")) return "hybrid";
  return groupName.startsWith("ffdhe") ? "DHE" : "ECDHE";
}
