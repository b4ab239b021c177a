/** Peers for a `MemoryRuntime`: TLS servers by script, and whatever else may answer on a port. */
import { Reader } from "../../src/bytes/mod.ts";
import { NetworkError } from "../../src/net/mod.ts";
import { AlertDescription, ContentType } from "../../src/registry/mod.ts";
import { type ClientHello, readClientHello, readHandshake } from "../../src/tls/message/mod.ts";
import type { Peer } from "./memory_runtime.ts";
import type { MemoryStream } from "./memory_stream.ts";
import { type ServerConnection, type ServerScript, serveScript } from "./scripted_server.ts";

/** A TLS server, with the same script for every connection. */
export function tlsServer(script: Partial<ServerScript> = {}): Peer {
  return (stream) => serveScript(stream, script);
}

/** What a server does with a ClientHello instead of answering: a fatal alert, or none at all. */
export type Refusal = number | "close" | "reset";

/** A TLS server that does not take every ClientHello. `size`: octets of its record. */
export function pickyServer(
  refuse: (hello: ClientHello, size: number) => Refusal | null,
  script: Partial<ServerScript> = {},
): Peer {
  return (stream) =>
    serveScript(stream, {
      ...script,
      async before(turn, server) {
        if (turn !== "ServerHello" && turn !== "HelloRetryRequest") return script.before?.(turn, server);
        const { bytes } = server.received[0]!;
        const refusal = refuse(readHandshake(new Reader(bytes), readClientHello), bytes.length + 5);
        if (refusal === null) return script.before?.(turn, server);
        if (refusal === "reset") stream.reset();
        else if (refusal !== "close") await server.sendAlert(refusal);
        await server.close();
      },
    });
}

/** Another peer for each connection, and the last for all that follow. */
export function inTurn(...peers: readonly [Peer, ...Peer[]]): Peer {
  return (stream, index) => (peers[index] ?? peers.at(-1)!)(stream, index);
}

/** Answers the first application data with `response`, and then says goodbye; at once when the client does. */
export function answering(response: string): (server: ServerConnection) => Promise<void> {
  return async (server) => {
    let message = await server.read();
    while (message?.contentType === ContentType.handshake) message = await server.read();
    if (message?.contentType === ContentType.application_data) {
      await server.send(ContentType.application_data, new TextEncoder().encode(response));
    }
    await server.sendAlert(AlertDescription.close_notify);
    await server.flush();
  };
}

export const httpOk = "HTTP/1.1 200 OK\r\nServer: scripted\r\nContent-Length: 0\r\n\r\n";

/** Speaks first, and never TLS. */
export function banner(text: string): Peer {
  return async (stream) => {
    await stream.write(new TextEncoder().encode(text));
    await readToEnd(stream);
  };
}

/** Answers whatever comes with `octets`, and closes. */
export function reply(octets: Uint8Array): Peer {
  return async (stream) => {
    await stream.read();
    await stream.write(octets);
    await stream.closeWrite();
    await readToEnd(stream);
  };
}

export const silent: Peer = (stream) => readToEnd(stream);

export const closing: Peer = async (stream) => {
  await stream.read();
  stream.close();
};

export const resetting: Peer = async (stream) => {
  await stream.read();
  stream.reset();
};

/** Says each line when the client has said something, the first at once; then `next` has the connection. */
export function afterDialogue(lines: readonly [string, ...string[]], next: Peer): Peer {
  return async (stream, index) => {
    for (const [turn, line] of lines.entries()) {
      if (turn > 0 && await stream.read() === null) return;
      await stream.write(new TextEncoder().encode(line));
    }
    await next(stream, index);
  };
}

export async function readToEnd(stream: MemoryStream): Promise<void> {
  try {
    while (await stream.read() !== null);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
  }
}
