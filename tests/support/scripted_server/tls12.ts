/** A server of TLS 1.0, 1.1 or 1.2 as its script has it, RFC 5246 §7.3. */
import { concat, equalBytes, Reader } from "../../../src/bytes/mod.ts";
import { dhe, group as namedGroup } from "../../../src/crypto/mod.ts";
import { publishedPrimes } from "../../../src/crypto/published_primes.ts";
import { toOctets } from "../../../src/crypto/bigint.ts";
import { ContentType, ExtensionType, HandshakeType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { tls12Suite } from "../../../src/tls/cipher_suite.ts";
import {
  type ClientHello,
  encodeFinished,
  readClientHello,
  readClientKeyExchange,
  readFinished,
  readHandshake,
  readServerHello,
} from "../../../src/tls/message/mod.ts";
import { plaintext } from "../../../src/tls/record/mod.ts";
import {
  type ConnectionKeys,
  connectionKeys,
  finishedVerifyData,
  mainSecret,
} from "../../../src/tls/tls12/main_secret.ts";
import type { Negotiated } from "../../../src/tls/tls12/negotiated.ts";
import { decryptPremasterSecret, namesItsScheme, signLegacy, signWith, usualScheme } from "./certificates.ts";
import type { ServerConnection } from "./connection.ts";
import {
  data,
  dheParams,
  ecdheParams,
  encodeCertificate12,
  encodeCertificateRequest12,
  encodeCertificateStatus,
  encodeEmpty,
  encodeNewSessionTicket12,
  encodeServerHello,
  encodeServerKeyExchange,
  type ExtensionInput,
  noData,
  selectedProtocol,
  signedCertificateTimestamps,
} from "./messages.ts";

export async function serveTls12(server: ServerConnection, first: Uint8Array): Promise<void> {
  const { script, transcript } = server;
  transcript.add(first);
  await server.writeWith(plaintext(script.version));
  const clientHello = readHandshake(new Reader(first), readClientHello);
  const known = script.sessions?.recallMainSecret(clientHello) ?? null;
  const negotiated = await sayServerHello(
    server,
    clientHello,
    known === null ? script.sessionId : clientHello.legacySessionId,
  );
  if (known === null) await shakeHands(server, negotiated);
  else await resume(server, negotiated, known);
  await script.before("ApplicationData", server);
  await server.flush();
  await script.application(server);
}

async function shakeHands(server: ServerConnection, negotiated: Negotiated): Promise<void> {
  const { script, transcript } = server;
  await server.say("Certificate", encodeCertificate12(script.certificate.chain));
  if (script.ocspResponse !== null) {
    await server.say("CertificateStatus", encodeCertificateStatus(script.ocspResponse));
  }
  const exchange = await sayServerKeyExchange(server, negotiated);
  if (script.certificateRequest) await sayCertificateRequest(server);
  await server.say("ServerHelloDone", encodeEmpty(HandshakeType.server_hello_done));
  await script.before("ClientFlight", server);
  await server.flush();

  if (script.certificateRequest) transcript.add(await server.expect(HandshakeType.certificate));
  const clientKeyExchange = await server.expect(HandshakeType.client_key_exchange);
  transcript.add(clientKeyExchange);
  const premasterSecret = await exchange(clientKeyExchange);
  const secret = await mainSecret(negotiated, premasterSecret, await transcript.hash(negotiated.hash));
  const keys = await connectionKeys(negotiated, secret);
  server.nextReadKeys = keys.client;
  await expectClientFinished(server, negotiated, secret);
  await sayFinished(server, negotiated, secret, keys);
  await server.flush();
}

/** The abbreviated handshake, RFC 5246 §7.3. */
async function resume(
  server: ServerConnection,
  negotiated: Negotiated,
  secret: Uint8Array,
): Promise<void> {
  const keys = await connectionKeys(negotiated, secret);
  await sayFinished(server, negotiated, secret, keys);
  server.nextReadKeys = keys.client;
  await server.script.before("ClientFlight", server);
  await server.flush();
  await expectClientFinished(server, negotiated, secret);
}

async function sayFinished(
  server: ServerConnection,
  negotiated: Negotiated,
  secret: Uint8Array,
  keys: ConnectionKeys,
): Promise<void> {
  const { script, transcript } = server;
  const ticket = negotiated.willIssueTicket ? randomOctets(32) : null;
  if (ticket !== null) await server.say("NewSessionTicket", encodeNewSessionTicket12(ticket));
  script.sessions?.rememberMainSecret(script.sessionId, ticket, secret);
  await server.sayChangeCipherSpec();
  await server.writeWith(keys.server);
  const transcriptHash = await transcript.hash(negotiated.hash);
  const verifyData = await finishedVerifyData(negotiated, secret, "server", transcriptHash);
  await server.say("Finished", encodeFinished(verifyData));
}

/** What both sides agree on once it is said; the client's own record of it has the same shape. */
async function sayServerHello(
  server: ServerConnection,
  clientHello: ClientHello,
  sessionId: Uint8Array,
): Promise<Negotiated> {
  const { script } = server;
  const offered = new Set(clientHello.extensions.map(({ type }) => type));
  const extensions: ExtensionInput[] = ([
    [ExtensionType.renegotiation_info, data((writer) => writer.vector(1, noData)), true],
    [ExtensionType.extended_main_secret, noData, script.extendedMainSecret],
    [ExtensionType.encrypt_then_mac, noData, script.encryptThenMac],
    [ExtensionType.status_request, noData, script.ocspResponse !== null],
    [ExtensionType.session_ticket, noData, script.tickets > 0],
  ] as const).flatMap(([type, data, wanted]) => wanted && offered.has(type) ? [[type, data] as const] : []);
  if (script.applicationProtocol !== null) extensions.push(selectedProtocol(script.applicationProtocol));
  if (script.signedCertificateTimestamps.length > 0) {
    extensions.push(signedCertificateTimestamps(script.signedCertificateTimestamps));
  }
  const message = encodeServerHello({
    legacyVersion: script.version,
    random: script.random,
    legacySessionIdEcho: sessionId,
    cipherSuite: script.cipherSuite,
    extensions: extensions.length === 0 ? null : extensions,
  });
  await server.say("ServerHello", message);
  const suite = tls12Suite(script.cipherSuite)!;
  const has = (type: number) => extensions.some((extension) => extension[0] === type);
  // The client's half that a server has no use for is left out.
  return {
    client: { clientHello, context: { random: randomOctets } },
    serverHello: readHandshake(new Reader(message), readServerHello),
    version: script.version,
    suite,
    hash: script.version < ProtocolVersion.TLS_1_2 ? "MD5+SHA-1" : suite.hash,
    extendedMainSecret: has(ExtensionType.extended_main_secret),
    encryptThenMac: has(ExtensionType.encrypt_then_mac),
    willIssueTicket: has(ExtensionType.session_ticket),
  } as unknown as Negotiated;
}

type Exchange = (clientKeyExchange: Uint8Array) => Promise<Uint8Array>;

/** Says ServerKeyExchange where the suite has one; returns how to get at the premaster secret. */
async function sayServerKeyExchange(server: ServerConnection, negotiated: Negotiated): Promise<Exchange> {
  const { script: { group, certificate } } = server;
  const { keyExchange } = negotiated.suite;
  if (keyExchange === "RSA") {
    return (message) => Promise.resolve(decryptPremasterSecret(certificate, clientValue("RSA", message)));
  }
  if (keyExchange === "DHE") {
    const { prime, bits } = publishedPrimes.find(({ namedGroup }) => namedGroup === group)!;
    const parameters = { p: toOctets(prime(), bits / 8), g: Uint8Array.of(2) };
    const share = dhe(parameters, randomOctets);
    await saySigned(server, negotiated, dheParams(parameters.p, parameters.g, share.publicKey));
    return (message) => Promise.resolve(share.deriveSharedSecret(clientValue("DHE", message)));
  }
  const share = await namedGroup(group)!.generate();
  await saySigned(server, negotiated, ecdheParams(group, share.publicKey));
  return (message) => share.deriveSharedSecret(clientValue("ECDHE", message));
}

async function saySigned(
  server: ServerConnection,
  { client: { clientHello }, serverHello }: Negotiated,
  params: Uint8Array,
): Promise<void> {
  const { version, certificate, signatureScheme } = server.script;
  const content = concat(clientHello.random, serverHello.random, params);
  if (!namesItsScheme(version)) {
    const signature = await signLegacy(certificate, content);
    await server.say("ServerKeyExchange", encodeServerKeyExchange(params, null, signature));
    return;
  }
  const scheme = signatureScheme ?? usualScheme(certificate.key.kind);
  const signature = await signWith(certificate, scheme, content);
  await server.say("ServerKeyExchange", encodeServerKeyExchange(params, scheme, signature));
}

async function sayCertificateRequest(server: ServerConnection): Promise<void> {
  const schemes = namesItsScheme(server.script.version) ? [0x0403, 0x0401] : null;
  await server.say("CertificateRequest", encodeCertificateRequest12([1, 64], schemes, []));
}

async function expectClientFinished(
  server: ServerConnection,
  negotiated: Negotiated,
  secret: Uint8Array,
): Promise<void> {
  const { transcript } = server;
  const expected = await finishedVerifyData(
    negotiated,
    secret,
    "client",
    await transcript.hash(negotiated.hash),
  );
  const finished = await server.expect(HandshakeType.finished);
  const verifyData = readHandshake(new Reader(finished), readFinished(12));
  if (!equalBytes(verifyData, expected)) throw new Error("The client's Finished does not fit the transcript");
  if (!server.received.some(({ contentType }) => contentType === ContentType.change_cipher_spec)) {
    throw new Error("The client sent no ChangeCipherSpec");
  }
  transcript.add(finished);
}

function clientValue(keyExchange: "ECDHE" | "DHE" | "RSA", message: Uint8Array): Uint8Array {
  return readHandshake(new Reader(message), readClientKeyExchange(keyExchange));
}

const randomOctets = (length: number) => crypto.getRandomValues(new Uint8Array(length));
