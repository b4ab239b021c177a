import assert from "node:assert/strict";
import { concat } from "../../../src/bytes/mod.ts";
import {
  CipherSuite,
  ContentType,
  HandshakeType,
  NamedGroup,
  ProtocolVersion,
  SignatureScheme,
} from "../../../src/registry/mod.ts";
import { encodeFinished, encodeHandshake } from "../../../src/tls/message/mod.ts";
import { evidenceOf, type Offer } from "../../../src/tls/mod.ts";
import type { Altered, ServerScript, Turn } from "../../support/scripted_server.ts";
import { impostor, serverCertificate, signWith } from "../../support/scripted_server/certificates.ts";
import { offCurvePoint } from "../../support/scripted_server/key_agreement.ts";
import {
  dheParams,
  ecdheParams,
  encodeCertificate12,
  encodeCertificateRequest12,
  encodeCertificateStatus,
  encodeEmpty,
  encodeNewSessionTicket12,
  encodeServerKeyExchange,
  noData,
} from "../../support/scripted_server/messages.ts";
import type { ServerConnection } from "../../support/scripted_server.ts";
import { type Expected, refuse, shake, tls12 } from "../support.ts";

const malformed = { code: "malformed_message", alert: "decode_error" } as const;
const illegal = { code: "illegal_parameter", alert: "illegal_parameter" } as const;
const unexpected = { code: "unexpected_message", alert: "unexpected_message" } as const;
const badSignature = { code: "bad_signature", alert: "decrypt_error" } as const;
const badKeyShare = { code: "bad_key_share", alert: "illegal_parameter" } as const;

interface Refusal {
  readonly what: string;
  readonly script: Partial<ServerScript>;
  readonly expected: Expected;
  readonly offer?: Partial<Offer>;
}

function change(
  turn: Turn,
  altered: (message: Uint8Array, server: ServerConnection) => Altered | Promise<Altered>,
  script: Partial<ServerScript> = {},
): Partial<ServerScript> {
  return { version: tls12, alter: (at, m, server) => at === turn ? altered(m, server) : m, ...script };
}

const flipLast = (message: Uint8Array) => {
  const flipped = message.slice();
  flipped[flipped.length - 1]! ^= 1;
  return flipped;
};
const cut = (message: Uint8Array) =>
  encodeHandshake(message[0]!, (writer) => writer.opaque(message.subarray(4, -1)));
const lengthen = (message: Uint8Array) =>
  encodeHandshake(message[0]!, (writer) => writer.opaque(message.subarray(4)).uint8(0));

const rsa = await serverCertificate("RSA-2048");
const ecdsa = await serverCertificate("P-256");
const staticRsa = { cipherSuite: CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, certificate: rsa };

const inAuthentication = (expected: Omit<Expected, "step">): Expected => ({
  step: "authentication",
  ...expected,
});

const certificates: readonly Refusal[] = [
  {
    what: "an empty list of certificates",
    script: change("Certificate", () => encodeCertificate12([])),
    expected: inAuthentication(malformed),
  },
  {
    what: "an empty certificate",
    script: change("Certificate", () => encodeCertificate12([noData])),
    expected: inAuthentication(malformed),
  },
  {
    what: "a certificate that is none",
    script: change("Certificate", () => encodeCertificate12([new Uint8Array(50).fill(0x30)])),
    expected: inAuthentication({ code: "malformed_message", alert: "bad_certificate" }),
  },
  {
    what: "a Certificate that is cut",
    script: change("Certificate", cut),
    expected: inAuthentication(malformed),
  },
  {
    what: "a Certificate with an octet too many",
    script: change("Certificate", lengthen),
    expected: inAuthentication(malformed),
  },
  {
    what: "no Certificate",
    script: change("Certificate", () => null),
    expected: inAuthentication(unexpected),
  },
  {
    what: "an ECDSA key where the suite wants RSA",
    script: {
      version: tls12,
      cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      certificate: ecdsa,
    },
    expected: inAuthentication(illegal),
  },
  {
    what: "an RSA key where the suite wants ECDSA",
    script: {
      version: tls12,
      cipherSuite: CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      certificate: rsa,
    },
    expected: inAuthentication(illegal),
  },
  {
    what: "an ECDSA key where the suite encrypts to it",
    script: change("Certificate", () => encodeCertificate12(ecdsa.chain), staticRsa),
    expected: inAuthentication(illegal),
  },
  {
    what: "a CertificateStatus that was not promised",
    script: change("Certificate", (m) => [m, encodeCertificateStatus(new Uint8Array(3))]),
    expected: { step: "private_key", ...unexpected },
  },
];

