import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

const runtime = denoRuntime();

Deno.test("what is written arrives, and what the peer writes is read", async () => {
  using deadline = new Deadline(2_000);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);
  const peer = await server.accepted();

  await stream.write(new Uint8Array([1, 2, 3]));
  assert.deepEqual(await readSome(peer), [1, 2, 3]);
  await peer.write(new Uint8Array([4, 5]));
  const first = await stream.read();
  await peer.write(new Uint8Array([6]));
  const second = await stream.read();

  assert.deepEqual(
    [[...first!], [...second!]],
    [[4, 5], [6]],
    "an earlier read is not overwritten by a later one",
  );
  stream.close();
});

Deno.test("more than the socket's buffers take is written whole", async () => {
  using deadline = new Deadline(5_000);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);
  const peer = await server.accepted();
  const length = 8 * 1024 * 1024;

  const writing = stream.write(new Uint8Array(length));
  let received = 0;
  while (received < length) received += (await readSome(peer)).length;
  await writing;

  assert.equal(received, length);
  stream.close();
});

Deno.test("after closeWrite the peer sees the end and may still answer", async () => {
  using deadline = new Deadline(2_000);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);
  const peer = await server.accepted();

  await stream.closeWrite();
  assert.equal(await peer.read(new Uint8Array(1)), null);
  await peer.write(new Uint8Array([7]));
  assert.deepEqual([...(await stream.read())!], [7]);
  await peer.closeWrite();
  assert.equal(await stream.read(), null);
  stream.close();
});

Deno.test("an IPv6 address is dialled without brackets", async () => {
  using deadline = new Deadline(2_000);
  using server = listen("::1");
  const stream = await runtime.dial("::1", server.port, deadline);
  await server.accepted();
  stream.close();
});

Deno.test("a port where nothing listens is connection_refused", async () => {
  using deadline = new Deadline(2_000);
  await rejectsWith("connection_refused", runtime.dial("127.0.0.1", closedPort(), deadline));
});

Deno.test("a reset by the peer is connection_reset", async () => {
  using deadline = new Deadline(2_000);
  const { server, port } = await resettingServer();
  try {
    const stream = await runtime.dial("127.0.0.1", port, deadline);
    await stream.write(new Uint8Array(1));
    await rejectsWith("connection_reset", stream.read());
    stream.close();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

Deno.test("a silent peer is timeout when the deadline passes, and the stream still closes", async () => {
  using deadline = new Deadline(100);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);

  const error = await rejectsWith("timeout", stream.read());
  assert.match(error.message, /within the deadline/);
  await rejectsWith("timeout", stream.write(new Uint8Array(1)));
  stream.close();
});

Deno.test("a peer that does not read is timeout for a writer", async () => {
  using deadline = new Deadline(200);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);

  await rejectsWith("timeout", stream.write(new Uint8Array(64 * 1024 * 1024)));
  stream.close();
});

Deno.test("a deadline that has passed dials nobody", async () => {
  using server = listen();
  using deadline = new Deadline(1_000);
  deadline.cancel();
  await rejectsWith("timeout", runtime.dial("127.0.0.1", server.port, deadline));
});

Deno.test("a closed stream closes again without a word and answers connection_closed", async () => {
  using deadline = new Deadline(2_000);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);

  const reading = stream.read();
  stream.close();
  stream.close();
  await rejectsWith("connection_closed", reading);
  await rejectsWith("connection_closed", stream.read());
  await rejectsWith("connection_closed", stream.write(new Uint8Array(1)));
  await rejectsWith("connection_closed", stream.closeWrite());
});

Deno.test("writing after closeWrite is connection_closed", async () => {
  using deadline = new Deadline(2_000);
  using server = listen();
  const stream = await runtime.dial("127.0.0.1", server.port, deadline);
  await stream.closeWrite();
  await rejectsWith("connection_closed", stream.write(new Uint8Array(1)));
  stream.close();
});

Deno.test({
  name: "a platform that does not permit the connection is unreachable_from_vantage",
  permissions: { net: ["127.0.0.1:1"] },
  async fn() {
    using deadline = new Deadline(2_000);
    await rejectsWith("unreachable_from_vantage", runtime.dial("127.0.0.1", 2, deadline));
  },
});

async function rejectsWith(code: string, promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  assert.equal(error.code, code);
  return error;
}

/** Accepts what comes, and closes it all in the end. */
function listen(hostname = "127.0.0.1") {
  const listener = Deno.listen({ hostname, port: 0 });
  const connections: Deno.TcpConn[] = [];
  return {
    port: listener.addr.port,
    async accepted(): Promise<Deno.TcpConn> {
      const connection = await listener.accept();
      connections.push(connection);
      return connection;
    },
    [Symbol.dispose]() {
      for (const connection of connections) connection.close();
      listener.close();
    },
  };
}

/** Free a moment ago, and nobody else on loopback takes ports from the ephemeral range so soon. */
function closedPort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Resets the connection at the first octet. */
async function resettingServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket: Socket) => void socket.once("data", () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as { port: number }).port };
}

async function readSome(connection: Deno.Conn): Promise<number[]> {
  const buffer = new Uint8Array(256 * 1024);
  const length = await connection.read(buffer);
  return [...buffer.subarray(0, length ?? 0)];
}
