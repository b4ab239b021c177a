import assert from "node:assert/strict";
import { Deadline } from "../../../src/net/mod.ts";
import { certificateAuthority, issue } from "../../../src/demo/certificates.ts";
import { hsts } from "../../../src/probes/deep/hsts.ts";
import { httpRedirect } from "../../../src/probes/deep/http_redirect.ts";
import type { Probe } from "../../../src/probes/deep/probe.ts";
import { runProbes } from "../../../src/probes/deep/run_probes.ts";
import { http, https, memoryNetwork, type Server } from "../../support/memory_network.ts";
import { runOne, situation } from "./support.ts";

const now = new Date("2026-11-30T12:00:00Z");
const leaf = await issue(await certificateAuthority({ subject: "Root", now }), { dnsNames: ["example.com"] });

const toHttps = http("HTTP/1.1 301 Moved\r\nLocation: https://example.com/\r\n\r\n");

async function look(head: string | null, port80?: Server, overrides: Parameters<typeof situation>[0] = {}) {
  const network = memoryNetwork({
    servers: {
      ...head === null
        ? {}
        : { "192.0.2.7:443": https([leaf], `HTTP/1.1 ${head}\r\nContent-Length: 0\r\n\r\n`) },
      ...port80 === undefined ? {} : { "192.0.2.7:80": port80 },
    },
    now,
  });
  using deadline = new Deadline(5_000);
  const all = [httpRedirect, hsts] as unknown as Probe[];
  const { probes, facts } = await runProbes(all, situation(overrides), {
    runtime: network.runtime,
    deadline,
  });
  return { facts: facts.hsts, probe: probes[1]! };
}

const ready = "Strict-Transport-Security: max-age=63072000; includeSubDomains; preload";

Deno.test("the field of the answer is told, and that nothing is missing for the preload list", async () => {
  const { facts, probe } = await look(`200 OK\r\n${ready}`, toHttps);
  assert.equal(probe.status, "completed");
  assert.equal(probe.connections, 1);
  assert.deepEqual(facts, {
    status: 200,
    header: "max-age=63072000; includeSubDomains; preload",
    repeated: false,
    valid: true,
    problem: null,
    max_age_seconds: 63_072_000,
    include_subdomains: true,
    preload: true,
    preload_unmet: [],
  });
});

Deno.test("a redirect has to have it too", async () => {
  const { facts } = await look(`301 Moved\r\nLocation: https://www.example.com/\r\n${ready}`, toHttps);
  assert.deepEqual([facts?.status, facts?.valid, facts?.preload_unmet], [301, true, []]);
});

Deno.test("the answer to the check itself is as good, and a server that gave none has nothing to say", async () => {
  const answered = {
    startedMs: 0,
    endedMs: 1,
    spoken: "http/1.1",
    answer: "HTTP/1.1 200 OK",
    proof: "application_data",
    http: {
      status: 200,
      headers: [
        { name: "server", value: "test" },
        { name: "strict-transport-security", value: "max-age=300" },
        { name: "strict-transport-security", value: "max-age=0" },
      ],
      wantsClientCertificate: false,
    },
    failure: null,
  } as const;
  const visit = { log: situation().log, exchange: answered, sessions: [] };
  const { facts, probe } = await look(null, toHttps, { visit });
  assert.equal(probe.connections, 0);
  assert.deepEqual([facts?.status, facts?.max_age_seconds, facts?.repeated], [200, 300, true]);
  const mute = await look(null, toHttps, { isMute: true });
  assert.equal(mute.probe.status, "not_applicable");
});

const unmet: [what: string, head: string, port80: Server | undefined, conditions: string[]][] = [
  [
    "a year and not a second less",
    "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
    toHttps,
    [],
  ],
  ["less than a year", "Strict-Transport-Security: max-age=31535999; includeSubDomains; preload", toHttps, [
    "max_age",
  ]],
  ["without subdomains", "Strict-Transport-Security: max-age=63072000; preload", toHttps, [
    "include_subdomains",
  ]],
  ["without the word", "Strict-Transport-Security: max-age=63072000; includeSubDomains", toHttps, [
    "preload",
  ]],
  ["a closed port 80, which has nothing to redirect", ready, undefined, []],
  ["port 80 that takes a connection and ends it", ready, http(""), ["redirect"]],
  ["port 80 that answers for itself", ready, http("HTTP/1.1 200 OK\r\n\r\n"), ["redirect"]],
  [
    "port 80 that leads to another host first",
    ready,
    http("HTTP/1.1 301 Moved\r\nLocation: https://www.example.com/\r\n\r\n"),
    ["redirect"],
  ],
  ["a field that is not valid", `${ready}; preload`, toHttps, ["max_age", "include_subdomains", "preload"]],
  ["no field", "Server: x", toHttps, ["max_age", "include_subdomains", "preload"]],
];
for (const [what, head, port80, conditions] of unmet) {
  Deno.test(`the preload list's conditions: ${what}`, async () => {
    assert.deepEqual((await look(`200 OK\r\n${head}`, port80)).facts?.preload_unmet, conditions);
  });
}

Deno.test("the preload list's conditions: of a port 80 that was not asked nothing is said", async () => {
  const network = memoryNetwork({
    servers: { "192.0.2.7:443": https([leaf], `HTTP/1.1 200 OK\r\n${ready}\r\n\r\n`) },
    now,
  });
  const { facts } = await runOne(hsts, network.runtime);
  assert.deepEqual(facts?.preload_unmet, []);
});

Deno.test("no field, one that is not valid, and several are told apart", async () => {
  const none = await look("200 OK");
  assert.deepEqual([none.facts?.header, none.facts?.valid, none.facts?.problem], [null, null, null]);
  const broken = await look("200 OK\r\nStrict-Transport-Security: includeSubDomains");
  assert.deepEqual([broken.facts?.valid, broken.facts?.max_age_seconds], [false, null]);
  assert.match(broken.facts?.problem ?? "", /"max-age" is missing/);
  const several = await look(`200 OK\r\nStrict-Transport-Security: max-age=1\r\n${ready}`);
  assert.deepEqual([several.facts?.repeated, several.facts?.header, several.facts?.valid], [
    true,
    "max-age=1",
    true,
  ]);
});

Deno.test("a server that cannot be reached, and one that does not speak HTTP, fail the probe", async () => {
  assert.equal((await look(null)).probe.status, "failed");
  const { facts, probe } = await look("x\r\n");
  assert.deepEqual([facts, probe.status], [null, "failed"]);
  assert.match(probe.reason ?? "", /not HTTP\/1\.1/);
});

Deno.test("it is for web servers that have a name: RFC 6797 §8.1.1", async () => {
  const { plan } = situation();
  const address = await look(null, undefined, { plan: { ...plan, hostname: "192.0.2.7", serverName: null } });
  assert.equal(address.probe.status, "not_applicable");
  const mail = await look(null, undefined, { plan: { ...plan, protocol: "smtp" } });
  assert.equal(mail.probe.status, "not_applicable");
});
