/** Servers that are not TLS servers: what is found behind a mistaken port or a broken host. */
import { connect, createServer, type Socket } from "node:net";
import { listenOnLoopback, type LoopbackServer } from "./loopback.ts";

/** An HTTP server that finds no sense in what a TLS client says, and says so. */
export function startHttpServer(port = 0): Promise<LoopbackServer> {
  return startPlainServer((socket) => socket.once("data", () => socket.end(badRequest)), port);
}

/** An SSH server, which speaks first. RFC 4253 §4.2 */
export function startSshServer(port = 0): Promise<LoopbackServer> {
  return startPlainServer((socket) => {
    socket.resume();
    socket.write("SSH-2.0-Demonstration_1.0\r\n");
  }, port);
}

/** Accepts connections, reads what comes and never says a word. */
export function startSilentServer(port = 0): Promise<LoopbackServer> {
  return startPlainServer((socket) => socket.resume(), port);
}

/** Resets the connection as soon as the client has spoken. */
export function startResettingServer(port = 0): Promise<LoopbackServer> {
  return startPlainServer((socket) => socket.once("data", () => socket.resetAndDestroy()), port);
}

/**
 * A port nobody listens on, kept from being taken by anyone else: it is the near end of a connection of our own.
 */
export async function holdClosedPort(): Promise<LoopbackServer> {
  const far = await startSilentServer();
  const near = connect(far.port, "127.0.0.1");
  near.on("error", () => {});
  const { promise: connected, resolve, reject } = Promise.withResolvers<void>();
  near.once("connect", resolve);
  near.once("error", reject);
  await connected;
  return {
    port: near.localPort!,
    stop: async () => {
      near.destroy();
      await far.stop();
    },
  };
}

function startPlainServer(talk: (socket: Socket) => void, port: number): Promise<LoopbackServer> {
  return listenOnLoopback(() => createServer(talk), port);
}

const badRequest = [
  "HTTP/1.1 400 Bad Request",
  "Content-Length: 0",
  "Connection: close",
  "",
  "",
].join("\r\n");
