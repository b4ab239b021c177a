/** Servers that answer a ClientHello with what a function says, and go no further than what comes in the clear. */
import { concat, Reader } from "../../../src/bytes/mod.ts";
import { AlertDescription, ContentType, HandshakeType, ProtocolVersion } from "../../../src/registry/mod.ts";
import { find, supportedVersions } from "../../../src/tls/extension/mod.ts";
import {
  type ClientHello,
  encodeAlert,
  readClientHello,
  readHandshake,
} from "../../../src/tls/message/mod.ts";
import { Deframer, encodeRecord, HandshakeJoiner } from "../../../src/tls/record/mod.ts";
import type { Peer } from "../../support/memory_runtime.ts";
import type { MemoryStream } from "../../support/memory_stream.ts";
import { readToEnd } from "../../support/peers.ts";
import {
  encodeEmpty,
  encodeServerHello,
  noData,
  selectedVersion,
} from "../../support/scripted_server/messages.ts";

/** A cipher suite, a ServerHello in full, or none: a fatal alert, or what has become of the connection. */
export type Answer = number | ServerHelloAnswer | Alert | "close" | "reset" | "silence";

export interface ServerHelloAnswer {
  readonly version: number;
  readonly cipherSuite: number;
  readonly random?: Uint8Array;
  readonly compressionMethod?: number;
}

export interface Alert {
  readonly alert: number;
}

export const handshakeFailure: Alert = { alert: AlertDescription.handshake_failure };
export const protocolVersion: Alert = { alert: AlertDescription.protocol_version };

/**
 * `answer`: to the ClientHello of connection `index`; a suite alone is one of the version that was asked for. `toSsl2`:
 * to one of SSL 2.0; without it, none.
 */
export function answering(
  answer: (hello: ClientHello, index: number) => Answer,
  toSsl2: Uint8Array = noData,
): Peer {
  return async (stream, index) => {
    const first = await stream.read();
    if (first !== null && first[0]! >= 0x80) {
      await stream.write(toSsl2);
      await stream.closeWrite();
    } else if (first !== null) {
      const hello = await readHello(stream, first);
      if (hello !== null) await say(stream, hello, answer(hello, index));
    }
    await readToEnd(stream);
  };
}

/** What a server of `versions` chooses: the newest that is offered; `undefined`: none of them. */
export function choose(versions: readonly number[], hello: ClientHello): number | undefined {
  const offered = find(hello.extensions, supportedVersions, "ClientHello");
  return versions.toSorted((one, other) => other - one).find((version) =>
    offered === null
      ? version <= Math.min(hello.legacyVersion, ProtocolVersion.TLS_1_2)
      : offered.includes(version)
  );
}

/** The newest that is offered. */
export function versionOf(hello: ClientHello): number {
  const offered = find(hello.extensions, supportedVersions, "ClientHello") ?? [hello.legacyVersion];
  return Math.max(...offered.filter((version) => version <= ProtocolVersion.TLS_1_3));
}

async function readHello(stream: MemoryStream, first: Uint8Array): Promise<ClientHello | null> {
  const [deframer, joiner] = [new Deframer(), new HandshakeJoiner()];
  for (let octets: Uint8Array | null = first; octets !== null; octets = await stream.read()) {
    deframer.push(octets);
    for (let record = deframer.next(); record !== null; record = deframer.next()) {
      if (record.contentType !== ContentType.handshake) return null;
      joiner.push(record.fragment);
    }
    const message = joiner.next();
    if (message !== null) return readHandshake(new Reader(message), readClientHello);
  }
  return null;
}

async function say(stream: MemoryStream, hello: ClientHello, answer: Answer): Promise<void> {
  if (answer === "silence") return;
  if (answer === "close") return await stream.closeWrite();
  if (answer === "reset") return stream.reset();
  if (typeof answer === "object" && "alert" in answer) {
    return await stream.write(record(ContentType.alert, encodeAlert(answer.alert)));
  }
  const { version, cipherSuite, random, compressionMethod = 0 } = typeof answer === "object"
    ? answer
    : { version: versionOf(hello), cipherSuite: answer };
  const isTls13 = version === ProtocolVersion.TLS_1_3;
  const serverHello = encodeServerHello({
    legacyVersion: Math.min(version, ProtocolVersion.TLS_1_2),
    random: random ?? crypto.getRandomValues(new Uint8Array(32)),
    legacySessionIdEcho: isTls13 ? hello.legacySessionId : noData,
    cipherSuite,
    compressionMethod,
    extensions: isTls13 ? [selectedVersion(ProtocolVersion.TLS_1_3)] : null,
  });
  const done = isTls13 ? noData : encodeEmpty(HandshakeType.server_hello_done);
  await stream.write(record(ContentType.handshake, concat(serverHello, done)));
}

function record(contentType: number, content: Uint8Array): Uint8Array {
  return encodeRecord(contentType, ProtocolVersion.TLS_1_2, content);
}
