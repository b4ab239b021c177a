/** Scripted servers, and servers that follow no script at all, on a port of the loopback address. */
import { type ByteStream, NetworkError } from "../../src/net/mod.ts";

/** What happens on one connection. It is closed when this settles. */
export type Talk = (stream: ByteStream) => Promise<unknown>;

export interface TcpServer {
  readonly port: number;
  /** How many connections were accepted. */
  readonly accepted: number;
  /** Whether the client has closed every connection that it opened. */
  allClosed(): Promise<boolean>;
  stop(): Promise<void>;
}

export function listen(talk: Talk): TcpServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const talks = new Set<Promise<void>>();
  const open = new Set<Deno.TcpConn>();
  let accepted = 0;
  const accepting = (async () => {
    for await (const connection of listener) {
      accepted++;
      open.add(connection);
      const talking = converse(connection, talk).finally(() => {
        open.delete(connection);
        talks.delete(talking);
      });
      talks.add(talking);
    }
  })();
  return {
    port: (listener.addr as Deno.NetAddr).port,
    get accepted() {
      return accepted;
    },
    async allClosed() {
      await within(1000, Promise.all(talks));
      return open.size === 0;
    },
    async stop() {
      listener.close();
      for (const connection of open) close(connection);
      await accepting;
      await Promise.all(talks);
    },
  };
}

/** Talks, and then reads until the client has closed: a client that does not is found by `allClosed`. */
async function converse(connection: Deno.TcpConn, talk: Talk): Promise<void> {
  try {
    connection.setNoDelay(true);
    const stream = byteStream(connection);
    await talk(stream);
    while (await stream.read() !== null);
  } catch (error) {
    // A client that hangs up in the middle is what these servers are for.
    if (!(error instanceof Error)) throw error;
  } finally {
    close(connection);
  }
}

function byteStream(connection: Deno.TcpConn): ByteStream {
  const buffer = new Uint8Array(16_384);
  return {
    async read() {
      const length = await connection.read(buffer).catch((error) => {
        throw new NetworkError("connection_reset", "The client is gone", { cause: error });
      });
      return length === null ? null : buffer.slice(0, length);
    },
    async write(bytes) {
      for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    },
    closeWrite: () => connection.closeWrite(),
    close: () => close(connection),
  };
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // Closed before.
  }
}

async function within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
