import assert from "node:assert/strict";
import { ReadAhead } from "../../src/runtime/workerd_read_ahead.ts";

function source(): {
  stream: ReadableStream<Uint8Array>;
  controller: ReadableStreamDefaultController<Uint8Array>;
} {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return { stream, controller };
}

const octets = (...values: number[]) => Uint8Array.from(values);

Deno.test("what arrived before the connection broke is read before the error", async () => {
  const { stream, controller } = source();
  const ahead = new ReadAhead(stream);
  controller.enqueue(octets(1, 2));
  controller.enqueue(octets(3));
  await new Promise((resolve) => setTimeout(resolve, 0));
  controller.error(new Error("reset"));
  assert.deepEqual(await ahead.read(), octets(1, 2));
  assert.deepEqual(await ahead.read(), octets(3));
  await assert.rejects(ahead.read(), /reset/);
  await assert.rejects(ahead.read(), /reset/, "and again");
});

Deno.test("the end comes after everything before it, and stays", async () => {
  const { stream, controller } = source();
  const ahead = new ReadAhead(stream);
  const first = ahead.read();
  controller.enqueue(octets(7));
  controller.close();
  assert.deepEqual(await first, octets(7));
  assert.equal(await ahead.read(), null);
  assert.equal(await ahead.read(), null);
});

Deno.test("a server that does not stop talking has to wait", async () => {
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const ahead = new ReadAhead(stream);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const before = sent;
  assert(before <= 512 * 1024, `${before} octets are kept`);
  for (let i = 0; i < 32; i++) assert.equal((await ahead.read())!.length, 64 * 1024);
  assert(sent > before, "and goes on when it is heard");
});