/** ServerKeyExchange with these parameters, signed as they should be. */
const parameters = (params: (server: ServerConnection) => Uint8Array, script: Partial<ServerScript> = {}) =>
  change("ServerKeyExchange", async (_message, server) => {
    const [clientRandom, serverRandom] = [server.received[0]!.bytes.subarray(6, 38), server.script.random];
    const { certificate } = server.script;
    const scheme = certificate === rsa
      ? SignatureScheme.rsa_pkcs1_sha256
      : SignatureScheme.ecdsa_secp256r1_sha256;
    const signed = params(server);
    const signature = await signWith(certificate, scheme, concat(clientRandom, serverRandom, signed));
    return encodeServerKeyExchange(signed, scheme, signature);
  }, script);

const point = (group: number, octets: Uint8Array) => parameters(() => ecdheParams(group, octets));

const dheSuite = { cipherSuite: CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, certificate: rsa };
const finiteField = (p: Uint8Array, g: Uint8Array, ys: Uint8Array) =>
  parameters(() => dheParams(p, g, ys), { ...dheSuite, group: NamedGroup.ffdhe2048 });
const withDhe: Partial<Offer> = { cipherSuites: [CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256] };
/** An odd number, which is all that the engine can know of a prime in time. */
const prime = (octets: number) => new Uint8Array(octets).fill(0xff);
const two = Uint8Array.of(2);
const three = Uint8Array.of(3);

