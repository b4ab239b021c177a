/** A TLS 1.3 server as its script has it, RFC 9846 §2. */
import { equalBytes, Reader } from "../../../src/bytes/mod.ts";
import {
  ContentType,
  ExtensionType,
  HandshakeType,
  ProtocolVersion,
  PskKeyExchangeMode,
} from "../../../src/registry/mod.ts";
import { type Tls13Suite, tls13Suites } from "../../../src/tls/cipher_suite.ts";
import { earlyData, find, keyShare } from "../../../src/tls/extension/mod.ts";
import {
  type ClientHello,
  encodeFinished,
  readClientHello,
  readFinished,
  readHandshake,
  serverSignedContent,
} from "../../../src/tls/message/mod.ts";
import { finishedVerifyData, KeySchedule, type TrafficSecrets } from "../../../src/tls/tls13/key_schedule.ts";
import { trafficKeys } from "../../../src/tls/tls13/traffic_keys.ts";
import { signWith, usualScheme } from "./certificates.ts";
import { ScriptEnd, type ServerConnection } from "./connection.ts";
import { agreeAsServer } from "./key_agreement.ts";
import {
  certificateStatus,
  cookie,
  encodeCertificate,
  encodeCertificateRequest,
  encodeCertificateVerify,
  encodeEncryptedExtensions,
  encodeHelloRetryRequest,
  encodeNewSessionTicket,
  encodeServerHello,
  type ExtensionInput,
  noData,
  selectedGroup,
  selectedProtocol,
  selectedPsk,
  selectedVersion,
  serverShare,
  signatureAlgorithms,
  signedCertificateTimestamps,
} from "./messages.ts";

export async function serveTls13(server: ServerConnection, first: Uint8Array): Promise<void> {
  const { script, transcript } = server;
  const suite = tls13Suites.get(script.cipherSuite)!;
  const message = await answerable(server, suite, first);
  const clientHello = readHandshake(new Reader(message), readClientHello);
  const early = await script.sessions?.recall(clientHello, suite.hash, transcript, message) ?? null;
  transcript.add(message);

  const accepts = early !== null && script.acceptsEarlyData && offersEarlyData(clientHello);
  const earlySecret = accepts ? await early.derive("c e traffic", await transcript.hash(suite.hash)) : null;
  const schedule = await sayServerHello(server, suite, clientHello, early);
  const handshakeSecrets = await derive(schedule, "hs", await transcript.hash(suite.hash));
  await server.writeWith(await trafficKeys(suite, handshakeSecrets.server));
  const handshakeKeys = () => trafficKeys(suite, handshakeSecrets.client);
  server.readWith(earlySecret === null ? await handshakeKeys() : await trafficKeys(suite, earlySecret));
  if (!accepts && offersEarlyData(clientHello)) server.keysBehindEarlyData = handshakeKeys;

  await sayParameters(server, accepts);
  if (early === null) await sayCertificate(server, suite);
  const verifyData = await finishedVerifyData(
    suite.hash,
    handshakeSecrets.server,
    await transcript.hash(suite.hash),
  );
  await server.say("Finished", encodeFinished(verifyData));

  const main = await schedule.next();
  const secrets = await derive(main, "ap", await transcript.hash(suite.hash));
  await server.writeWith(await trafficKeys(suite, secrets.server));
  server.nextReadKeys = await trafficKeys(suite, secrets.client);
  await script.before("ClientFlight", server);
  await server.flush();
  if (accepts) {
    transcript.add(await expectBehindEarlyData(server, HandshakeType.end_of_early_data));
    server.readWith(await handshakeKeys());
  }
  await expectClientFinished(server, suite, handshakeSecrets.client);
  await afterHandshake(server, suite, secrets, main);
}

/** The ClientHello to answer: the second, where the script wants one. The transcript ends before it. */
async function answerable(
  server: ServerConnection,
  suite: Tls13Suite,
  first: Uint8Array,
): Promise<Uint8Array> {
  const { script, transcript } = server;
  const clientHello = readHandshake(new Reader(first), readClientHello);
  const hasShare = clientShare(clientHello, script.group) !== null;
  if (hasShare && script.cookie === null) return first;
  await transcript.add(first).foldClientHello(suite.hash);
  await server.say(
    "HelloRetryRequest",
    encodeHelloRetryRequest({
      legacyVersion: ProtocolVersion.TLS_1_2,
      legacySessionIdEcho: clientHello.legacySessionId,
      cipherSuite: script.cipherSuite,
      extensions: [
        selectedVersion(ProtocolVersion.TLS_1_3),
        ...hasShare ? [] : [selectedGroup(script.group)],
        ...script.cookie === null ? [] : [cookie(script.cookie)],
      ],
    }),
  );
  if (script.changeCipherSpec) await server.sayChangeCipherSpec();
  await server.flush();
  return await expectBehindEarlyData(server, HandshakeType.client_hello);
}

/** Early data is among what was received, and answered by nobody. */
async function expectBehindEarlyData(server: ServerConnection, msgType: number): Promise<Uint8Array> {
  while (true) {
    const message = await server.read();
    if (message === null) throw new ScriptEnd("The client closed the connection");
    if (message.contentType === ContentType.alert) throw new ScriptEnd("The client sent an alert");
    if (message.contentType !== ContentType.handshake) continue;
    if (message.bytes[0] === msgType) return message.bytes;
    throw new ScriptEnd(`The client sent message ${message.bytes[0]} where ${msgType} was to come`);
  }
}

