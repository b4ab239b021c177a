/** Where a check is going to connect, as it is known before. */
import assert from "node:assert/strict";
import { placesOf } from "../../src/check/places.ts";
import { NetworkError } from "../../src/net/mod.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";

const both = new MemoryRuntime({
  resolve: [{ address: "192.0.2.7", family: 4 }, { address: "2001:db8::7", family: 6 }],
});

Deno.test("each address that the check may choose, with its port", async () => {
  assert.deepEqual(await placesOf(both, "example.com:8443", {}), ["192.0.2.7 8443", "2001:db8::7 8443"]);
  assert.deepEqual(await placesOf(both, "example.com", { family: 6 }), ["2001:db8::7 443"]);
  assert.deepEqual(await placesOf(both, "example.com", { resolve: "192.0.2.99" }), ["192.0.2.99 443"]);
  assert.deepEqual(await placesOf(both, "smtp://[2001:db8::1]", {}), ["2001:db8::1 25"]);
  assert.deepEqual(both.dialled, []);
});

Deno.test("names of one server are one place, however they are written", async () => {
  const [first] = await placesOf(both, "a.example", {});
  const [second] = await placesOf(both, "https://b.example/path", {});
  assert.equal(first, second);
});

Deno.test("a name without an address is a place by itself, and no target is none", async () => {
  const unknown = new MemoryRuntime({ resolve: new NetworkError("host_not_found", "No such host") });
  assert.deepEqual(await placesOf(unknown, "nobody.example", {}), ["nobody.example 443"]);
  assert.deepEqual(await placesOf(both, "not a host", {}), []);
});
