import assert from "node:assert/strict";
import { type ByteStream, Deadline, NetworkError } from "../../src/net/mod.ts";
import { connectFailure, type SystemCode } from "../../src/runtime/workerd_connect_failure.ts";
import { dial, dialSecurely } from "../../src/runtime/workerd_dial.ts";
import { cannotConnect, FakeSocket } from "./fake_socket.ts";

const cloudflare = () => ({ cloudflare: true, reachesPrivate: false });
const keepsItToItself: SystemCode = () => Promise.resolve(null);
const never = new Promise<never>(() => {});

function open(socket: FakeSocket, deadline: Deadline, systemCode = keepsItToItself): Promise<ByteStream> {
  return dial(socket.connect, connectFailure(systemCode, cloudflare), "9.9.9.9", 443, deadline);
}

async function rejectsWith(code: string, promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  assert.equal(error.code, code);
  return error;
}

Deno.test("octets go both ways, and each side can end alone", async () => {
  using deadline = new Deadline(2_000);
  const socket = new FakeSocket();
  const stream = await open(socket, deadline);
  await stream.write(Uint8Array.of(1, 2));
  socket.send(3);
  assert.deepEqual(await stream.read(), Uint8Array.of(3));
  await stream.closeWrite();
  assert.deepEqual([socket.written, socket.writeEnded], [[Uint8Array.of(1, 2)], true]);
  socket.send(4);
  socket.end();
  assert.deepEqual(await stream.read(), Uint8Array.of(4));
  assert.equal(await stream.read(), null);
  stream.close();
});

Deno.test("IPv6 has the brackets that this platform wants", async () => {
  using deadline = new Deadline(2_000);
  const socket = new FakeSocket();
  const explain = connectFailure(keepsItToItself, cloudflare);
  (await dial(socket.connect, explain, "2620:fe::fe", 853, deadline)).close();
  assert.deepEqual(socket.dialled, [{ hostname: "[2620:fe::fe]", port: 853, secureTransport: "off" }]);
});

Deno.test("the system's code, where a second attempt gives one, says why there is no connection", async () => {
  for (
    const [systemCode, code] of [
      ["ECONNREFUSED", "connection_refused"],
      ["EHOSTUNREACH", "connection_refused"],
      ["ETIMEDOUT", "timeout"],
      ["ENETUNREACH", "unreachable_from_vantage"],
    ] as const
  ) {
    using deadline = new Deadline(2_000);
    const socket = new FakeSocket({ opened: Promise.reject(cannotConnect) });
    await rejectsWith(code, open(socket, deadline, () => Promise.resolve(systemCode)));
    assert.equal(socket.closes, 1);
  }
});

Deno.test("without one, what is not known is said", async () => {
  using deadline = new Deadline(2_000);
  const error = await rejectsWith(
    "connection_refused",
    open(new FakeSocket({ opened: Promise.reject(cannotConnect) }), deadline),
  );
  assert.match(error.message, /does not say whether/);
  assert.equal(error.cause, cannotConnect);
});

Deno.test("an address that does not answer is timeout, and not asked a second time", async () => {
  using deadline = new Deadline(50);
  const socket = new FakeSocket({ opened: never });
  await rejectsWith("timeout", open(socket, deadline, () => assert.fail("it was")));
  assert.equal(socket.closes, 1);
});

Deno.test("where the platform lets nobody connect, failing says nothing of the target", async () => {
  for (const opened of [Promise.reject(cannotConnect), never]) {
    using deadline = new Deadline(50);
    const explain = connectFailure(() => assert.fail("nobody is asked"), cloudflare);
    const { connect } = new FakeSocket({ opened });
    await rejectsWith("unreachable_from_vantage", dial(connect, explain, "104.16.132.229", 443, deadline));
  }
});

Deno.test("a connection that breaks is connection_reset, after what came before", async () => {
  using deadline = new Deadline(2_000);
  const socket = new FakeSocket();
  const stream = await open(socket, deadline);
  socket.send(21, 3, 3);
  await new Promise((resolve) => setTimeout(resolve, 0));
  socket.lose();
  assert.deepEqual(await stream.read(), Uint8Array.of(21, 3, 3));
  await rejectsWith("connection_reset", stream.read());
  stream.close();
});

Deno.test("a peer that neither reads nor writes is timeout", async () => {
  using deadline = new Deadline(50);
  const stream = await open(new FakeSocket(), deadline);
  await rejectsWith("timeout", stream.read());
  await rejectsWith("timeout", stream.write(Uint8Array.of(1)));
  stream.close();
});

Deno.test("a closed stream closes again without a word and answers connection_closed", async () => {
  using deadline = new Deadline(2_000);
  const socket = new FakeSocket();
  const stream = await open(socket, deadline);
  const reading = stream.read();
  stream.close();
  stream.close();
  socket.end();
  await rejectsWith("connection_closed", reading);
  await rejectsWith("connection_closed", stream.read());
  await rejectsWith("connection_closed", stream.write(Uint8Array.of(1)));
});

const acme = { address: "9.9.9.9", port: 443, serverName: "acme.test", anchors: [] };

Deno.test("the platform's own TLS is over a connection to the name, and octets go both ways", async () => {
  using deadline = new Deadline(2_000);
  const socket = new FakeSocket({ secured: Promise.resolve() });
  const stream = await dialSecurely(socket.connect, acme, deadline);
  assert.deepEqual(socket.dialled, [{ hostname: "acme.test", port: 443, secureTransport: "starttls" }]);
  await stream.write(Uint8Array.of(1));
  socket.send(2);
  assert.deepEqual([socket.written, await stream.read()], [[Uint8Array.of(1)], Uint8Array.of(2)]);
  stream.close();
});

Deno.test("a server that the platform does not believe, or that never answers, is given up", async () => {
  using deadline = new Deadline(200);
  const refused = new FakeSocket({
    secured: Promise.reject(new Error("TLS peer's certificate is not trusted")),
  });
  const { message } = await rejectsWith("connection_closed", dialSecurely(refused.connect, acme, deadline));
  assert.match(message, /acme\.test port 443 .*not who it should be/);
  const silent = new FakeSocket();
  await rejectsWith("timeout", dialSecurely(silent.connect, acme, deadline));
  assert.equal(refused.closes + silent.closes, 2);
});

Deno.test("nothing is dialled once the deadline has passed", async () => {
  using deadline = new Deadline(2_000);
  deadline.cancel();
  const socket = new FakeSocket();
  await rejectsWith("timeout", open(socket, deadline));
  const server = { address: "9.9.9.9", port: 443, serverName: "dns.example", anchors: [] };
  await rejectsWith("timeout", dialSecurely(socket.connect, server, deadline));
  assert.deepEqual(socket.dialled, []);
});
