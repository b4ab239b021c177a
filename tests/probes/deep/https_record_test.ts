import assert from "node:assert/strict";
import { fromHex, Writer } from "../../../src/bytes/mod.ts";
import { httpsRecord } from "../../../src/probes/deep/https_record.ts";
import { rdata, type Zone } from "../../support/dns_server.ts";
import { memoryNetwork } from "../../support/memory_network.ts";
import { runOne, situation } from "./support.ts";

async function look(zone: Zone, plan: Partial<ReturnType<typeof situation>["plan"]> = {}) {
  const network = memoryNetwork({ zone });
  const found = await runOne(httpsRecord, network.runtime, { plan: { ...situation().plan, ...plan } });
  return { ...found, asked: network.asked };
}

/** RFC 9849 §4. */
function echConfigList(...publicNames: string[]): Uint8Array {
  return new Writer().scope(2, (list) => {
    for (const publicName of publicNames) {
      list.uint16(0xfe0d).scope(2, (contents) => {
        contents.uint8(7).uint16(0x0020).vector(2, new Uint8Array(32)).vector(2, fromHex("00010001"));
        contents.uint8(0).vector(1, new TextEncoder().encode(publicName)).vector(2, new Uint8Array(0));
      });
    }
  }).bytes();
}

const plain = {
  owner: "example.com",
  priority: 1,
  target: ".",
  mandatory: [],
  application_protocols: [],
  no_default_application_protocol: false,
  port: null,
  ipv4_hints: [],
  ipv6_hints: [],
  encrypted_client_hello: null,
  other_parameters: [],
};

Deno.test("what a record says of how to connect is told", async () => {
  const { facts, probe, asked } = await look({
    "example.com HTTPS": {
      authenticData: true,
      records: [rdata.https(1, "svc.example.net", {
        0: fromHex("0001"),
        1: fromHex("02 6833 02 6832"),
        2: new Uint8Array(0),
        3: fromHex("20fb"),
        4: fromHex("c0000207"),
        5: echConfigList("public.example"),
        6: fromHex("20010db8000000000000000000000007"),
        7: fromHex("2f"),
        65280: fromHex("00"),
      })],
    },
  });
  assert.equal(probe.status, "completed");
  assert.deepEqual(asked, ["example.com HTTPS"]);
  assert.equal(facts?.authenticated, true);
  assert.deepEqual(facts?.malformed, []);
  assert.deepEqual(facts?.records, [{
    owner: "example.com",
    priority: 1,
    target: "svc.example.net",
    mandatory: [{ value: 1, hex: "0x0001", name: "alpn" }],
    application_protocols: ["h3", "h2"],
    no_default_application_protocol: true,
    port: 8443,
    ipv4_hints: ["192.0.2.7"],
    ipv6_hints: ["2001:db8::7"],
    encrypted_client_hello: ["public.example"],
    other_parameters: [
      { value: 7, hex: "0x0007", name: "dohpath" },
      { value: 65280, hex: "0xff00", name: null },
    ],
  }]);
});

Deno.test("none is no failure", async () => {
  const { facts, probe } = await look({ "example.com A": {} });
  assert.deepEqual([probe.status, facts?.records], ["completed", []]);
});

Deno.test("another port has records of its own: RFC 9460 §9.1", async () => {
  const { asked } = await look({}, { port: 8443 });
  assert.deepEqual(asked, ["_8443._https.example.com HTTPS"]);
});

Deno.test("AliasMode is followed to the records of the other name", async () => {
  const { facts, asked } = await look({
    "example.com HTTPS": { records: [rdata.https(0, "a.example.net")] },
    "a.example.net HTTPS": { cname: "b.example.net", records: [rdata.https(1, ".")] },
  });
  assert.deepEqual(asked, ["example.com HTTPS", "a.example.net HTTPS"]);
  assert.deepEqual(facts?.records, [
    { ...plain, priority: 0, target: "a.example.net" },
    { ...plain, owner: "b.example.net" },
  ]);
});

Deno.test("AliasMode to nowhere is the end, and a circle ends too", async () => {
  const nowhere = await look({ "example.com HTTPS": { records: [rdata.https(0, ".")] } });
  assert.equal(nowhere.asked.length, 1);
  const circle = await look({ "example.com HTTPS": { records: [rdata.https(0, "example.com")] } });
  assert.equal(circle.asked.length, 9);
});

Deno.test("an ECHConfigList that is none, and a record that is malformed, are told", async () => {
  const list = echConfigList("public.example", "other.example");
  const whole = await look({ "example.com HTTPS": { records: [rdata.https(1, ".", { 5: list })] } });
  assert.deepEqual(whole.facts?.records[0]?.encrypted_client_hello, ["public.example", "other.example"]);
  for (let length = 0; length < list.length; length++) {
    const { facts } = await look({
      "example.com HTTPS": { records: [rdata.https(1, ".", { 5: list.subarray(0, length) })] },
    });
    assert.equal(facts?.records[0]?.encrypted_client_hello, null, `${length}`);
    assert.match(facts?.malformed[0] ?? "", /no ECHConfigList/);
  }
  const { facts } = await look({
    "example.com HTTPS": { records: [rdata.https(1, ".", { 3: fromHex("00") })] },
  });
  assert.deepEqual([facts?.records, facts?.malformed.length], [[], 1]);
});

Deno.test("a failure of the name servers fails the probe", async () => {
  const { probe } = await look({ "example.com HTTPS": { responseCode: 2 } });
  assert.equal(probe.status, "failed");
});

Deno.test("it is for web servers with a name", async () => {
  assert.equal((await look({}, { protocol: "imap" })).probe.status, "not_applicable");
  assert.equal((await look({}, { hostname: "192.0.2.7", serverName: null })).probe.status, "not_applicable");
});
