/** A connection as a `ByteStream`, over `cloudflare:sockets`: TCP to one address, or the platform's TLS to a name. */
import { type ByteStream, type Deadline, NetworkError, type SecureServer } from "../net/mod.ts";
import type { ConnectFailure } from "./workerd_connect_failure.ts";
import { ReadAhead } from "./workerd_read_ahead.ts";
import { abandon, type Connect, platformAddress, type PlatformSocket } from "./workerd_sockets.ts";

/** Rejects with `NetworkError`, also when the deadline passes first. */
export async function dial(
  connect: Connect,
  explain: ConnectFailure,
  address: string,
  port: number,
  deadline: Deadline,
): Promise<ByteStream> {
  const peer = `${address} port ${port}`;
  let socket: PlatformSocket | null = null;
  try {
    refuseLate(deadline, `connecting to ${peer}`);
    socket = connect(platformAddress(address, port), { secureTransport: "off", allowHalfOpen: true });
    socket.closed.catch(() => {}); // said again by whoever reads
    await deadline.race(socket.opened, `connecting to ${peer}`);
    return byteStream(socket, peer, deadline);
  } catch (error) {
    if (socket !== null) abandon(socket);
    throw await explain(error, address, port, deadline);
  }
}

/** The platform verifies the name that it connected to, and looks it up itself. Rejects with `NetworkError`. */
export async function dialSecurely(
  connect: Connect,
  { port, serverName }: SecureServer,
  deadline: Deadline,
): Promise<ByteStream> {
  const peer = `${serverName} port ${port}`;
  let socket: PlatformSocket | null = null;
  try {
    refuseLate(deadline, `connecting to ${peer}`);
    socket = connect(platformAddress(serverName, port), {
      secureTransport: "starttls",
      allowHalfOpen: false,
    });
    socket.closed.catch(() => {});
    await deadline.race(socket.opened, `connecting to ${peer}`);
    socket = socket.startTls();
    socket.closed.catch(() => {});
    await deadline.race(socket.opened, `verifying ${peer}`);
    return byteStream(socket, peer, deadline);
  } catch (error) {
    if (socket !== null) abandon(socket);
    if (error instanceof NetworkError) throw error;
    throw new NetworkError("connection_closed", `${peer} cannot be reached, or is not who it should be`, {
      cause: error,
    });
  }
}

/** The platform connects when it is called, whether or not anyone still waits. */
function refuseLate(deadline: Deadline, doing: string): void {
  if (deadline.expired) throw new NetworkError("timeout", `The deadline passed before ${doing}`);
}

function byteStream(socket: PlatformSocket, peer: string, deadline: Deadline): ByteStream {
  const incoming = new ReadAhead(socket.readable);
  const writer = socket.writable.getWriter();
  writer.closed.catch(() => {});
  let closed = false;

  async function within<T>(call: () => Promise<T>, doing: string): Promise<T> {
    if (closed) throw closedError(peer);
    try {
      return await deadline.race(call(), `${doing} ${peer}`);
    } catch (error) {
      throw toNetworkError(error);
    }
  }

  /** The platform has one error for every end of a connection that is not an orderly one. */
  function toNetworkError(error: unknown): NetworkError {
    if (error instanceof NetworkError) return error;
    if (closed || isOurClosing(error)) return closedError(peer, { cause: error });
    return new NetworkError("connection_reset", `${peer} reset the connection`, { cause: error });
  }

  return {
    async read() {
      const octets = await within(() => incoming.read(), "waiting for data from");
      if (closed) throw closedError(peer);
      return octets;
    },
    async write(bytes) {
      await within(() => writer.write(bytes), "sending data to");
    },
    closeWrite: () => within(() => writer.close(), "closing the connection to"),
    close() {
      closed = true;
      abandon(socket);
    },
  };
}

/** What a stream of this side's that was ended says, as against a connection that broke. */
function isOurClosing(error: unknown): boolean {
  return error instanceof TypeError;
}

function closedError(peer: string, options?: ErrorOptions): NetworkError {
  return new NetworkError("connection_closed", `The connection to ${peer} is closed`, options);
}
