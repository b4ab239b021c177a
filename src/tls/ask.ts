/**
 * A question to a server: one ClientHello, and what it answers in the clear. No handshake is completed, no key is
 * derived, and nothing is refused for what it chose: what it says is what was asked for.
 */
import type { ByteStream } from "../net/mod.ts";
import { ContentType, HandshakeType, ProtocolVersion } from "../registry/mod.ts";
import { tls12Suite } from "./cipher_suite.ts";
import type { HandshakeContext } from "./engine/context.ts";
import { Driver } from "./engine/drive.ts";
import type { IncomingMessage } from "./engine/incoming_message.ts";
import { Recorder } from "./engine/recorder.ts";
import { find, supportedVersions } from "./extension/mod.ts";
import type { Failure } from "./failure.ts";
import { start } from "./hello/start.ts";
import {
  readCertificate12,
  readServerHello,
  readServerKeyExchange,
  type ServerHello,
  type ServerKeyExchange,
} from "./message/mod.ts";
import type { Offer } from "./offer.ts";

export type Answer = ServerAnswer | Refused;

export interface ServerAnswer {
  readonly kind: "answered";
  /** A HelloRetryRequest is an answer too. */
  readonly serverHello: ServerHello;
  /** supported_versions, else legacy_version; what was offered or not. */
  readonly protocolVersion: number;
  /** DER, leaf first; only before TLS 1.3, and only when more than the ServerHello was asked for. */
  readonly certificates: readonly Uint8Array[];
  /** As `certificates`; `null` too where the key exchange has none, or one that is not known here. */
  readonly serverKeyExchange: ServerKeyExchange | null;
}

export interface Refused {
  readonly kind: "refused";
  readonly failure: Failure;
}

/** How far to listen: before TLS 1.3 the certificate and the key exchange come in the clear too. */
export type AskUpTo = "server_hello" | "server_key_exchange";

/** Never rejects for what the peer or the network does. Closing the stream is the caller's. */
export async function ask(
  stream: ByteStream,
  offer: Offer,
  context: HandshakeContext,
  upTo: AskUpTo = "server_hello",
): Promise<Answer> {
  const driver = new Driver(stream, context, new Recorder(context));
  const result = await driver.attempt(async () => {
    await driver.begin(start(offer, context));
    return await listen(driver, upTo);
  });
  return "failure" in result ? { kind: "refused", failure: result.failure } : result.value;
}

async function listen(driver: Driver, upTo: AskUpTo): Promise<ServerAnswer> {
  const first = await nextHandshakeMessage(driver);
  const serverHello = first.expect(HandshakeType.server_hello).decode(readServerHello);
  const answer = { kind: "answered" as const, serverHello, protocolVersion: versionOf(serverHello) };
  const nothing = { certificates: [], serverKeyExchange: null };
  if (upTo === "server_hello" || answer.protocolVersion >= ProtocolVersion.TLS_1_3) {
    return { ...answer, ...nothing };
  }
  return { ...answer, ...await listenOn(driver, answer) };
}

/** What follows the ServerHello, up to the key exchange or ServerHelloDone. */
async function listenOn(
  driver: Driver,
  { serverHello, protocolVersion }: Pick<ServerAnswer, "serverHello" | "protocolVersion">,
): Promise<Pick<ServerAnswer, "certificates" | "serverKeyExchange">> {
  const keyExchange = tls12Suite(serverHello.cipherSuite)?.keyExchange;
  let certificates: readonly Uint8Array[] = [];
  while (true) {
    const message = await nextHandshakeMessage(driver);
    switch (message.msgType) {
      case HandshakeType.certificate:
        certificates = message.decode(readCertificate12).certificateList.map(({ certData }) => certData);
        break;
      case HandshakeType.server_key_exchange: {
        const isKnown = keyExchange === "ECDHE" || keyExchange === "DHE";
        const read = isKnown ? readServerKeyExchange(keyExchange, protocolVersion) : null;
        return { certificates, serverKeyExchange: read && message.decode(read) };
      }
      case HandshakeType.certificate_status:
      case HandshakeType.certificate_request:
        break;
      default:
        message.expect(HandshakeType.server_hello_done);
        return { certificates, serverKeyExchange: null };
    }
  }
}

async function nextHandshakeMessage(driver: Driver): Promise<IncomingMessage> {
  while (true) {
    const message = await driver.next();
    if (message.contentType !== ContentType.alert) return message;
    await driver.deliver(message);
  }
}

function versionOf({ isHelloRetryRequest, extensions, legacyVersion }: ServerHello): number {
  return find(extensions, supportedVersions, isHelloRetryRequest ? "HelloRetryRequest" : "ServerHello") ??
    legacyVersion;
}
