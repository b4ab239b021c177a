import assert from "node:assert/strict";
import {
  type Address,
  type ByteStream,
  connect,
  counted,
  Deadline,
  MAXIMUM_ATTEMPTS,
  NetworkError,
  type Runtime,
} from "../../src/net/mod.ts";
import { MemoryStream } from "../support/memory_stream.ts";

const first: Address = { address: "2001:db8::1", family: 6 };
const second: Address = { address: "192.0.2.1", family: 4 };

interface Dialled {
  readonly address: string;
  readonly atMs: number;
}

/** A platform that only dials, as `answers` say for each address. */
function platform(answers: Readonly<Record<string, () => Promise<ByteStream>>>) {
  const dialled: Dialled[] = [];
  const startedMs = performance.now();
  const runtime = {
    dial(address: string) {
      dialled.push({ address, atMs: performance.now() - startedMs });
      return answers[address]!();
    },
  } as unknown as Runtime;
  return { runtime, dialled };
}

const refuse = () => Promise.reject(new NetworkError("connection_refused", "Refused"));
const unreachable = () => Promise.reject(new NetworkError("connection_reset", "Unreachable"));
const later = <T>(milliseconds: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(resolve, milliseconds, value));

Deno.test("the first address that answers is taken, and no other is tried", async () => {
  using deadline = new Deadline(10_000);
  const [stream] = MemoryStream.pair();
  const { runtime, dialled } = platform({ [first.address]: () => Promise.resolve(stream) });
  const connected = await connect(runtime, [first, second], 443, deadline);
  assert.deepEqual(connected, { address: first, stream });
  assert.equal(dialled.length, 1);
});

Deno.test("an address that refuses makes way for the next at once", async () => {
  using deadline = new Deadline(10_000);
  const [stream] = MemoryStream.pair();
  const { runtime } = platform({
    [first.address]: refuse,
    [second.address]: () => Promise.resolve(stream),
  });
  const connecting = connect(runtime, [first, second], 443, deadline);
  // RFC 8305 §5: no delay when the attempt before has failed, so no timer goes off before.
  const timer = later(0, null);
  assert.equal((await Promise.race([connecting, timer]))?.address, second);
  await timer;
});

Deno.test("an address that keeps silent is overtaken, and its late connection closed", async () => {
  using deadline = new Deadline(10_000);
  const [slow] = MemoryStream.pair();
  const [quick] = MemoryStream.pair();
  const slowly = later(300, slow);
  const { runtime, dialled } = platform({
    [first.address]: () => slowly,
    [second.address]: () => Promise.resolve(quick),
  });
  assert.equal((await connect(runtime, [first, second], 443, deadline)).stream, quick);
  assert(dialled[1]!.atMs >= 240, "RFC 8305 §8: 250 ms between attempts");
  await slowly;
  await later(0, null);
  assert(slow.closed);
  assert(!quick.closed);
});

Deno.test("when no address answers, the failure is the first one's", async () => {
  using deadline = new Deadline(10_000);
  const { runtime } = platform({ [first.address]: refuse, [second.address]: unreachable });
  await assert.rejects(connect(runtime, [first, second], 443, deadline), { code: "connection_refused" });
});

Deno.test("the families are tried by turns, whichever the resolver has first", async () => {
  using deadline = new Deadline(10_000);
  const [stream] = MemoryStream.pair();
  const addresses: Address[] = [
    first,
    { address: "2001:db8::2", family: 6 },
    { address: "2001:db8::3", family: 6 },
    second,
    { address: "192.0.2.2", family: 4 },
  ];
  const { runtime, dialled } = platform({
    "2001:db8::1": refuse,
    "192.0.2.1": refuse,
    "2001:db8::2": refuse,
    "192.0.2.2": refuse,
    "2001:db8::3": () => Promise.resolve(stream),
  });
  await connect(runtime, addresses, 443, deadline);
  // RFC 8305 §4
  assert.deepEqual(dialled.map(({ address }) => address), [
    "2001:db8::1",
    "192.0.2.1",
    "2001:db8::2",
    "192.0.2.2",
    "2001:db8::3",
  ]);
});

Deno.test("what was overtaken is given up, and the connection that won lives on", async () => {
  using deadline = new Deadline(10_000);
  const [quick] = MemoryStream.pair();
  const patience: Deadline[] = [];
  const runtime = {
    dial(address: string, _port: number, deadline: Deadline) {
      patience.push(deadline);
      if (address === second.address) return Promise.resolve(quick);
      return deadline.race(new Promise<never>(() => {}), "connecting");
    },
  } as unknown as Runtime;
  await connect(runtime, [first, second], 443, deadline);
  assert.deepEqual(patience.map(({ expired }) => expired), [true, false]);
  deadline.cancel();
  assert.equal(patience[1]!.expired, true, "it ends with the whole check");
});

Deno.test("a seventh address is reached, though six keep silent and a check has six connections", async () => {
  using deadline = new Deadline(10_000);
  const [stream] = MemoryStream.pair();
  const addresses = [1, 2, 3, 4, 5, 6, 7].map((n): Address => ({ address: `192.0.2.${n}`, family: 4 }));
  const runtime = {
    dial: (address: string, _port: number, deadline: Deadline) =>
      address === "192.0.2.7"
        ? Promise.resolve(stream)
        : deadline.race(new Promise<never>(() => {}), address),
  } as unknown as Runtime;
  const connected = await connect(counted(runtime).runtime, addresses, 443, deadline);
  assert.equal(connected.address, addresses[6]);
});

const many = Array.from({ length: 1_000 }, (_, n): Address => ({
  address: `198.51.${n >> 8}.${n & 255}`,
  family: 4,
}));

Deno.test("of a name's thousand addresses eight are dialled, and the failure says that they were not all", async () => {
  using deadline = new Deadline(10_000);
  const dialled: string[] = [];
  const runtime = { dial: (address: string) => (dialled.push(address), refuse()) } as unknown as Runtime;
  await assert.rejects(connect(runtime, [...many, first], 443, deadline), {
    code: "connection_refused",
    message: "Refused; addresses tried: 8 of 1001",
  });
  // RFC 8305 §4: the other family is among them, however many there are of the first one's.
  assert.deepEqual(dialled, [many[0]!, first, ...many.slice(1, MAXIMUM_ATTEMPTS - 1)].map((a) => a.address));
});

Deno.test("once the deadline has passed no further address is dialled", async () => {
  using deadline = new Deadline(300);
  const dialled: string[] = [];
  const runtime = {
    dial(address: string, _port: number, deadline: Deadline) {
      dialled.push(address);
      return deadline.race(new Promise<never>(() => {}), address);
    },
  } as unknown as Runtime;
  await assert.rejects(connect(runtime, many, 443, deadline), {
    code: "timeout",
    message: /tried: 2 of 1000$/,
  });
  assert.equal(dialled.length, 2);
});
