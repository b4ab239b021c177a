import assert from "node:assert/strict";
import type { SigningKeyKind } from "../../../src/crypto/signing_key.ts";
import {
  CipherSuite,
  ContentType,
  HandshakeType,
  NamedGroup,
  ProtocolVersion,
  protocolVersions,
  SignatureScheme,
  signatureSchemes,
  supportedGroups,
} from "../../../src/registry/mod.ts";
import { evidenceOf, type Offer, type Secret } from "../../../src/tls/mod.ts";
import { serverCertificate } from "../../support/scripted_server/certificates.ts";
import type { ServerScript } from "../../support/scripted_server.ts";
import { connect, tls12 } from "../support.ts";

const { TLS_1_0, TLS_1_1, TLS_1_2 } = ProtocolVersion;

interface SuiteCase {
  readonly suite: keyof typeof CipherSuite;
  readonly versions: readonly number[];
  readonly kind: SigningKeyKind;
}

const since12 = [TLS_1_2];
const since10 = [TLS_1_2, TLS_1_1, TLS_1_0];

const suiteCases: readonly SuiteCase[] = [
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", versions: since12, kind: "P-256" },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", versions: since12, kind: "P-384" },
  { suite: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", versions: since12, kind: "P-256" },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", versions: since12, kind: "P-256" },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", versions: since12, kind: "P-256" },
  { suite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_RSA_WITH_AES_128_GCM_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_RSA_WITH_AES_256_CBC_SHA256", versions: since12, kind: "RSA-2048" },
  { suite: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", versions: since10, kind: "P-256" },
  { suite: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", versions: since10, kind: "RSA-2048" },
  { suite: "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", versions: since10, kind: "RSA-2048" },
  { suite: "TLS_RSA_WITH_AES_128_CBC_SHA", versions: since10, kind: "RSA-2048" },
  { suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA", versions: since10, kind: "RSA-2048" },
];

const everySuite: Partial<Offer> = { cipherSuites: suiteCases.map(({ suite }) => CipherSuite[suite]) };

for (const { suite, versions, kind } of suiteCases) {
  const isCbc = suite.includes("_CBC_");
  for (const version of versions) {
    for (const encryptThenMac of isCbc ? [false, true] : [false]) {
      const how = encryptThenMac ? " and encrypt_then_mac" : "";
      Deno.test(`${protocolVersions.codePoint(version).name} completes with ${suite}${how}`, async () => {
        const { log, session } = await connect({
          version,
          cipherSuite: CipherSuite[suite],
          certificate: await serverCertificate(kind),
          group: suite.includes("_DHE_") ? NamedGroup.ffdhe2048 : NamedGroup.secp256r1,
          encryptThenMac,
        }, { offer: everySuite, use: pingPong });
        assert.equal(session.protocolVersion, version);
        assert.equal(session.cipherSuite, CipherSuite[suite]);
        assert.equal(log.settled.length, 8);
        const keyExchange = /^TLS_(ECDHE|DHE|RSA)_/.exec(suite)![1];
        assert.equal(evidenceOf(log, "premaster_secret")!.evidence.keyExchange, keyExchange);
        const { proof } = evidenceOf(log, "private_key")!.evidence;
        assert.equal(proof, keyExchange === "RSA" ? "decryption" : "signature");
      });
    }
  }
}

/** Small and large, so that CBC pads in every way and a record is full. */
async function pingPong(session: Parameters<NonNullable<Parameters<typeof connect>[1]>["use"] & object>[0]) {
  for (const length of [1, 15, 16, 17, 255, 16_384]) {
    const octets = crypto.getRandomValues(new Uint8Array(length));
    await session.write(octets);
    const answer: number[] = [];
    while (answer.length < length) answer.push(...(await session.read())!);
    assert.deepEqual(answer, [...octets]);
  }
}

for (
  const group of [
    NamedGroup.x25519,
    NamedGroup.secp256r1,
    NamedGroup.secp384r1,
    NamedGroup.secp521r1,
    NamedGroup.x448,
  ]
) {
  Deno.test(`TLS 1.2 agrees on a secret with ${supportedGroups.codePoint(group).name}`, async () => {
    const { session } = await connect({ version: tls12, group }, { offer: { groups: [group] } });
    assert.equal(session.namedGroup, group);
  });
}

const schemes: readonly (readonly [number, SigningKeyKind])[] = [
  [SignatureScheme.ecdsa_secp256r1_sha256, "P-256"],
  // RFC 9846 §4.3.3: in TLS 1.2 a scheme does not say which curve signs.
  [SignatureScheme.ecdsa_secp384r1_sha384, "P-256"],
  [SignatureScheme.ecdsa_secp256r1_sha256, "P-384"],
  [SignatureScheme.ecdsa_secp521r1_sha512, "P-521"],
  [SignatureScheme.ecdsa_sha1, "P-256"],
  [SignatureScheme.ed25519, "Ed25519"],
  [SignatureScheme.rsa_pkcs1_sha256, "RSA-2048"],
  [SignatureScheme.rsa_pkcs1_sha384, "RSA-2048"],
  [SignatureScheme.rsa_pkcs1_sha512, "RSA-2048"],
  [SignatureScheme.rsa_pkcs1_sha1, "RSA-2048"],
  // RFC 9846 §4.3.3: who offers RSASSA-PSS takes it in TLS 1.2 too.
  [SignatureScheme.rsa_pss_rsae_sha256, "RSA-2048"],
  [SignatureScheme.rsa_pss_pss_sha256, "RSA-PSS-2048"],
];

for (const [signatureScheme, kind] of schemes) {
  const name = signatureSchemes.codePoint(signatureScheme).name;
  Deno.test(`TLS 1.2 verifies ${name} by a key of ${kind}`, async () => {
    const { session } = await connect(await authenticatedBy(kind, { signatureScheme }));
    assert.equal(session.signatureScheme, signatureScheme);
  });
}

async function authenticatedBy(
  kind: SigningKeyKind,
  script: Partial<ServerScript>,
): Promise<Partial<ServerScript>> {
  const cipherSuite = kind.startsWith("RSA")
    ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    : CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
  return { version: tls12, cipherSuite, certificate: await serverCertificate(kind), ...script };
}

for (const extendedMainSecret of [true, false]) {
  const how = extendedMainSecret ? "the extended main secret" : "the old main secret";
  Deno.test(`TLS 1.2 completes with ${how}, and says so`, async () => {
    const { log, session } = await connect({ version: tls12, extendedMainSecret });
    assert.equal(session.extendedMainSecret, extendedMainSecret);
    assert.equal(evidenceOf(log, "session_keys")!.evidence.extendedMainSecret, extendedMainSecret);
  });
}

Deno.test("TLS 1.2 takes the server's choice of ALPN protocol from its ServerHello", async () => {
  assert.equal(
    (await connect({ version: tls12, applicationProtocol: "h2" })).session.applicationProtocol,
    "h2",
  );
});

Deno.test("a server that leaves the whole block of extensions out is understood", async () => {
  const { session } = await connect({ version: tls12, extendedMainSecret: false }, {
    offer: { renegotiationInfo: false },
  });
  assert.equal(session.applicationProtocol, null);
});

Deno.test("a stapled OCSP response comes in CertificateStatus, and timestamps in ServerHello", async () => {
  const ocspResponse = new Uint8Array([0x30, 1, 2]);
  const signedCertificateTimestamps = [new Uint8Array([1, 2])];
  const { session, log } = await connect({ version: tls12, ocspResponse, signedCertificateTimestamps });
  assert.deepEqual(session.ocspResponse, ocspResponse);
  const { evidence } = evidenceOf(log, "authentication")!;
  assert.deepEqual(evidence.signedCertificateTimestamps, signedCertificateTimestamps);
});

Deno.test("a server that promised an OCSP response may leave it out", async () => {
  const { session } = await connect({
    version: tls12,
    ocspResponse: new Uint8Array([0x30]),
    alter: (turn, message) => turn === "CertificateStatus" ? null : message,
  });
  assert.equal(session.ocspResponse, null);
});

Deno.test("a ticket that was promised comes before the server's Finished, or not at all", async () => {
  const { log } = await connect({ version: tls12, tickets: 1 });
  const types = log.messages.filter(({ direction }) => direction === "received").map(({ msgType }) =>
    msgType
  );
  assert.deepEqual(types.slice(-3), [HandshakeType.new_session_ticket, null, HandshakeType.finished]);
  await connect({
    version: tls12,
    tickets: 1,
    alter: (turn, message) => turn === "NewSessionTicket" ? null : message,
  });
});

Deno.test("the steps of TLS 1.2 settle in the order of the wire: ours before the server's Finished", async () => {
  const { log } = await connect({ version: tls12 });
  assert.deepEqual(log.settled.map(({ evidence }) => evidence.step), [
    "client_hello",
    "server_hello",
    "authentication",
    "private_key",
    "premaster_secret",
    "session_keys",
    "client_finished",
    "server_finished",
  ]);
});

Deno.test("with static RSA the private key is proven by the server's Finished", async () => {
  const { log } = await connect({
    version: tls12,
    cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    certificate: await serverCertificate("RSA-2048"),
  });
  assert.deepEqual(log.settled.map(({ evidence }) => evidence.step).slice(-2), [
    "server_finished",
    "private_key",
  ]);
});

Deno.test("HelloRequests in the middle of a handshake are ignored, and are not hashed", async () => {
  const helloRequest = new Uint8Array([HandshakeType.hello_request, 0, 0, 0]);
  await connect({
    version: tls12,
    before: (turn, server) =>
      turn === "Certificate" || turn === "ServerHelloDone" ? server.sendHandshake(helloRequest) : undefined,
  });
});

Deno.test("TLS 1.2 tells its main secret under CLIENT_RANDOM to whoever asks", async () => {
  const secrets: Secret[] = [];
  await connect({ version: tls12 }, { context: { onSecret: (secret) => secrets.push(secret) } });
  assert.deepEqual(secrets.map(({ label, secret }) => [label, secret.length]), [["CLIENT_RANDOM", 48]]);
});

Deno.test("records of TLS 1.2 and older bear the version that was agreed", async () => {
  for (const version of [TLS_1_0, TLS_1_1, TLS_1_2]) {
    const { log } = await connect({ version }, { offer: everySuite });
    const sent = log.records.filter(({ direction }) => direction === "sent");
    // RFC 9846 §5.1: the first ClientHello goes under 0x0301, whatever it offers.
    assert.deepEqual(sent.map(({ bytes }) => bytes[1]! << 8 | bytes[2]!), [
      TLS_1_0,
      version,
      version,
      version,
    ]);
    assert.equal(sent[2]!.bytes[0], ContentType.change_cipher_spec);
  }
});
