/** No request makes the service connect to an address that is not public. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import type { Report } from "../../src/report/mod.ts";
import { type Recording, recordingRuntime } from "../support/recording_runtime.ts";
import { carriersOf, ipv4Addresses, ipv6Addresses, localNames, spellingsOf, targetsOf } from "./spellings.ts";

const bracketed = (address: string) => `[${address}]`;
const everyIpv6 = [...ipv6Addresses, ...ipv4Addresses.flatMap(carriersOf)];

const literals = [
  ...ipv4Addresses.flatMap(spellingsOf),
  ...everyIpv6.map(bracketed),
  ...localNames,
];

/** The app as it is on a public address, with the real check, on a platform that reaches nobody. */
function service(names: Parameters<typeof recordingRuntime>[0] = {}): Recording & ReturnType<typeof ask> {
  const recording = recordingRuntime(names);
  return { ...recording, ...ask(createApp(recording.runtime)) };
}

function ask(app: ReturnType<typeof createApp>) {
  return {
    status: async (path: string, query: Record<string, string>) => {
      const response = await app.request(`${path}?${new URLSearchParams(query)}`);
      await response.body?.cancel();
      return response.status;
    },
    report: async (query: Record<string, string>): Promise<Report> => {
      const response = await app.request(`/api/v1/check?${new URLSearchParams(query)}`);
      assert.equal(response.status, 200);
      return await response.json();
    },
  };
}

Deno.test("there are more than 200 spellings of forbidden addresses, no two alike", () => {
  assert.ok(new Set(literals).size > 200 && new Set(everyIpv6).size > 200, String(literals.length));
});

Deno.test("a forbidden address as the target is 403 in every spelling, and nobody is asked or reached", async () => {
  const { status, asked, reached } = service();
  for (const host of literals) {
    assert.equal(await status("/api/v1/check", { target: host }), 403, host);
    assert.equal(
      await status("/api/v1/check", { target: host, port: "8443", sni: "example.com" }),
      403,
      host,
    );
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("whatever surrounds it, and at every door", async () => {
  const { status, asked, reached } = service();
  for (const host of ["127.0.0.1", "0x7f.1", "2852039166", "[::1]", "[64:ff9b::a9fe:a9fe]", "localhost"]) {
    for (const target of targetsOf(host)) {
      for (const path of ["/api/v1/check", "/api/v1/check/events", "/check"]) {
        assert.equal(await status(path, { target }), 403, `${path} ${target}`);
      }
    }
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("a forbidden address in resolve= is 403 whatever the target, and nobody is reached", async () => {
  const { status, asked, reached } = service({ "example.com": ["9.9.9.9"] });
  for (const address of [...ipv4Addresses, ...everyIpv6, ...everyIpv6.map(bracketed)]) {
    for (const target of ["example.com", "9.9.9.9"]) {
      assert.equal(await status("/api/v1/check", { target, resolve: address }), 403, address);
    }
  }
  // Only addresses in their plain spelling are taken here.
  for (const spelling of ["0x7f.1", "2130706433", "127.1", "localhost", "::1%lo", "127.0.0.1:443"]) {
    assert.equal(await status("/api/v1/check", { target: "example.com", resolve: spelling }), 400, spelling);
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("what looks like an address and is none is 400, and nobody is asked or reached", async () => {
  const { status, asked, reached } = service();
  const spellings = [
    "[::1%25lo]",
    "[fe80::1%eth0]",
    "[::1",
    "::1]",
    "[127.0.0.1]",
    "[::ffff:127.1]",
    "[::ffff:0x7f.0.0.1]",
    "[v1.127.0.0.1]",
    "127.0.0.1.1",
    "256.0.0.1",
    "0x100000000",
    "127.0.0.0x1.",
    "127.0.0.08",
    "127..1",
    "1.2.3.4.5",
    "http://127.0.0.1/",
    "127.0.0.1\\@example.com",
    "127.0.0.1\texample.com",
    "127.0.0.1\u0000.example.com",
  ];
  for (const target of spellings) {
    const answer = await status("/api/v1/check", { target });
    assert.ok(answer === 400 || answer === 403, `${answer} ${target}`);
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("a name that leads to a forbidden address only is not connected to, and the report says why", async () => {
  const forbidden = [...ipv4Addresses, ...everyIpv6];
  const names = Object.fromEntries(forbidden.map((address, index) => [`n${index}.example`, [address]]));
  const { report, reached } = service(names);
  for (const name of Object.keys(names)) {
    const { verdict, steps, addresses, address, native } = await report({ target: name });
    const [dns] = steps;
    assert.equal(verdict, "unknown", name);
    assert.equal(dns!.error?.code, "address_not_allowed", name);
    assert.equal(dns!.error?.fault, "policy");
    assert.ok(steps.slice(1).every(({ status }) => status === "skipped"));
    assert.deepEqual({ addresses, address, native }, { addresses: [], address: null, native: null });
  }
  assert.deepEqual(reached, []);
});

Deno.test("of a name's addresses only the public ones are connected to, in whatever order they come", async () => {
  const all = ["127.0.0.1", "9.9.9.9", "::1", "2620:fe::fe", "::ffff:10.0.0.1", "169.254.169.254"];
  for (const answer of [all, all.toReversed()]) {
    const { report, reached } = service({ "mixed.example": answer });
    const { verdict, addresses } = await report({ target: "mixed.example" });
    assert.equal(verdict, "fail", "the public ones refused, which is an answer");
    assert.deepEqual(addresses.map(({ address }) => address).toSorted(), ["2620:fe::fe", "9.9.9.9"]);
    assert.deepEqual(reached.toSorted(), ["dial 2620:fe::fe 443", "dial 9.9.9.9 443"]);
  }
});

Deno.test("a resolver's answer that is no address is not connected to either", async () => {
  for (const answer of ["localhost", "127.1", "0x7f000001", "2130706433", "::1%lo", "example.com", ""]) {
    const { report, reached } = service({ "odd.example": [answer] });
    assert.equal(
      (await report({ target: "odd.example" })).steps[0]!.error?.code,
      "address_not_allowed",
      answer,
    );
    assert.deepEqual(reached, []);
  }
});

Deno.test("a forbidden port is 403, and nobody is reached", async () => {
  const { status, reached } = service({ "example.com": ["9.9.9.9"] });
  for (
    const port of ["1", "19", "22", "23", "53", "79", "111", "135", "445", "2375", "3389", "6379", "11211"]
  ) {
    assert.equal(await status("/api/v1/check", { target: "example.com", port }), 403, port);
    assert.equal(await status("/api/v1/check", { target: `example.com:${port}` }), 403, port);
  }
  assert.deepEqual(reached, []);
});
