import assert from "node:assert/strict";
import { type Address, Deadline, type NativeRequest, NetworkError } from "../../src/net/mod.ts";
import { nativeHandshake } from "../../src/runtime/workerd_native.ts";
import { cannotConnect, FakeSocket, type FakeSocketOptions } from "./fake_socket.ts";

const request: NativeRequest = {
  address: "192.0.2.7",
  port: 443,
  serverName: "www.example",
  applicationProtocols: ["h2"],
  anchors: [],
  wantCertificates: true,
};
const leadsThere = (): Promise<Address[]> => Promise.resolve([{ address: "192.0.2.7", family: 4 }]);
const secured = Promise.resolve();
const refused = () => Promise.reject(new Error("internal error; reference = abc"));

async function witness(
  options: FakeSocketOptions,
  asked: Partial<NativeRequest> = {},
  resolve: () => Promise<Address[]> = leadsThere,
  milliseconds = 2_000,
) {
  using deadline = new Deadline(milliseconds);
  const socket = new FakeSocket(options);
  const { outcome, error, ...rest } = await nativeHandshake(
    socket.connect,
    resolve,
    { ...request, ...asked },
    deadline,
  );
  assert.deepEqual(rest, {
    api: "cloudflare:sockets startTls",
    applicationProtocol: null,
    certificates: [],
    protocolVersion: null,
    cipherSuite: null,
  });
  assert.equal(error === null, outcome === "trusted");
  if (socket.dialled.length > 0) assert.equal(socket.closes, 1, "it is closed");
  return { outcome, dialled: socket.dialled };
}

Deno.test("the name is what is connected to and verified", async () => {
  const { outcome, dialled } = await witness({ secured });
  assert.equal(outcome, "trusted");
  assert.deepEqual(dialled, [{ hostname: "www.example", port: 443, secureTransport: "starttls" }]);
});

Deno.test("without a name, the address is", async () => {
  const { outcome, dialled } = await witness({ secured }, { serverName: null, addressOnly: true });
  assert.equal(outcome, "trusted");
  assert.equal(dialled[0]?.hostname, "192.0.2.7");
});

Deno.test("what the platform refuses is refused; with anchors that it cannot know, nothing can be said", async () => {
  assert.equal((await witness({ secured: refused() })).outcome, "refused");
  assert.equal((await witness({ secured: refused() }, { anchors: ["PEM"] })).outcome, "not_available");
  assert.equal((await witness({ secured }, { anchors: ["PEM"] })).outcome, "trusted");
});

Deno.test("no connection and no answer in time are unreachable", async () => {
  assert.equal((await witness({ opened: Promise.reject(cannotConnect) })).outcome, "unreachable");
  assert.equal((await witness({}, {}, leadsThere, 50)).outcome, "unreachable");
});

Deno.test("nobody is dialled where the name leads elsewhere, or only the address was judged", async () => {
  const elsewhere = () => Promise.resolve<Address[]>([{ address: "198.51.100.1", family: 4 }]);
  const nowhere = () => Promise.reject(new NetworkError("host_not_found", "No address is known"));
  for (
    const { outcome, dialled } of [
      await witness({ secured }, {}, elsewhere),
      await witness({ secured }, {}, nowhere),
      await witness({ secured }, { addressOnly: true }, () => assert.fail("nobody is asked")),
    ]
  ) assert.deepEqual([outcome, dialled], ["not_available", []]);
});
