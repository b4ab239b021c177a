import assert from "node:assert/strict";
import { caa } from "../../../src/probes/deep/caa.ts";
import { rdata, type Zone } from "../../support/dns_server.ts";
import { memoryNetwork } from "../../support/memory_network.ts";
import { runOne, situation } from "./support.ts";

async function look(zone: Zone | undefined, hostname = "www.example.com") {
  const network = memoryNetwork(zone === undefined ? {} : { zone });
  const plan = { ...situation().plan, hostname, serverName: null };
  return { ...await runOne(caa, network.runtime, { plan }), asked: network.asked };
}

Deno.test("records of the name itself are told, each with what its value says", async () => {
  const { facts, probe, asked } = await look({
    "www.example.com CAA": {
      authenticData: true,
      records: [
        rdata.caa(0, "issue", "CA.example; validationmethods=dns-01"),
        rdata.caa(128, "issuewild", ";"),
        rdata.caa(0, "issuemail", "%%%"),
        rdata.caa(0, "iodef", "mailto:security@example.com"),
        rdata.caa(0, "iodef", "ftp://example.com"),
        rdata.caa(128, "future", "x"),
      ],
    },
  });
  assert.equal(probe.status, "completed");
  assert.deepEqual(facts, {
    domain: "www.example.com",
    records: [
      {
        critical: false,
        tag: "issue",
        value: "CA.example; validationmethods=dns-01",
        issuer: "ca.example",
        parameters: [{ tag: "validationmethods", value: "dns-01" }],
        valid: true,
      },
      { critical: true, tag: "issuewild", value: ";", issuer: null, parameters: [], valid: true },
      { critical: false, tag: "issuemail", value: "%%%", issuer: null, parameters: [], valid: false },
      {
        critical: false,
        tag: "iodef",
        value: "mailto:security@example.com",
        issuer: null,
        parameters: [],
        valid: true,
      },
      {
        critical: false,
        tag: "iodef",
        value: "ftp://example.com",
        issuer: null,
        parameters: [],
        valid: false,
      },
      { critical: true, tag: "future", value: "x", issuer: null, parameters: [], valid: null },
    ],
    malformed: [],
    authenticated: true,
    look_ups: [{
      name: "www.example.com",
      type: "CAA",
      response_code: { value: 0, hex: "0x00", name: "NoError" },
      authenticated: true,
      aliases: [],
      ttl_seconds: 300,
    }],
  });
  assert.deepEqual(asked, ["www.example.com CAA"], "nobody above is asked");
});

Deno.test("the nearest domain above counts: RFC 8659 §3", async () => {
  const { facts, asked } = await look({
    "a.b.example.com": {},
    "example.com CAA": { records: [rdata.caa(0, "issue", "ca.example")] },
    "com CAA": { records: [rdata.caa(0, "issue", "registry.example")] },
  }, "a.b.example.com");
  assert.equal(facts?.domain, "example.com");
  assert.deepEqual(facts?.records.map(({ issuer }) => issuer), ["ca.example"]);
  assert.deepEqual(asked, ["a.b.example.com CAA", "b.example.com CAA", "example.com CAA"]);
  assert.deepEqual(facts?.look_ups.map(({ response_code }) => response_code.name), [
    "NoError",
    "NXDomain",
    "NoError",
  ]);
});

Deno.test("the target of an alias counts at its own level", async () => {
  const { facts } = await look({
    "www.example.com CAA": { cname: "cdn.example.net", records: [rdata.caa(0, "issue", "ca.example")] },
  });
  assert.equal(facts?.domain, "www.example.com");
  assert.deepEqual(facts?.look_ups[0]?.aliases, ["cdn.example.net"]);
});

Deno.test("without a record up to the root, any authority may issue", async () => {
  const { facts, asked } = await look({});
  assert.deepEqual([facts?.domain, facts?.records], [null, []]);
  assert.deepEqual(asked, ["www.example.com CAA", "example.com CAA", "com CAA"]);
});

Deno.test("a set with a record that cannot be read ends the climb too", async () => {
  const { facts } = await look({
    "www.example.com CAA": { records: [rdata.caa(0, "", "x")] },
    "example.com CAA": { records: [rdata.caa(0, "issue", "ca.example")] },
  });
  assert.equal(facts?.domain, "www.example.com");
  assert.deepEqual(facts?.records, []);
  assert.equal(facts?.malformed.length, 1);
});

Deno.test("where the name servers fail nothing is known, and what was asked is told", async () => {
  const { facts, probe } = await look({
    "www.example.com CAA": {},
    "example.com CAA": { responseCode: 2 },
    "com CAA": { records: [rdata.caa(0, "issue", "ca.example")] },
  });
  assert.equal(probe.status, "failed");
  assert.match(probe.reason ?? "", /CAA records of "example\.com" failed: .*SERVFAIL/);
  assert.equal(facts?.domain, null);
  assert.deepEqual(facts?.look_ups.map(({ name, response_code }) => [name, response_code.name]), [
    ["www.example.com", "NoError"],
    ["example.com", "ServFail"],
  ]);
});

Deno.test("a resolver that answers badly, not at all, or is not there fails the probe", async () => {
  const garbage = await look({ "www.example.com CAA": { instead: Uint8Array.of(0, 0, 0x81) } });
  assert.match(garbage.probe.reason ?? "", /cannot be read/);
  const none = await look(undefined);
  assert.match(none.probe.reason ?? "", /No DNS resolver is known/);
  const silent = memoryNetwork({ zone: { "example.com CAA": { instead: "silence" } } });
  const { probe } = await runOne(caa, silent.runtime, { milliseconds: 50 });
  assert.match(probe.reason ?? "", /No answer within the deadline/);
});

Deno.test("a name of a hundred labels is not asked for a hundred times", async () => {
  const { facts, asked } = await look({}, `${"a.".repeat(100)}example`);
  assert.equal(asked.length, 16);
  assert.equal(facts?.domain, null);
});

Deno.test("an address has no such records, nor has this machine", async () => {
  for (const hostname of ["192.0.2.7", "2001:db8::7", "localhost", "a.localhost."]) {
    const { probe, asked } = await look({}, hostname);
    assert.equal(probe.status, "not_applicable");
    assert.deepEqual(asked, []);
  }
});
