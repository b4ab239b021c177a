import assert from "node:assert/strict";
import { CAA, lookUp } from "../../src/dns/mod.ts";
import { Deadline, NetworkError } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { rdata, startDnsServer, type Zone } from "../support/dns_server.ts";

const zone: Zone = {
  "a.example CAA": { records: [rdata.caa(0, "issue", "ca.example")], authenticData: true },
  "a.example A": { records: [rdata.a("127.0.0.7")] },
};

for (const how of ["over TCP", "over HTTPS"]) {
  Deno.test(`a resolver that is named is asked for records and for addresses, ${how}`, async () => {
    const server = startDnsServer(zone);
    using deadline = new Deadline(5_000);
    const { address, port, url } = server;
    const runtime = denoRuntime({ dnsServer: how === "over TCP" ? { address, port } : { url } });
    try {
      const { records, authenticData } = await lookUp(runtime.exchangeDns!, "a.example", CAA, deadline);
      assert.deepEqual(records.map(({ value }) => value), ["ca.example"]);
      assert.equal(authenticData, true);
      assert.deepEqual(await runtime.resolve("a.example", deadline), [{ address: "127.0.0.7", family: 4 }]);
      assert.deepEqual(server.asked.toSorted(), ["a.example A", "a.example AAAA", "a.example CAA"]);
    } finally {
      await server.stop();
    }
  });
}

Deno.test({
  name: "without the permission to know the system's resolvers, a look-up is dns_failed and says so",
  permissions: { net: ["127.0.0.1"] },
  async fn() {
    using deadline = new Deadline(5_000);
    const { exchangeDns } = denoRuntime();
    const error = await lookUp(exchangeDns!, "a.example", CAA, deadline).catch((error: unknown) => error);
    assert.ok(error instanceof NetworkError);
    assert.equal(error.code, "dns_failed");
    assert.match(error.message, /no resolver is known here/);
  },
});
