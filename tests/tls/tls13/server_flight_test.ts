import assert from "node:assert/strict";
import { concat } from "../../../src/bytes/mod.ts";
import { ExtensionType, HandshakeType, SignatureScheme } from "../../../src/registry/mod.ts";
import { evidenceOf, type Offer } from "../../../src/tls/mod.ts";
import { encodeFinished, encodeHandshake, encodeKeyUpdate } from "../../../src/tls/message/mod.ts";
import { impostor, serverCertificate, signWith } from "../../support/scripted_server/certificates.ts";
import {
  certificateAuthorities,
  certificateStatus,
  data,
  encodeCertificate,
  encodeCertificateRequest,
  encodeCertificateVerify,
  encodeEmpty,
  encodeEncryptedExtensions,
  encodeNewSessionTicket,
  type ExtensionInput,
  noData,
  selectedProtocol,
  serverShare,
  signatureAlgorithms,
  signedCertificateTimestamps,
} from "../../support/scripted_server/messages.ts";
import type { Altered, ServerScript, Turn } from "../../support/scripted_server.ts";
import { connect, type Expected, refuse } from "../support.ts";

/** The script whose message of this turn is changed; everything else fits the change. */
function change(
  turn: Turn,
  altered: (message: Uint8Array) => Altered | Promise<Altered>,
): Partial<ServerScript> {
  return { alter: (at, message) => at === turn ? altered(message) : message };
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

const malformed = { code: "malformed_message", alert: "decode_error" } as const;
const illegal = { code: "illegal_parameter", alert: "illegal_parameter" } as const;
const unexpected = { code: "unexpected_message", alert: "unexpected_message" } as const;
const unsolicited = { code: "illegal_parameter", alert: "unsupported_extension" } as const;

interface Refusal {
  readonly what: string;
  readonly script: Partial<ServerScript>;
  readonly expected: Omit<Expected, "step">;
  readonly offer?: Partial<Offer>;
}

const extensions = (...list: readonly ExtensionInput[]) =>
  change("EncryptedExtensions", () => encodeEncryptedExtensions(list));

const encryptedExtensions: readonly Refusal[] = [
  { what: "have an unknown extension", script: extensions([0xeeee, noData]), expected: unsolicited },
  {
    what: "have an extension that was not offered",
    script: extensions([ExtensionType.early_data, noData]),
    expected: unsolicited,
  },
  {
    what: "have a max_fragment_length that was not asked for",
    script: extensions([ExtensionType.max_fragment_length, Uint8Array.of(1)]),
    expected: unsolicited,
  },
  {
    what: "have a certificate type that was not asked for",
    script: extensions([ExtensionType.server_certificate_type, Uint8Array.of(2)]),
    expected: unsolicited,
  },
  {
    what: "have a key_share, which belongs elsewhere",
    script: extensions(serverShare(29, new Uint8Array(32))),
    expected: illegal,
  },
  {
    what: "have an extension of TLS 1.2",
    script: extensions([ExtensionType.session_ticket, noData]),
    expected: illegal,
  },
  {
    what: "have an extension twice",
    script: extensions(selectedProtocol("h2"), selectedProtocol("h2")),
    expected: illegal,
  },
  {
    what: "choose a protocol that was not offered",
    script: extensions(selectedProtocol("h3")),
    expected: illegal,
  },
  { what: "choose two protocols", script: extensions(selectedProtocol("h2", "http/1.1")), expected: illegal },
  { what: "choose no protocol", script: extensions(selectedProtocol()), expected: malformed },
  { what: "choose an empty protocol", script: extensions(selectedProtocol("")), expected: malformed },
  {
    what: "choose a protocol though none was offered",
    script: extensions(selectedProtocol("h2")),
    offer: { applicationProtocols: [] },
    expected: unsolicited,
  },
  {
    what: "have a server_name that is not empty",
    script: extensions([ExtensionType.server_name, new Uint8Array(1)]),
    expected: malformed,
  },
  { what: "are cut", script: change("EncryptedExtensions", cut), expected: malformed },
  { what: "are too long", script: change("EncryptedExtensions", lengthen), expected: malformed },
  { what: "are missing", script: change("EncryptedExtensions", () => null), expected: unexpected },
  { what: "come twice", script: change("EncryptedExtensions", (m) => [m, m]), expected: unexpected },
];

for (const { what, script, expected, offer = {} } of encryptedExtensions) {
  Deno.test(`EncryptedExtensions are refused when they ${what}`, async () => {
    const step = what === "come twice" ? "authentication" : "server_hello";
    const { log } = await refuse(script, { step, ...expected }, { offer });
    assert(evidenceOf(log, "premaster_secret") !== null, "the shared secret keeps its proof");
  });
}

Deno.test("EncryptedExtensions may say what groups the server has, and that it knows the name", async () => {
  await connect(extensions(
    [ExtensionType.server_name, noData],
    [
      ExtensionType.supported_groups,
      data((writer) => writer.scope(2, (list) => list.uint16(0xeeee).uint16(29))),
    ],
  ));
});

const schemes = signatureAlgorithms([SignatureScheme.ecdsa_secp256r1_sha256]);

const request = (context: Uint8Array, ...list: readonly ExtensionInput[]): Partial<ServerScript> => ({
  certificateRequest: true,
  ...change("CertificateRequest", () => encodeCertificateRequest(context, list)),
});

const certificateRequests: readonly Refusal[] = [
  { what: "has a context", script: request(new Uint8Array(1), schemes), expected: illegal },
  {
    what: "has no signature_algorithms",
    script: request(noData),
    expected: { code: "illegal_parameter", alert: "missing_extension" },
  },
  { what: "has signature_algorithms twice", script: request(noData, schemes, schemes), expected: illegal },
  {
    what: "has a known extension that belongs elsewhere",
    script: request(noData, schemes, serverShare(29, new Uint8Array(32))),
    expected: illegal,
  },
  {
    what: "has an empty list of signature_algorithms",
    script: request(noData, signatureAlgorithms([])),
    expected: malformed,
  },
  {
    what: "is cut",
    script: { certificateRequest: true, ...change("CertificateRequest", cut) },
    expected: malformed,
  },
  {
    what: "comes twice",
    script: { certificateRequest: true, ...change("CertificateRequest", (m) => [m, m]) },
    expected: unexpected,
  },
  {
    what: "comes after the certificate",
    script: change("Certificate", (message) => [message, encodeCertificateRequest(noData, [schemes])]),
    expected: unexpected,
  },
];

for (const { what, script, expected } of certificateRequests) {
  Deno.test(`a CertificateRequest is refused when it ${what}`, async () => {
    const step = what === "comes after the certificate" ? "private_key" : "authentication";
    await refuse(script, { step, ...expected });
  });
}

Deno.test("RFC 9846 §4.4.2: unknown extensions of a CertificateRequest are ignored, and kept", async () => {
  const name = new Uint8Array([0x30, 0]);
  const { log } = await connect(
    request(noData, [0xeeee, new Uint8Array(3)], schemes, certificateAuthorities([name])),
  );
  assert.deepEqual(log.certificateRequest!.certificateAuthorities, [name]);
  assert.deepEqual(log.certificateRequest!.extensions.map(({ type }) => type), [0xeeee, 13, 47]);
});

const leaf = (await serverCertificate("P-256")).chain[0]!;

const entry = (...list: readonly ExtensionInput[]) =>
  change("Certificate", () => encodeCertificate([{ certData: leaf, extensions: list }]));

const certificates: readonly Refusal[] = [
  { what: "is empty", script: change("Certificate", () => encodeCertificate([])), expected: malformed },
  {
    what: "has an empty certificate",
    script: change("Certificate", () => encodeCertificate([{ certData: noData }])),
    expected: malformed,
  },
  {
    what: "has a context",
    script: change("Certificate", () => encodeCertificate([{ certData: leaf }], new Uint8Array(1))),
    expected: illegal,
  },
  { what: "has an unknown extension", script: entry([0xeeee, noData]), expected: unsolicited },
  {
    what: "has timestamps that were not asked for",
    script: entry(signedCertificateTimestamps([new Uint8Array(1)])),
    offer: { signedCertificateTimestamp: false },
    expected: unsolicited,
  },
  {
    what: "has an extension that belongs elsewhere",
    script: entry([ExtensionType.server_name, noData]),
    expected: illegal,
  },
  {
    what: "has an extension twice",
    script: entry(...[1, 2].map((n) => signedCertificateTimestamps([new Uint8Array(n)]))),
    expected: illegal,
  },
  {
    what: "has an extension twice in a later entry",
    script: change("Certificate", () =>
      encodeCertificate([{ certData: leaf }, {
        certData: leaf,
        extensions: [1, 2].map((n) => signedCertificateTimestamps([new Uint8Array(n)])),
      }])),
    expected: illegal,
  },
  {
    what: "has an OCSP response of no octets",
    script: entry([ExtensionType.status_request, certificateStatus(noData)]),
    expected: malformed,
  },
  {
    what: "is no certificate",
    script: change("Certificate", () => encodeCertificate([{ certData: new Uint8Array(100).fill(0x30) }])),
    expected: { code: "malformed_message", alert: "bad_certificate" },
  },
  {
    what: "is a certificate cut short",
    script: change("Certificate", () => encodeCertificate([{ certData: leaf.subarray(0, 200) }])),
    expected: { code: "malformed_message", alert: "bad_certificate" },
  },
  { what: "is cut", script: change("Certificate", cut), expected: malformed },
  { what: "is too long", script: change("Certificate", lengthen), expected: malformed },
  { what: "is missing", script: change("Certificate", () => null), expected: unexpected },
];

for (const { what, script, expected, offer = {} } of certificates) {
  Deno.test(`a Certificate is refused when it ${what}`, async () => {
    const { log } = await refuse(script, { step: "authentication", ...expected }, { offer });
    assert(evidenceOf(log, "server_hello") !== null, "the ServerHello keeps its proof");
  });
}

const verify = (altered: (message: Uint8Array) => Altered | Promise<Altered>) =>
  change("CertificateVerify", altered);
const scheme = (value: number) =>
  verify((message) => concat(message.subarray(0, 4), data((w) => w.uint16(value)), message.subarray(6)));

const badSignature = { code: "bad_signature", alert: "decrypt_error" } as const;

const proofs: readonly Refusal[] = [
  { what: "its signature is another", script: verify(flipLast), expected: badSignature },
  {
    what: "its signature is empty",
    script: verify(() => encodeCertificateVerify(SignatureScheme.ecdsa_secp256r1_sha256, noData)),
    expected: badSignature,
  },
  {
    what: "its signature is of another handshake",
    script: verify(async () =>
      encodeCertificateVerify(
        SignatureScheme.ecdsa_secp256r1_sha256,
        await signWith(await serverCertificate("P-256"), 0x0403, new Uint8Array(130)),
      )
    ),
    expected: badSignature,
  },
  {
    what: "its key is another than the certificate's",
    script: change(
      "Certificate",
      async () => encodeCertificate([{ certData: (await impostor()).chain[0]! }]),
    ),
    expected: badSignature,
  },
  { what: "its scheme was not offered", script: scheme(0x0708), expected: illegal },
  { what: "its scheme is a GREASE value", script: scheme(0x7a7a), expected: illegal },
  {
    what: "its scheme is for another kind of key",
    script: scheme(SignatureScheme.rsa_pss_rsae_sha256),
    expected: illegal,
  },
  { what: "its scheme is Ed25519's", script: scheme(SignatureScheme.ed25519), expected: illegal },
  {
    what: "RFC 9846 §4.3.3: its scheme is for another curve",
    script: { signatureScheme: SignatureScheme.ecdsa_secp384r1_sha384 },
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.5.2: it is signed with SHA-1",
    script: { signatureScheme: SignatureScheme.ecdsa_sha1 },
    expected: illegal,
  },
  {
    what: "RFC 9846 §4.3.3: it is signed with PKCS #1 v1.5",
    script: {
      certificate: await serverCertificate("RSA-2048"),
      signatureScheme: SignatureScheme.rsa_pkcs1_sha256,
    },
    expected: illegal,
  },
  { what: "it is cut", script: verify(cut), expected: malformed },
  { what: "it is too long", script: verify(lengthen), expected: malformed },
  { what: "it is missing", script: verify(() => null), expected: unexpected },
];

for (const { what, script, expected } of proofs) {
  Deno.test(`a CertificateVerify is refused when ${what}`, async () => {
    const { log } = await refuse(script, { step: "private_key", ...expected });
    assert(evidenceOf(log, "authentication") !== null, "the certificate keeps its place in the log");
  });
}

const finished = (altered: (message: Uint8Array) => Altered) => change("Finished", altered);

const endings: readonly Refusal[] = [
  {
    what: "its verify_data is another",
    script: finished(flipLast),
    expected: { code: "bad_finished", alert: "decrypt_error" },
  },
  {
    what: "its verify_data is of zeros",
    script: finished(() => encodeFinished(new Uint8Array(32))),
    expected: { code: "bad_finished", alert: "decrypt_error" },
  },
  { what: "it is cut", script: finished(cut), expected: malformed },
  { what: "it is too long", script: finished(lengthen), expected: malformed },
  {
    what: "it is as short as in TLS 1.2",
    script: finished(() => encodeFinished(new Uint8Array(12))),
    expected: malformed,
  },
  {
    what: "a KeyUpdate comes before it",
    script: finished((m) => [encodeKeyUpdate(0), m]),
    expected: unexpected,
  },
  {
    what: "a ticket comes before it",
    script: finished((m) => [encodeNewSessionTicket(), m]),
    expected: unexpected,
  },
  {
    what: "RFC 9846 §4.6: EndOfEarlyData comes in its place",
    script: finished(() => encodeEmpty(HandshakeType.end_of_early_data)),
    expected: unexpected,
  },
  {
    what: "a message that nobody knows comes in its place",
    script: finished(() => encodeEmpty(200)),
    expected: unexpected,
  },
  {
    what: "RFC 9846 §5.1: another message begins behind it under the same keys",
    script: finished((m) => [m, encodeNewSessionTicket()]),
    expected: unexpected,
  },
];

for (const { what, script, expected } of endings) {
  Deno.test(`the server's Finished is refused when ${what}`, async () => {
    const { log, server } = await refuse(script, { step: "server_finished", ...expected });
    assert(evidenceOf(log, "private_key") !== null, "the signature keeps its proof");
    const sent = server.received.some(({ contentType, bytes }) => contentType === 22 && bytes[0] === 20);
    assert(!sent, "the client does not finish");
  });
}

Deno.test("a message changed on the way makes the server's Finished wrong, and nothing before it", async () => {
  // The server hashes what it meant to say; the client hears something else that is as well-formed.
  const { log } = await refuse({
    alter: (turn, message, server) => {
      if (turn !== "EncryptedExtensions") return message;
      return server.sendHandshake(encodeEncryptedExtensions([selectedProtocol("h2")])).then(() => {
        server.transcript.add(message);
        return null;
      });
    },
  }, { step: "private_key", ...badSignature });
  assert.equal(evidenceOf(log, "server_hello")!.evidence.applicationProtocol, "h2");
});

Deno.test("what went wrong is said with the message's name", async () => {
  const { failure } = await refuse(change("CertificateVerify", () => null), {
    step: "private_key",
    ...unexpected,
  });
  assert.match(failure.message, /finished.*certificate_verify/);
});