const keyExchanges: readonly Refusal[] = [
  {
    what: "another signature",
    script: change("ServerKeyExchange", flipLast),
    expected: { step: "private_key", ...badSignature },
  },
  {
    what: "a signature by another key",
    script: change("Certificate", async () => encodeCertificate12((await impostor()).chain)),
    expected: { step: "private_key", ...badSignature },
  },
  {
    what: "a signature of another handshake",
    script: parameters(() => ecdheParams(NamedGroup.secp256r1, new Uint8Array(65)), {
      random: new Uint8Array(32),
      alter: async (turn, message) => {
        if (turn !== "ServerKeyExchange") return message;
        const params = message.subarray(4, 4 + 69);
        return encodeServerKeyExchange(params, 0x0403, await signWith(ecdsa, 0x0403, params));
      },
    }),
    expected: { step: "private_key", ...badSignature },
  },
  {
    what: "a signature scheme that was not offered",
    script: { version: tls12 },
    offer: { signatureSchemes: [SignatureScheme.rsa_pkcs1_sha256] },
    expected: { step: "private_key", ...illegal },
  },
  {
    what: "a signature scheme for another kind of key",
    script: change("ServerKeyExchange", (message) => {
      const other = message.slice();
      other.set([0x04, 0x01], 4 + 69);
      return other;
    }),
    expected: { step: "private_key", ...illegal },
  },
  {
    what: "a curve that was not offered",
    script: point(NamedGroup.brainpoolP256r1, new Uint8Array(65)),
    expected: { step: "premaster_secret", ...illegal },
  },
  {
    what: "a group of TLS 1.3 alone",
    script: point(NamedGroup.X25519MLKEM768, new Uint8Array(64)),
    expected: { step: "premaster_secret", ...illegal },
  },
  {
    what: "a curve that is not named",
    script: parameters(() => Uint8Array.of(1, 0, 23, 1, 4)),
    expected: { step: "private_key", ...malformed },
  },
  {
    what: "an empty point",
    script: point(NamedGroup.secp256r1, noData),
    expected: { step: "private_key", ...malformed },
  },
  {
    what: "a point off the curve",
    script: point(NamedGroup.secp256r1, offCurvePoint(NamedGroup.secp256r1)),
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "a point of another curve's length",
    script: point(NamedGroup.secp256r1, new Uint8Array(97).fill(4)),
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "RFC 8422 §5.11: an x25519 value that gives zero",
    script: point(NamedGroup.x25519, new Uint8Array(32)),
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "an octet behind the signature",
    script: change("ServerKeyExchange", lengthen),
    expected: { step: "private_key", ...malformed },
  },
  {
    what: "a cut ServerKeyExchange",
    script: change("ServerKeyExchange", cut),
    expected: { step: "private_key", ...malformed },
  },
  {
    what: "no ServerKeyExchange",
    script: change("ServerKeyExchange", () => null),
    expected: { step: "private_key", ...unexpected },
  },
  {
    what: "a ServerKeyExchange with static RSA",
    script: change("Certificate", (m) => [m, encodeEmpty(HandshakeType.server_key_exchange)], staticRsa),
    expected: { step: "premaster_secret", ...unexpected },
  },
  {
    what: "a Diffie-Hellman value of 1",
    script: finiteField(prime(256), two, Uint8Array.of(1)),
    offer: withDhe,
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "a Diffie-Hellman value of p - 1",
    script: finiteField(prime(256), two, prime(256).fill(0xfe, 255)),
    offer: withDhe,
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "an even Diffie-Hellman prime",
    script: finiteField(prime(256).fill(0xfe, 255), two, three),
    offer: withDhe,
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "a Diffie-Hellman prime of one octet",
    script: finiteField(prime(1), two, three),
    offer: withDhe,
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "a Diffie-Hellman prime of 16384 bits",
    script: finiteField(prime(2048), two, three),
    offer: withDhe,
    expected: { step: "premaster_secret", ...badKeyShare },
  },
  {
    what: "an empty Diffie-Hellman prime",
    script: finiteField(noData, two, three),
    offer: withDhe,
    expected: { step: "private_key", ...malformed },
  },
  {
    what: "RFC 4346 §7.4.3: another signature before TLS 1.2",
    script: change("ServerKeyExchange", flipLast, {
      version: ProtocolVersion.TLS_1_0,
      cipherSuite: CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
      certificate: rsa,
    }),
    expected: { step: "private_key", ...badSignature },
  },
];

const requests: readonly Refusal[] = [
  {
    what: "a CertificateRequest without types",
    script: change("CertificateRequest", () => encodeCertificateRequest12([], [0x0403], []), {
      certificateRequest: true,
    }),
    expected: { step: "premaster_secret", ...malformed },
  },
  {
    what: "a CertificateRequest without signature algorithms",
    script: change("CertificateRequest", () => encodeCertificateRequest12([1], [], []), {
      certificateRequest: true,
    }),
    expected: { step: "premaster_secret", ...malformed },
  },
  {
    what: "a CertificateRequest as before TLS 1.2",
    script: change("CertificateRequest", () => encodeCertificateRequest12([1], null, []), {
      certificateRequest: true,
    }),
    expected: { step: "premaster_secret", ...malformed },
  },
  {
    what: "a second CertificateRequest",
    script: change("CertificateRequest", (m) => [m, m], { certificateRequest: true }),
    expected: { step: "premaster_secret", ...unexpected },
  },
  {
    what: "a CertificateRequest before the ServerKeyExchange",
    script: change("ServerKeyExchange", (m) => [encodeCertificateRequest12([1], [0x0403], []), m]),
    expected: { step: "private_key", ...unexpected },
  },
  {
    what: "a ServerHelloDone that says something",
    script: change("ServerHelloDone", lengthen),
    expected: { step: "premaster_secret", ...malformed },
  },
];

