import assert from "node:assert/strict";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { resolve } from "../../src/runtime/deno_resolve.ts";

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

// getaddrinfo's codes as Deno passes them on: EAI_NONAME and EAI_NODATA are ENOTFOUND; EAI_AGAIN comes for SERVFAIL,
// for a refused query and for silence.
const failures: [string, string][] = [
  ["ENOTFOUND", "host_not_found"],
  ["EAI_AGAIN", "dns_failed"],
  ["EAI_FAIL", "dns_failed"],
  ["EPERM", "unreachable_from_vantage"],
];
for (const [code, expected] of failures) {
  Deno.test(`${code} of the system is ${expected}, with the name in its message`, async () => {
    using deadline = new Deadline(2_000);
    const failing = () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));
    const error = await refusal(resolve("a.example", deadline, failing));
    assert.equal(error.code, expected);
    assert.match(error.message, /"a\.example"/);
  });
}

Deno.test("an answer without an address is host_not_found", async () => {
  using deadline = new Deadline(2_000);
  assert.equal(
    (await refusal(resolve("a.example", deadline, () => Promise.resolve([])))).code,
    "host_not_found",
  );
});

Deno.test("addresses keep the resolver's order, and each comes once", async () => {
  using deadline = new Deadline(2_000);
  const found = [
    { address: "2001:db8::1", family: 6 },
    { address: "192.0.2.7", family: 4 },
    { address: "2001:db8::1", family: 6 },
  ];
  assert.deepEqual(await resolve("a.example", deadline, () => Promise.resolve(found)), found.slice(0, 2));
});

Deno.test("a resolver that stays silent is dns_timeout", async () => {
  using deadline = new Deadline(50);
  assert.equal(
    (await refusal(resolve("a.example", deadline, () => new Promise(() => {})))).code,
    "dns_timeout",
  );
});

async function refusal(promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  return error;
}
