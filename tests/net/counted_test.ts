import assert from "node:assert/strict";
import {
  type ByteStream,
  counted,
  Deadline,
  MAXIMUM_CONNECTIONS,
  NetworkError,
  type Runtime,
} from "../../src/net/mod.ts";
import { MemoryStream } from "../support/memory_stream.ts";

/** A platform whose connections come about when the test says so. */
function platform() {
  const dialling: PromiseWithResolvers<ByteStream>[] = [];
  const runtime = {
    dial() {
      const attempt = Promise.withResolvers<ByteStream>();
      dialling.push(attempt);
      return attempt.promise;
    },
    resolve: () => Promise.resolve([]),
    native: () => Promise.resolve({ outcome: "trusted" }),
  } as unknown as Runtime;
  const counting = counted(runtime);
  return { dialling, counting, runtime: counting.runtime };
}

/** As many dials as there are, each of which may fail. */
function dialAll(runtime: Runtime, count: number, deadline: Deadline): Promise<ByteStream>[] {
  return Array.from({ length: count }, () => {
    const dial = runtime.dial("192.0.2.7", 443, deadline);
    dial.catch(() => {});
    return dial;
  });
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("a seventh connection waits until one of six has ended, in whatever way", async () => {
  using deadline = new Deadline(10_000);
  const { runtime, counting, dialling } = platform();
  const dials = dialAll(runtime, 8, deadline);
  await turn();
  assert.equal(dialling.length, MAXIMUM_CONNECTIONS);

  dialling[0]!.reject(new NetworkError("connection_refused", "Refused"));
  await assert.rejects(dials[0]!);
  await turn();
  assert.equal(dialling.length, 7);

  const [near] = MemoryStream.pair();
  dialling[1]!.resolve(near);
  const stream = await dials[1]!;
  await turn();
  assert.equal(dialling.length, 7, "it is still open");
  stream.close();
  stream.close();
  await turn();
  assert.equal(dialling.length, 8);
  assert(near.closed);
  assert.deepEqual(counting.connections, { opened: 8, mostAtOnce: 6 });
  for (const { reject } of dialling) reject(new NetworkError("connection_refused", "Refused"));
  await Promise.allSettled(dials);
});

Deno.test("who waits for a connection waits no longer than the deadline, and takes no place after it", async () => {
  using deadline = new Deadline(10_000);
  using soon = new Deadline(20);
  const { runtime, counting, dialling } = platform();
  const dials = dialAll(runtime, 6, deadline);
  await assert.rejects(
    runtime.dial("192.0.2.7", 443, soon),
    (error) => error instanceof NetworkError && error.code === "timeout",
  );
  const last = runtime.dial("192.0.2.7", 443, deadline);
  dialling[0]!.reject(new NetworkError("connection_reset", "Reset"));
  await turn();
  assert.equal(dialling.length, 7);
  assert.equal(counting.connections.opened, 7);
  for (const { reject } of dialling) reject(new NetworkError("connection_refused", "Refused"));
  await Promise.allSettled([...dials, last]);
});

Deno.test("a question to the resolver takes a place while it is answered", async () => {
  using deadline = new Deadline(10_000);
  const answering = Promise.withResolvers<Uint8Array>();
  const { runtime } = counted({ exchangeDns: () => answering.promise } as unknown as Runtime);
  const asked = Array.from({ length: 6 }, () => runtime.exchangeDns!(new Uint8Array(), deadline));
  using soon = new Deadline(20);
  await assert.rejects(runtime.exchangeDns!(new Uint8Array(), soon), { code: "timeout" });
  answering.resolve(Uint8Array.of(7));
  assert.deepEqual(await Promise.all(asked), Array(6).fill(Uint8Array.of(7)));
  await runtime.exchangeDns!(new Uint8Array(), deadline);
  assert.equal(counted({} as Runtime).runtime.exchangeDns, undefined, "where there is none, there is none");
});

Deno.test("a look-up is no connection of the check's, and the platform's own handshake is one", async () => {
  using deadline = new Deadline(10_000);
  const { runtime, counting } = platform();
  await runtime.resolve("host.example", deadline);
  assert.deepEqual(counting.connections, { opened: 0, mostAtOnce: 0 });
  await runtime.native({} as Parameters<Runtime["native"]>[0], deadline);
  assert.deepEqual(counting.connections, { opened: 1, mostAtOnce: 1 });
});
