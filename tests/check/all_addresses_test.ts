/** A name with several addresses, whose servers are alike or are not. */
import assert from "node:assert/strict";
import { checkAddresses } from "../../src/check/all_addresses.ts";
import { OptionError } from "../../src/check.ts";
import { type Address, NetworkError } from "../../src/net/mod.ts";
import { CipherSuite } from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { MemoryRuntime, type Peer } from "../support/memory_runtime.ts";
import { answering, httpOk, tlsServer } from "../support/peers.ts";
import { dated } from "./certificates.ts";
import { assertContract, scriptedOptions, target } from "./support.ts";

const first: Address = { address: "127.0.0.1", family: 4 };
const second: Address = { address: "127.0.0.2", family: 4 };
const sixth: Address = { address: "::1", family: 6 };

const usual = tlsServer({ application: answering(httpOk) });
const renewed = tlsServer({ application: answering(httpOk), certificate: await dated(-1, 89) });
const stronger = tlsServer({
  application: answering(httpOk),
  cipherSuite: CipherSuite.TLS_AES_256_GCM_SHA384,
});
const absent: Peer = (stream) => stream.close();

/** A name with these addresses, and what answers at each. */
function world(peers: ReadonlyMap<Address, Peer>): MemoryRuntime {
  const runtime: MemoryRuntime = new MemoryRuntime({
    resolve: [...peers.keys()],
    peer: (stream, index) => {
      const [address] = /^.*(?=:\d+$)/.exec(runtime.dialled[index]!)!;
      return [...peers].find(([each]) => each.address === address)![1](stream, index);
    },
  });
  return runtime;
}

async function checkAll(runtime: MemoryRuntime, options = {}): Promise<Report[]> {
  const reports = await checkAddresses(runtime, target, await scriptedOptions(options));
  reports.forEach(assertContract);
  return reports;
}

function difference({ findings }: Report) {
  return findings.find(({ id }) => id === "addresses.differ");
}

Deno.test("each address has its report, in the resolver's order, and each names all of them", async () => {
  const peers = new Map([[sixth, usual], [first, usual], [second, usual]]);
  const runtime = world(peers);
  const reports = await checkAll(runtime);
  assert.deepEqual(reports.map(({ address }) => address), ["::1", "127.0.0.1", "127.0.0.2"]);
  assert.deepEqual(runtime.dialled.toSorted(), ["127.0.0.1:443", "127.0.0.2:443", "::1:443"]);
  for (const report of reports) {
    assert.equal(report.verdict, "pass");
    assert.deepEqual(report.addresses, [sixth, first, second]);
    assert.equal(difference(report), undefined, "alike");
  }
});

Deno.test("what differs is told in each report, once, and changes no verdict", async () => {
  const reports = await checkAll(world(new Map([[first, usual], [second, stronger], [sixth, usual]])));
  const details = new Set(reports.map((report) => difference(report)?.detail));
  assert.deepEqual([...details], [
    "Cipher suite: TLS_AES_128_GCM_SHA256 at 127.0.0.1, ::1; TLS_AES_256_GCM_SHA384 at 127.0.0.2",
  ]);
  assert.deepEqual(reports.map(({ verdict }) => verdict), ["pass", "pass", "pass"]);
  assert.equal(difference(reports[0]!)!.severity, "low");
});

Deno.test("a forgotten server with the old certificate shows", async () => {
  const reports = await checkAll(world(new Map([[first, usual], [second, renewed]])));
  const leaves = reports.map(({ certificates }) => certificates[0]!.fingerprint_sha256.slice(0, 16));
  const { detail } = difference(reports[1]!)!;
  assert.match(detail, /^Certificate: /);
  assert.ok(leaves.every((leaf, index) => detail.includes(`${leaf}…) at 127.0.0.${index + 1}`)), detail);
});

Deno.test("an address that does not answer has its own verdict, and what is not known of it differs from nothing", async () => {
  const reports = await checkAll(world(new Map([[first, usual], [second, absent]])));
  assert.deepEqual(reports.map(({ verdict }) => verdict), ["pass", "fail"]);
  assert.equal(difference(reports[0]!)!.detail, "Verdict: pass at 127.0.0.1; fail at 127.0.0.2");
});

Deno.test("a family leaves out the addresses of the other", async () => {
  const runtime = world(new Map([[first, usual], [sixth, usual]]));
  const reports = await checkAll(runtime, { family: 6 });
  assert.deepEqual(reports.map(({ address }) => address), ["::1"]);
  assert.deepEqual(runtime.dialled, ["::1:443"]);
});

Deno.test("a name that is not known is one report, and no target is an OptionError", async () => {
  const runtime = new MemoryRuntime({ resolve: new NetworkError("host_not_found", "No such host") });
  const reports = await checkAll(runtime);
  assert.deepEqual(reports.map(({ verdict, address }) => [verdict, address]), [["fail", null]]);
  await assert.rejects(checkAddresses(runtime, "not a host"), OptionError);
});

Deno.test("a name with a thousand addresses does not make us knock on a thousand doors", async () => {
  const many = Array.from({ length: 1000 }, (_, index): [Address, Peer] => [
    { address: `10.0.${index >> 8}.${index & 255}`, family: 4 },
    absent,
  ]);
  const runtime = new MemoryRuntime({ resolve: many.map(([address]) => address), peer: absent });
  const reports = await checkAddresses(runtime, target, await scriptedOptions());
  assert.equal(reports.length, 32);
  assert.ok(runtime.mostOpen <= 4);
});
