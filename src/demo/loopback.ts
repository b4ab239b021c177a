/** A server on both loopback addresses, whose connections can neither crash the process nor outlive it. */
import type { AddressInfo, Server, Socket } from "node:net";

export interface LoopbackServer {
  readonly port: number;
  /** Ends every connection and stops listening. */
  stop(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1 with the same port: `localhost` may mean either.
 * `port` 0 takes one that is free. Rejects when the port is taken.
 */
export async function listenOnLoopback(create: () => Server, port = 0): Promise<LoopbackServer> {
  for (let attempt = 1;; attempt++) {
    const first = await listen(create(), "127.0.0.1", port);
    try {
      const second = await listen(create(), "::1", first.port);
      return {
        port: first.port,
        stop: async () => {
          await Promise.all([first.stop(), second.stop()]);
        },
      };
    } catch (error) {
      // Someone else has this port on ::1, and `localhost` would lead there.
      if ((error as { code?: unknown }).code !== "EADDRINUSE") return first;
      await first.stop();
      if (port !== 0 || attempt === maximumAttempts) throw error;
    }
  }
}

const maximumAttempts = 5;

async function listen(server: Server, hostname: string, port: number): Promise<LoopbackServer> {
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    // What goes wrong on one connection is that peer's business.
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
  });
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.on("error", reject);
  server.listen(port, hostname, resolve);
  await listening;
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
