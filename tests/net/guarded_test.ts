import assert from "node:assert/strict";
import { Deadline, guarded, NetworkError, publicOnly } from "../../src/net/mod.ts";
import { lookUp, TLSA } from "../../src/dns/mod.ts";
import { questionName } from "../../src/net/dns_question.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";

const request = {
  port: 443,
  serverName: "example.com",
  applicationProtocols: [],
  anchors: [],
  wantCertificates: false,
};

async function failure(promise: Promise<unknown>): Promise<NetworkError> {
  const error = await promise.then(() => assert.fail("it was let through"), (error) => error);
  assert.ok(error instanceof NetworkError, String(error));
  return error;
}

Deno.test("a public address is dialled, in its canonical spelling", async () => {
  using deadline = new Deadline(1000);
  const { runtime, reached } = recordingRuntime({});
  const guard = guarded(runtime, publicOnly);
  assert.equal((await failure(guard.dial("2A00:0::1", 443, deadline))).code, "connection_refused");
  await guard.native({ ...request, address: "2A00:0::2" }, deadline);
  assert.deepEqual(reached, ["dial 2a00::1 443", "native 2a00::2 443"]);
});

Deno.test("what is refused, and what is no address, is neither dialled nor handed to the platform's own TLS", async () => {
  using deadline = new Deadline(1000);
  const { runtime, reached } = recordingRuntime({});
  const guard = guarded(runtime, publicOnly);
  for (
    const address of ["127.0.0.1", "::1", "localhost", "example.com", "127.1", "2130706433", "[2a00::1]"]
  ) {
    assert.equal((await failure(guard.dial(address, 443, deadline))).code, "address_not_allowed", address);
    const outcome = await guard.native({ ...request, address }, deadline);
    assert.equal(outcome.outcome, "not_available", address);
  }
  assert.equal((await failure(guard.dial("9.9.9.9", 22, deadline))).code, "port_not_allowed");
  assert.equal(
    (await guard.native({ ...request, address: "9.9.9.9", port: 22 }, deadline)).outcome,
    "not_available",
  );
  assert.deepEqual(reached, []);
});

Deno.test("the platform is told not to look the name up itself", async () => {
  using deadline = new Deadline(1000);
  const requests: unknown[] = [];
  const { runtime } = recordingRuntime({});
  const guard = guarded({
    ...runtime,
    native: (request, limit) => {
      requests.push(request);
      return runtime.native(request, limit);
    },
  }, publicOnly);
  await guard.native({ ...request, address: "9.9.9.9" }, deadline);
  assert.deepEqual(requests, [{ ...request, address: "9.9.9.9", addressOnly: true }]);
});

Deno.test("of a name's addresses the refused ones are left out; when none is left, the name is refused without telling them", async () => {
  using deadline = new Deadline(1000);
  const { runtime } = recordingRuntime({
    "mixed.example": ["10.0.0.1", "9.9.9.9", "fd00::1", "2a00::1"],
    "inside.example": ["10.1.2.3", "fd00::5"],
  });
  const guard = guarded(runtime, publicOnly);
  assert.deepEqual(await guard.resolve("mixed.example", deadline), [
    { address: "9.9.9.9", family: 4 },
    { address: "2a00::1", family: 6 },
  ]);
  const error = await failure(guard.resolve("inside.example", deadline));
  assert.equal(error.code, "address_not_allowed");
  assert.match(error.message, /private use, unique local/);
  assert.doesNotMatch(error.message, /10\.1\.2\.3|fd00/);
});

Deno.test("a name that means this machine is not even looked up", async () => {
  using deadline = new Deadline(1000);
  const { runtime, asked } = recordingRuntime({ "localhost": ["9.9.9.9"] });
  const error = await failure(guarded(runtime, publicOnly).resolve("localhost", deadline));
  assert.equal(error.code, "address_not_allowed");
  assert.deepEqual(asked, []);
});

Deno.test("the resolver's own failure stays what it is", async () => {
  using deadline = new Deadline(1000);
  const { runtime } = recordingRuntime({});
  const error = await failure(guarded(runtime, publicOnly).resolve("nowhere.example", deadline));
  assert.equal(error.code, "host_not_found");
});

Deno.test("what the platform's own TLS connects to is looked at before, too; a platform without one stays without", async () => {
  using deadline = new Deadline(1000);
  const reached: string[] = [];
  const { runtime } = recordingRuntime({});
  const guard = guarded({
    ...runtime,
    dialSecurely: ({ address }) => {
      reached.push(address);
      return Promise.reject(new NetworkError("connection_refused", "refused"));
    },
  }, publicOnly);
  const server = { port: 443, serverName: "acme.example", anchors: [] };
  const dial = (address: string, port = 443) =>
    failure(guard.dialSecurely!({ ...server, address, port }, deadline));
  assert.equal((await dial("10.0.0.1")).code, "address_not_allowed");
  assert.equal((await dial("acme.example")).code, "address_not_allowed");
  assert.equal((await dial("9.9.9.9", 22)).code, "port_not_allowed");
  assert.equal((await dial("2A00:0::1")).code, "connection_refused");
  assert.deepEqual(reached, ["2a00::1"]);
  assert.equal(guarded(runtime, publicOnly).dialSecurely, undefined);
});

Deno.test("the resolver is asked wherever it is: who runs this has chosen it", async () => {
  using deadline = new Deadline(1000);
  const exchangeDns = () => Promise.resolve(Uint8Array.of(7));
  const guard = guarded({ ...recordingRuntime({}).runtime, exchangeDns }, publicOnly);
  assert.deepEqual(await guard.exchangeDns!(new Uint8Array(), deadline), Uint8Array.of(7));
  assert.equal(guarded(recordingRuntime({}).runtime, publicOnly).exchangeDns, undefined);
});

Deno.test("the resolver is asked about public names alone, whatever kind of record", async () => {
  using deadline = new Deadline(1000);
  const { runtime } = recordingRuntime({
    "www.example.com": [["9.9.9.9"]],
    "vault.example.com": [["10.0.0.7"]],
    "vault.corp.internal": [["10.0.0.7"]],
  });
  const asked: string[] = [];
  const exchangeDns = (query: Uint8Array<ArrayBuffer>) => {
    asked.push(questionName(query));
    return Promise.reject(new NetworkError("connection_refused", "It is enough to have been asked"));
  };
  const guard = guarded({ ...runtime, exchangeDns }, publicOnly);
  const ask = async (name: string) => (await failure(lookUp(guard.exchangeDns!, name, TLSA, deadline))).code;
  for (
    const name of [
      "vault.example.com",
      "_443._tcp.vault.example.com",
      "vault.corp.internal",
      "internal",
      "nas.local",
    ]
  ) {
    assert.equal(await ask(name), "address_not_allowed", name);
  }
  assert.deepEqual(asked, []);
  for (const name of ["_443._tcp.www.example.com", "example.com", "com"]) {
    assert.equal(await ask(name), "connection_refused", name);
  }
  assert.deepEqual(asked, ["www.example.com", "example.com", "com"]);
});
