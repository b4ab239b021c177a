/** A connection to one address as a `ByteStream`: TCP, or TLS of Deno's own stack over it. */
import type { ByteStream, Deadline, SecureServer } from "../net/mod.ts";
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

/** Rejects with `NetworkError`, also for a server that is not who it should be. */
export async function dialSecurely(
  { address, port, serverName, anchors }: SecureServer,
  deadline: Deadline,
): Promise<ByteStream> {
  const peer = `${serverName} port ${port}`;
  let connection: Deno.TcpConn | Deno.TlsConn | null = null;
  try {
    connection = await Deno.connect({ hostname: address, port, signal: deadline.signal });
    const options = { hostname: serverName, caCerts: [...anchors], alpnProtocols: ["http/1.1"] };
    const secured = await Deno.startTls(connection, options);
    connection = secured;
    await deadline.race(secured.handshake(), `verifying ${peer}`);
    return byteStream(secured, peer, deadline);
  } catch (error) {
    if (connection !== null) close(connection);
    throw toNetworkError(error, { peer, doing: "verifying", deadline, otherwise: "connection_closed" });
  }
}

function byteStream(connection: Deno.TcpConn | Deno.TlsConn, peer: string, deadline: Deadline): ByteStream {
  const buffer = new Uint8Array(readLength);
  const { hostname, port } = connection.localAddr as Deno.NetAddr;

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
    close: () => close(connection),
  };
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // Closed before.
  }
}
