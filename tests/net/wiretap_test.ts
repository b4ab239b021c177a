import assert from "node:assert/strict";
import { type ByteStream, Deadline, NetworkError, type Runtime, Wiretap } from "../../src/net/mod.ts";
import { MemoryRuntime, type Peer } from "../support/memory_runtime.ts";

Deno.test("octets are noted with their direction and in their order, and both ends", async () => {
  const peer: Peer = async (stream) => {
    await stream.read();
    await stream.write(new Uint8Array([2, 3]));
    await stream.closeWrite();
  };
  const { connections: [noted] } = await tapped(new MemoryRuntime({ peer }), async (stream) => {
    await stream.write(new Uint8Array([1]));
    assert.deepEqual(await stream.read(), new Uint8Array([2, 3]));
    assert.equal(await stream.read(), null);
    stream.close();
    stream.close();
  });
  assert.deepEqual(noted!.remote, { address: "192.0.2.7", port: 443 });
  assert.equal(noted!.local, null);
  assert.deepEqual(noted!.events.map((event) => [event.kind, "bytes" in event ? [...event.bytes] : null]), [
    ["sent", [1]],
    ["received", [2, 3]],
    ["received_end", null],
    ["sent_end", null],
  ]);
  const times = [noted!.dialledMs, noted!.openedMs!, ...noted!.events.map(({ atMs }) => atMs)];
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
});

Deno.test("what is noted stays as it was, whatever becomes of the octets and of the connection", async () => {
  const wiretap = new Wiretap();
  const runtime = wiretap.on(new MemoryRuntime({ peer: () => {} }));
  using deadline = new Deadline(5_000);
  const stream = await runtime.dial("192.0.2.7", 443, deadline);
  const bytes = new Uint8Array([1]);
  await stream.write(bytes);
  bytes[0] = 9;
  const before = wiretap.connections;
  stream.close();
  assert.deepEqual(before[0]!.events.map((event) => "bytes" in event && [...event.bytes]), [[1]]);
});

Deno.test("a peer that breaks off is a reset, once, and no end of ours follows", async () => {
  const broken = new NetworkError("connection_reset", "It is gone");
  const { connections: [noted] } = await tapped(
    streaming({ read: () => Promise.reject(broken) }),
    async (stream) => {
      for (const _time of [1, 2]) await assert.rejects(stream.read(), broken);
      stream.close();
    },
  );
  assert.deepEqual(noted!.events.map(({ kind }) => kind), ["reset"]);
});

Deno.test("octets that could not be sent are not noted as sent", async () => {
  const closed = new NetworkError("connection_closed", "It is closed");
  const { connections: [noted] } = await tapped(
    streaming({ write: () => Promise.reject(closed) }),
    async (stream) => {
      await assert.rejects(stream.write(new Uint8Array([1])), closed);
    },
  );
  assert.deepEqual(noted!.events, []);
});

const failures: readonly [title: string, error: NetworkError, events: string[] | null][] = [
  [
    "a refusal is a reset",
    new NetworkError("connection_refused", "Refused", {
      cause: Object.assign(new Error(), { code: "ECONNREFUSED" }),
    }),
    ["reset"],
  ],
  ["a router's word is none", new NetworkError("connection_refused", "No route to host"), []],
  ["silence is nothing", new NetworkError("timeout", "No answer"), []],
  ["what a policy refuses never was", new NetworkError("address_not_allowed", "Not this one"), null],
  ["what the platform refuses never was", new NetworkError("unreachable_from_vantage", "No route"), null],
];
for (const [title, error, events] of failures) {
  Deno.test(`of a connection that does not come about: ${title}`, async () => {
    const wiretap = new Wiretap();
    const runtime = wiretap.on(new MemoryRuntime({ dialError: error }));
    using deadline = new Deadline(5_000);
    await assert.rejects(runtime.dial("192.0.2.7", 443, deadline), error);
    const [noted] = wiretap.connections;
    assert.deepEqual(noted?.events.map(({ kind }) => kind) ?? null, events);
    assert.equal(noted?.failure ?? null, events && error.message);
  });
}

Deno.test("a peer that never stops is noted up to a bound, and the rest is said to be missing", async () => {
  const mebibyte = new Uint8Array(1024 * 1024);
  const { connections } = await tapped(
    streaming({ read: () => Promise.resolve(mebibyte) }),
    async (stream) => {
      for (let count = 0; count < 20; count++) await stream.read();
      stream.close();
    },
  );
  const [{ events, cut }] = connections as [typeof connections[number]];
  assert.equal(cut, true);
  assert.equal(events.length, 8);
  assert.ok(events.every(({ kind }) => kind === "received"));
});

Deno.test("so is one that sends octet by octet", async () => {
  const read = () => Promise.resolve(new Uint8Array(1));
  const { connections: [noted] } = await tapped(streaming({ read }), async (stream) => {
    for (let count = 0; count < 20_000; count++) await stream.read();
  });
  assert.equal(noted!.cut, true);
  assert.equal(noted!.events.length, 16_384);
});

async function tapped(runtime: Runtime, work: (stream: ByteStream) => Promise<void>): Promise<Wiretap> {
  const wiretap = new Wiretap();
  using deadline = new Deadline(5_000);
  await work(await wiretap.on(runtime).dial("192.0.2.7", 443, deadline));
  return wiretap;
}

/** A platform whose connections behave like this. */
function streaming(stream: Partial<ByteStream>): Runtime {
  const whole: ByteStream = {
    read: () => Promise.resolve(null),
    write: () => Promise.resolve(),
    closeWrite: () => Promise.resolve(),
    close() {},
    ...stream,
  };
  const runtime = new MemoryRuntime();
  return Object.assign(runtime, { dial: () => Promise.resolve(whole) });
}
