/** A TCP connection to one address as a `ByteStream`. */
import type { ByteStream, Deadline } from "../net/mod.ts";
import { toNetworkError } from "./deno_network_error.ts";

/** One read's most: a TLS record of the largest size with its header fits. */
const readLength = 17 * 1024;

/** Rejects with `NetworkError`, also when the deadline passes first. */
export async function dial(address: string, port: number, deadline: Deadline): Promise<ByteStream> {
  const peer = `${address} port ${port}`;
  try {
    const connection = await Deno.connect({ hostname: address, port, signal: deadline.signal });
    connection.setNoDelay(true);
    return byteStream(connection, peer, deadline);
  } catch (error) {
    throw toNetworkError(error, {
      peer,
      doing: "connecting to",
      deadline,
      otherwise: "unreachable_from_vantage",
    });
  }
}

function byteStream(connection: Deno.TcpConn, peer: string, deadline: Deadline): ByteStream {
  const buffer = new Uint8Array(readLength);
  const { hostname, port } = connection.localAddr;

  async function within<T>(call: () => Promise<T>, doing: string): Promise<T> {
    try {
      return await deadline.race(call(), `${doing} ${peer}`);
    } catch (error) {
      throw toNetworkError(error, { peer, doing, deadline, otherwise: "connection_closed" });
    }
  }

  return {
    local: { address: hostname, port },
    async read() {
      const length = await within(() => connection.read(buffer), "waiting for data from");
      return length === null ? null : buffer.slice(0, length);
    },
    async write(bytes) {
      for (let sent = 0; sent < bytes.length;) {
        sent += await within(() => connection.write(bytes.subarray(sent)), "sending data to");
      }
    },
    closeWrite: () => within(() => connection.closeWrite(), "closing the connection to"),
    close() {
      try {
        connection.close();
      } catch {
        // Closed before.
      }
    },
  };
}
