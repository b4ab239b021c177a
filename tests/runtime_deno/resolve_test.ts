import assert from "node:assert/strict";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

const runtime = denoRuntime();

Deno.test("a name in the hosts file resolves by the system", async () => {
  using deadline = new Deadline(2_000);
  const addresses = await runtime.resolve("localhost", deadline);
  const loopback = [{ address: "127.0.0.1", family: 4 }, { address: "::1", family: 6 }];
  assert.ok(addresses.length > 0);
  for (const address of addresses) {
    assert.ok(
      loopback.some((one) => one.address === address.address && one.family === address.family),
      address.address,
    );
  }
});

Deno.test("an address resolves to itself, whatever the family", async () => {
  using deadline = new Deadline(2_000);
  assert.deepEqual(await runtime.resolve("192.0.2.7", deadline), [{ address: "192.0.2.7", family: 4 }]);
  assert.deepEqual(await runtime.resolve("2001:db8::1", deadline), [{ address: "2001:db8::1", family: 6 }]);
});

Deno.test("a deadline that has passed is dns_timeout", async () => {
  using deadline = new Deadline(2_000);
  deadline.cancel();
  assert.equal((await refusal(runtime.resolve("localhost", deadline))).code, "dns_timeout");
});

Deno.test({
  name: "a platform that does not permit the lookup is unreachable_from_vantage",
  permissions: { net: ["127.0.0.1"] },
  async fn() {
    using deadline = new Deadline(2_000);
    assert.equal((await refusal(runtime.resolve("localhost", deadline))).code, "unreachable_from_vantage");
  },
});

// RFC 6761 §6.4: "invalid" never exists. A machine without any name server can only say that it does not know.
Deno.test("a name under .invalid is host_not_found, or dns_failed where no name server answers", async () => {
  using deadline = new Deadline(5_000);
  const error = await refusal(runtime.resolve("no-such-host.invalid", deadline));
  assert.ok(["host_not_found", "dns_failed", "dns_timeout"].includes(error.code), error.code);
  assert.match(error.message, /"no-such-host\.invalid"/);
});

async function refusal(promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  return error;
}
