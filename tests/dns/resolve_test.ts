import assert from "node:assert/strict";
import { type Fetch, overHttps, resolveBy } from "../../src/dns/mod.ts";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { type Answers, startResolver } from "../runtime/resolver.ts";

const nobody: Fetch = () => assert.fail("nobody is to be asked");

function resolve(fetch: Fetch, resolver: string, name: string, deadline: Deadline) {
  return resolveBy(overHttps(fetch, resolver), name, deadline);
}

async function resolved(answers: Answers, name: string, milliseconds = 2_000) {
  const resolver = startResolver(answers);
  using deadline = new Deadline(milliseconds);
  try {
    return await resolve((url, init) => fetch(url, init), resolver.url, name, deadline);
  } finally {
    await resolver.stop();
  }
}

async function rejectsWith(code: string, promise: Promise<unknown>): Promise<void> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  assert.ok(error instanceof NetworkError, `rejects with a NetworkError, not ${error}`);
  assert.equal(error.code, code);
}

Deno.test("an address resolves to itself, and localhost to this machine, without asking", async () => {
  using deadline = new Deadline(1_000);
  const byItself = (name: string) => resolve(nobody, "https://resolver.example/", name, deadline);
  assert.deepEqual(await byItself("192.0.2.7"), [{ address: "192.0.2.7", family: 4 }]);
  assert.deepEqual(await byItself("2001:db8::7"), [{ address: "2001:db8::7", family: 6 }]);
  for (const name of ["localhost", "LOCALHOST.", "a.localhost"]) {
    assert.deepEqual((await byItself(name)).map(({ address }) => address), ["127.0.0.1", "::1"], name);
  }
});

Deno.test("all addresses of both families are given, IPv6 first and then by turns", async () => {
  const answers = {
    "many.example.": { A: ["192.0.2.1", "192.0.2.2", "192.0.2.3"], AAAA: ["::1"] },
  } satisfies Answers;
  assert.deepEqual((await resolved(answers, "many.example")).map(({ address }) => address), [
    "::1",
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.3",
  ]);
});

Deno.test("one family is enough, whatever becomes of the other", async () => {
  for (const AAAA of ["SERVFAIL", "HTTP 500", "garbage", []] as const) {
    assert.deepEqual(await resolved({ "half.example.": { A: ["192.0.2.1"], AAAA } }, "half.example"), [
      { address: "192.0.2.1", family: 4 },
    ]);
  }
});

Deno.test("no such name, no answer in time and a resolver that fails are told apart", async () => {
  await rejectsWith("host_not_found", resolved({}, "missing.example"));
  await rejectsWith("host_not_found", resolved({ "empty.example.": {} }, "empty.example"));
  await rejectsWith("host_not_found", resolved({}, `${"a".repeat(64)}.example`));
  for (const answer of ["SERVFAIL", "HTTP 500", "garbage"] as const) {
    await rejectsWith("dns_failed", resolved({ "x.example.": { A: answer, AAAA: answer } }, "x.example"));
  }
  const silence = { "x.example.": { A: "silence", AAAA: "silence" } } satisfies Answers;
  await rejectsWith("dns_timeout", resolved(silence, "x.example", 100));
});

Deno.test("a resolver that cannot be reached is dns_failed, and a deadline that has passed dns_timeout", async () => {
  using deadline = new Deadline(1_000);
  const unreachable = () => Promise.reject(new TypeError("no"));
  await rejectsWith("dns_failed", resolve(unreachable, "https://resolver.example/", "x.example", deadline));
  deadline.cancel();
  const silent = () => new Promise<Response>(() => {});
  await rejectsWith("dns_timeout", resolve(silent, "https://resolver.example/", "x.example", deadline));
});

Deno.test("an endless answer is refused", async () => {
  using deadline = new Deadline(2_000);
  const endless = () =>
    Promise.resolve(
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8192)) })),
    );
  await rejectsWith("dns_failed", resolve(endless, "https://resolver.example/", "x.example", deadline));
});