function offersEarlyData({ extensions }: ClientHello): boolean {
  return find(extensions, earlyData, "ClientHello") !== null;
}

/** The schedule at its Handshake Secret. `early`: of the PSK that is taken up; `null` for a full handshake. */
async function sayServerHello(
  server: ServerConnection,
  suite: Tls13Suite,
  clientHello: ClientHello,
  early: KeySchedule | null,
): Promise<KeySchedule> {
  const { script } = server;
  const share = clientShare(clientHello, script.group);
  if (share === null) throw new ScriptEnd("The client has no share for the group");
  const isPskAlone = early !== null && script.pskKeyExchangeMode === PskKeyExchangeMode.psk_ke;
  const agreed = isPskAlone ? null : await agreeAsServer(script.group, share);
  await server.say(
    "ServerHello",
    encodeServerHello({
      legacyVersion: ProtocolVersion.TLS_1_2,
      random: script.random,
      legacySessionIdEcho: clientHello.legacySessionId,
      cipherSuite: script.cipherSuite,
      extensions: [
        ...agreed === null ? [] : [serverShare(script.group, agreed.publicKey)],
        selectedVersion(ProtocolVersion.TLS_1_3),
        ...early === null ? [] : [selectedPsk(0)],
      ],
    }),
  );
  const isFirstAnswer = script.cookie === null && server.received.length === 1;
  if (script.changeCipherSpec && isFirstAnswer) await server.sayChangeCipherSpec();
  return await (early ?? await KeySchedule.early(suite.hash)).next(agreed?.sharedSecret);
}

async function sayParameters(server: ServerConnection, acceptsEarlyData: boolean): Promise<void> {
  const { applicationProtocol, certificateRequest } = server.script;
  const extensions = applicationProtocol === null ? [] : [selectedProtocol(applicationProtocol)];
  if (acceptsEarlyData) extensions.push([ExtensionType.early_data, noData]);
  await server.say("EncryptedExtensions", encodeEncryptedExtensions(extensions));
  if (!certificateRequest) return;
  await server.say(
    "CertificateRequest",
    encodeCertificateRequest(new Uint8Array(), [signatureAlgorithms([0x0403, 0x0804])]),
  );
}

async function sayCertificate(server: ServerConnection, suite: Tls13Suite): Promise<void> {
  const { script, transcript } = server;
  const [leaf, ...others] = script.certificate.chain;
  const extensions: ExtensionInput[] = [];
  if (script.ocspResponse !== null) {
    extensions.push([ExtensionType.status_request, certificateStatus(script.ocspResponse)]);
  }
  if (script.signedCertificateTimestamps.length > 0) {
    extensions.push(signedCertificateTimestamps(script.signedCertificateTimestamps));
  }
  await server.say(
    "Certificate",
    encodeCertificate([{ certData: leaf!, extensions }, ...others.map((certData) => ({ certData }))]),
  );
  const scheme = script.signatureScheme ?? usualScheme(script.certificate.key.kind);
  const content = serverSignedContent(await transcript.hash(suite.hash));
  const signature = await signWith(script.certificate, scheme, content);
  await server.say("CertificateVerify", encodeCertificateVerify(scheme, signature));
}

/** [Certificate] and Finished, RFC 9846 §4.5. */
async function expectClientFinished(
  server: ServerConnection,
  suite: Tls13Suite,
  clientSecret: Uint8Array,
): Promise<void> {
  const { script, transcript } = server;
  if (script.certificateRequest) transcript.add(await server.expect(HandshakeType.certificate));
  const expected = await finishedVerifyData(suite.hash, clientSecret, await transcript.hash(suite.hash));
  const finished = await server.expect(HandshakeType.finished);
  const verifyData = readHandshake(new Reader(finished), readFinished(expected.length));
  if (!equalBytes(verifyData, expected)) throw new Error("The client's Finished does not fit the transcript");
  transcript.add(finished);
}

async function afterHandshake(
  server: ServerConnection,
  suite: Tls13Suite,
  secrets: TrafficSecrets,
  main: KeySchedule,
): Promise<void> {
  const { script, transcript } = server;
  server.secrets = { suite, ...secrets };
  const resumptionSecret = await main.derive("res master", await transcript.hash(suite.hash));
  for (let i = 0; i < script.tickets; i++) {
    const input = { ticket: randomOctets(32), ticketNonce: Uint8Array.of(i), ...script.ticket };
    await script.sessions?.remember(suite.hash, resumptionSecret, input);
    await server.say("NewSessionTicket", encodeNewSessionTicket(input));
  }
  await script.before("ApplicationData", server);
  await server.flush();
  await script.application(server);
}

async function derive(
  schedule: KeySchedule,
  stage: "hs" | "ap",
  transcriptHash: Uint8Array,
): Promise<TrafficSecrets> {
  return {
    client: await schedule.derive(`c ${stage} traffic`, transcriptHash),
    server: await schedule.derive(`s ${stage} traffic`, transcriptHash),
  };
}

function clientShare({ extensions }: ClientHello, group: number): Uint8Array | null {
  const shares = find(extensions, keyShare, "ClientHello") ?? [];
  return shares.find((share) => share.group === group)?.keyExchange ?? null;
}

const randomOctets = (length: number) => crypto.getRandomValues(new Uint8Array(length));