const endings: readonly Refusal[] = [
  {
    what: "another Finished",
    script: change("Finished", flipLast),
    expected: { step: "server_finished", code: "bad_finished", alert: "decrypt_error" },
  },
  {
    what: "a Finished as long as in TLS 1.3",
    script: change("Finished", () => encodeFinished(new Uint8Array(32))),
    expected: { step: "server_finished", ...malformed },
  },
  {
    what: "a cut Finished",
    script: change("Finished", cut),
    expected: { step: "server_finished", ...malformed },
  },
  {
    what: "another message in place of the Finished",
    script: change("Finished", () => encodeEmpty(HandshakeType.server_hello_done)),
    expected: { step: "server_finished", ...unexpected },
  },
  {
    what: "a ticket that was not promised",
    script: {
      version: tls12,
      before: (turn, server) =>
        turn === "ChangeCipherSpec"
          ? server.sendHandshake(encodeNewSessionTicket12(new Uint8Array(8)))
          : undefined,
    },
    expected: { step: "server_finished", ...unexpected },
  },
  {
    what: "a second ticket",
    script: change("NewSessionTicket", (m) => [m, m], { tickets: 1 }),
    expected: { step: "server_finished", ...unexpected },
  },
  {
    what: "a cut ticket",
    script: change("NewSessionTicket", cut, { tickets: 1 }),
    expected: { step: "server_finished", ...malformed },
  },
  {
    what: "a Finished without ChangeCipherSpec",
    script: {
      version: tls12,
      before: async (turn, server) => {
        if (turn !== "ChangeCipherSpec") return;
        await server.sendHandshake(encodeFinished(new Uint8Array(12)));
        await server.fallSilent();
      },
    },
    expected: { step: "server_finished", ...unexpected },
  },
  {
    what: "a ChangeCipherSpec that says 2",
    script: change("ChangeCipherSpec", () => Uint8Array.of(2)),
    expected: { step: "server_finished", ...malformed },
  },
  {
    what: "two ChangeCipherSpecs",
    script: change("ChangeCipherSpec", (m) => [m, m]),
    // The second is not protected, although everything behind the first must be.
    expected: { step: "server_finished", code: "bad_record", alert: "bad_record_mac" },
  },
  {
    what: "a ChangeCipherSpec in the middle of its flight",
    script: {
      version: tls12,
      after: (turn, server) =>
        turn === "Certificate" ? server.send(ContentType.change_cipher_spec, Uint8Array.of(1)) : undefined,
    },
    expected: { step: "private_key", ...unexpected },
  },
  {
    what: "application data in the middle of its flight",
    script: {
      version: tls12,
      after: (turn, server) =>
        turn === "Certificate" ? server.send(ContentType.application_data, Uint8Array.of(1)) : undefined,
    },
    expected: { step: "private_key", ...unexpected },
  },
];

for (
  const { what, script, expected, offer = {} } of [...certificates, ...keyExchanges, ...requests, ...endings]
) {
  Deno.test(`TLS 1.2 refuses ${what}`, async () => {
    const { log } = await refuse(script, expected, { offer });
    assert(evidenceOf(log, "server_hello") !== null, "the ServerHello keeps its proof");
  });
}

for (const bits of [512, 1024, 8192]) {
  Deno.test(`RFC 5246 §7.4.3: a Diffie-Hellman prime of ${bits} bits that nobody has published is told of`, async () => {
    const { log } = await shake(finiteField(prime(bits / 8), two, three), { offer: withDhe });
    const { keyExchange, namedGroup, finiteField: field } = evidenceOf(log, "premaster_secret")!.evidence;
    assert.deepEqual({ keyExchange, namedGroup, field }, {
      keyExchange: "DHE",
      namedGroup: null,
      field: { bits, name: null },
    });
    assert(evidenceOf(log, "private_key") !== null, "the parameters are signed");
  });
}
