/**
 * A question to a server: one ClientHello, and what it answers in the clear. No handshake is completed, no key is
 * derived, and nothing is refused for what it chose: what it says is what was asked for.
 */
import type { ByteStream } from "../net/mod.ts";
import { ContentType, HandshakeType, ProtocolVersion } from "../registry/mod.ts";
import { serverKeyExchangeOf } from "./cipher_suite.ts";
import type { HandshakeContext } from "./engine/context.ts";
import { Driver } from "./engine/drive.ts";
import type { IncomingMessage } from "./engine/incoming_message.ts";
import { Recorder } from "./engine/recorder.ts";
import { find, keyShare, supportedVersions } from "./extension/mod.ts";
import type { Failure } from "./failure.ts";
import { start } from "./hello/start.ts";
import {
  readAnonymousKeyExchange,
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
  /** Of TLS 1.3's key_share or, as `serverKeyExchange`, the curve of ECDHE; `null` where there is none. */
  readonly namedGroup: number | null;
  /** DER, leaf first; only before TLS 1.3, and only when more than the ServerHello was asked for. */
  readonly certificates: readonly Uint8Array[];
  /** As `certificates`; `null` too where the key exchange has none, or one that is not known here. */
  readonly serverKeyExchange: ServerKeyExchange | null;
  /** Why what follows the ServerHello did not come, or could not be read; `null`: it was, or nobody asked for it. */
  readonly failure: Failure | null;
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
    return (await nextHandshakeMessage(driver)).expect(HandshakeType.server_hello).decode(readServerHello);
  });
  if ("failure" in result) return { kind: "refused", failure: result.failure };
  const serverHello = result.value;
  const protocolVersion = versionOf(serverHello);
  const answer = { kind: "answered" as const, serverHello, protocolVersion };
  if (protocolVersion >= ProtocolVersion.TLS_1_3) {
    return { ...answer, ...nothingMore, namedGroup: groupOf(serverHello) };
  }
  if (upTo === "server_hello") return { ...answer, ...nothingMore, namedGroup: null };
  const rest = await listenOn(driver, answer);
  const parameters = rest.serverKeyExchange?.parameters;
  return {
    ...answer,
    ...rest,
    namedGroup: parameters?.keyExchange === "ECDHE" ? parameters.namedCurve : null,
  };
}

type Rest = Pick<ServerAnswer, "certificates" | "serverKeyExchange" | "failure">;

const nothingMore: Rest = { certificates: [], serverKeyExchange: null, failure: null };

/** What follows the ServerHello, up to the key exchange or ServerHelloDone. */
async function listenOn(
  driver: Driver,
  { serverHello, protocolVersion }: Pick<ServerAnswer, "serverHello" | "protocolVersion">,
): Promise<Rest> {
  const exchange = serverKeyExchangeOf(serverHello.cipherSuite);
  let certificates: readonly Uint8Array[] = [];
  const result = await driver.attempt(async () => {
    while (true) {
      const message = await nextHandshakeMessage(driver);
      switch (message.msgType) {
        case HandshakeType.certificate:
          certificates = message.decode(readCertificate12).certificateList.map(({ certData }) => certData);
          break;
        case HandshakeType.server_key_exchange: {
          if (exchange === null) return null;
          const { keyExchange, isSigned } = exchange;
          return message.decode(
            isSigned
              ? readServerKeyExchange(keyExchange, protocolVersion)
              : readAnonymousKeyExchange(keyExchange),
          );
        }
        case HandshakeType.certificate_status:
        case HandshakeType.certificate_request:
          break;
        default:
          message.expect(HandshakeType.server_hello_done);
          return null;
      }
    }
  });
  return "failure" in result
    ? { certificates, serverKeyExchange: null, failure: result.failure }
    : { certificates, serverKeyExchange: result.value, failure: null };
}

async function nextHandshakeMessage(driver: Driver): Promise<IncomingMessage> {
  while (true) {
    const message = await driver.next();
    if (message.contentType !== ContentType.alert) return message;
    await driver.deliver(message);
  }
}

function groupOf({ isHelloRetryRequest, extensions }: ServerHello): number | null {
  if (isHelloRetryRequest) return find(extensions, keyShare, "HelloRetryRequest");
  return find(extensions, keyShare, "ServerHello")?.group ?? null;
}

function versionOf({ isHelloRetryRequest, extensions, legacyVersion }: ServerHello): number {
  return find(extensions, supportedVersions, isHelloRetryRequest ? "HelloRetryRequest" : "ServerHello") ??
    legacyVersion;
}
