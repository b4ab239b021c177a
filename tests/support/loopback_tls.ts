/** A scripted TLS server on 127.0.0.1, for checks that really connect. */
import type { ByteStream } from "../../src/net/mod.ts";
import { type ServerScript, serveScript } from "./scripted_server.ts";

export interface LoopbackTls extends AsyncDisposable {
  readonly port: number;
  /** As it is checked: `https://127.0.0.1:PORT`. */
  readonly target: string;
}

/** Plays the script for every connection. */
export function loopbackTls(script: Partial<ServerScript>): LoopbackTls {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const serving: Promise<unknown>[] = [];
  const accepting = (async () => {
    for await (const connection of listener) {
      serving.push(serveScript(byteStream(connection), script).catch(() => {}));
    }
  })();
  return {
    port,
    target: `https://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      await Promise.all(serving);
    },
  };
}

function byteStream(connection: Deno.TcpConn): ByteStream {
  const buffer = new Uint8Array(17 * 1024);
  return {
    async read() {
      const length = await connection.read(buffer);
      return length === null ? null : buffer.slice(0, length);
    },
    async write(bytes) {
      for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    },
    closeWrite: () => connection.closeWrite(),
    close() {
      try {
        connection.close();
      } catch {
        // Closed before.
      }
    },
  };
}
