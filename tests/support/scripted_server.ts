/**
 * A TLS server for tests, which does what its script says: each message can be changed, left out or followed
 * by something else before it is encrypted with the right keys.
 */
import { Reader } from "../../src/bytes/mod.ts";
import type { ByteStream } from "../../src/net/mod.ts";
import { AlertDescription, ContentType, HandshakeType, ProtocolVersion } from "../../src/registry/mod.ts";
import { find, supportedVersions } from "../../src/tls/extension/mod.ts";
import type { Alert } from "../../src/tls/message/mod.ts";
import { type ClientHello, readClientHello, readHandshake } from "../../src/tls/message/mod.ts";
import { MemoryStream, type MemoryStreamOptions } from "./memory_stream.ts";
import { type ReceivedMessage, ScriptEnd, ServerConnection } from "./scripted_server/connection.ts";
import { completeScript, type ServerScript } from "./scripted_server/script.ts";
import { serveTls12 } from "./scripted_server/tls12.ts";
import { serveTls13 } from "./scripted_server/tls13.ts";

export { type ServerConnection } from "./scripted_server/connection.ts";
export type { Altered, ServerScript, Turn } from "./scripted_server/script.ts";

/** What the server saw of the client. */
export interface ServerSummary {
  readonly received: readonly ReceivedMessage[];
  readonly clientHellos: readonly ClientHello[];
  readonly alerts: readonly Alert[];
  /** Why the script was not played to its end; `null` when it was. */
  readonly ended: string | null;
}

export interface ScriptedServer {
  /** The client's end of the connection. */
  readonly stream: MemoryStream;
  /** Settles when the client has closed its end. */
  readonly done: Promise<ServerSummary>;
  /** Whether each side waits for the other: from here on only a deadline helps. */
  isStuck(): boolean;
}

export function scriptedServer(
  script: Partial<ServerScript> = {},
  options: MemoryStreamOptions = {},
): ScriptedServer {
  const [client, server] = MemoryStream.pair(options);
  return {
    stream: client,
    done: serveScript(server, script),
    isStuck: () => client.waiting && server.waiting,
  };
}

/** Plays the script on a connection that a client has opened. Does not reject for what the client does. */
export async function serveScript(
  stream: ByteStream,
  script: Partial<ServerScript>,
): Promise<ServerSummary> {
  const server = new ServerConnection(stream, await completeScript(script));
  const ended = await play(server);
  await server.drain();
  stream.close();
  return {
    received: server.received,
    clientHellos: server.received
      .filter(({ contentType, bytes }) =>
        contentType === ContentType.handshake && bytes[0] === HandshakeType.client_hello
      )
      .map(({ bytes }) => readHandshake(new Reader(bytes), readClientHello)),
    alerts: server.alerts,
    ended,
  };
}

/** RFC 9846 appendix E.2: a client that offers no version in common is told so. */
async function refuseOtherVersions(server: ServerConnection, message: Uint8Array): Promise<void> {
  const clientHello = readHandshake(new Reader(message), readClientHello);
  const offered = find(clientHello.extensions, supportedVersions, "ClientHello");
  const { version } = server.script;
  if (offered === null ? version <= clientHello.legacyVersion : offered.includes(version)) return;
  await server.sendAlert(AlertDescription.protocol_version);
  await server.closeWrite();
}

async function play(server: ServerConnection): Promise<string | null> {
  try {
    const clientHello = await server.expect(HandshakeType.client_hello);
    if (!server.script.insists) await refuseOtherVersions(server, clientHello);
    const serve = server.script.version >= ProtocolVersion.TLS_1_3 ? serveTls13 : serveTls12;
    await serve(server, clientHello);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof ScriptEnd) await server.flush();
    return error.message;
  }
}
