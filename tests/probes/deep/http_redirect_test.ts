import assert from "node:assert/strict";
import { type AddressPolicy, guarded, NetworkError, publicOnly, type Runtime } from "../../../src/net/mod.ts";
import { httpRedirect } from "../../../src/probes/deep/http_redirect.ts";
import { http, memoryNetwork, type Server } from "../../support/memory_network.ts";
import { runOne, situation } from "./support.ts";

const target = "192.0.2.7:80";
const addresses: Readonly<Record<string, string>> = {
  "www.example.com": "192.0.2.8",
  "inside.example": "127.0.0.1",
};

async function look(
  servers: Readonly<Record<string, Server>>,
  { runtime, ...overrides }: Parameters<typeof runOne>[2] & { runtime?: (runtime: Runtime) => Runtime } = {},
) {
  const network = memoryNetwork({ names: addresses, servers });
  const found = await runOne(httpRedirect, runtime?.(network.runtime) ?? network.runtime, overrides);
  return { ...found, dialled: network.dialled };
}

function redirect(location: string, status = 301): Server {
  return http(`HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
}

Deno.test("the first answer leads to https on the same host, and the request is as browsers make it", async () => {
  let asked = "";
  const { facts, probe, dialled } = await look({
    [target]: http((request) => {
      asked = request;
      return "HTTP/1.1 308 Permanent Redirect\r\nLocation: https://example.com/\r\n\r\n";
    }),
  });
  assert.deepEqual(facts, {
    outcome: "to_https",
    status: 308,
    location: "https://example.com/",
    hops: ["https://example.com/"],
    problem: null,
  });
  assert.deepEqual(dialled, [target], "what is https is not asked");
  assert.equal(probe.connections, 1);
  assert.match(asked, /^GET \/ HTTP\/1\.1\r\nHost: example\.com\r\n/);
});

Deno.test("to another host first is elsewhere, and where it leads in the end is told", async () => {
  const { facts, dialled } = await look({
    [target]: redirect("http://www.example.com/start"),
    "192.0.2.8:80": redirect("//www.example.com:8080/", 302),
    "192.0.2.8:8080": redirect("https://www.example.com/"),
  });
  assert.equal(facts?.outcome, "elsewhere");
  assert.deepEqual(facts?.hops, [
    "http://www.example.com/start",
    "http://www.example.com:8080/",
    "https://www.example.com/",
  ]);
  assert.deepEqual(dialled, [target, "192.0.2.8:80", "192.0.2.8:8080"]);
  assert.equal((await look({ [target]: redirect("https://www.example.com/") })).facts?.outcome, "elsewhere");
});

Deno.test("a redirect is not followed to where mail is taken, nor to any port but 80 where that is the policy", async () => {
  const webPortsOnly = (runtime: Runtime): Runtime => ({ ...runtime, webPortsOnly: true });
  for (
    const [port, runtime] of [
      [25, undefined],
      [25, webPortsOnly],
      [8080, webPortsOnly],
      [443, webPortsOnly],
    ] as const
  ) {
    const { facts, dialled } = await look({
      [target]: redirect(`http://www.example.com:${port}/`),
      [`192.0.2.8:${port}`]: redirect("https://www.example.com/"),
    }, runtime && { runtime });
    assert.deepEqual(dialled, [target]);
    assert.match(facts?.problem ?? "", new RegExp(`port ${port}\\b`, "i"));
  }
});

Deno.test("an answer without a redirect is none, whatever its status", async () => {
  for (const [head, status] of [["200 OK", 200], ["404 Not Found", 404], ["301 Moved", 301]] as const) {
    const { facts } = await look({ [target]: http(`HTTP/1.1 ${head}\r\n\r\n`) });
    assert.deepEqual([facts?.outcome, facts?.status, facts?.location], ["none", status, null]);
  }
  const { facts } = await look({ [target]: redirect("https://example.com/", 200) });
  assert.equal(facts?.outcome, "none", "a Location that is none");
});

Deno.test("a location that is no address leads elsewhere, to nowhere", async () => {
  const { facts } = await look({ [target]: redirect("http://[/") });
  assert.deepEqual([facts?.outcome, facts?.location, facts?.hops], ["elsewhere", "http://[/", []]);
});

Deno.test("a port that is closed, and one where no connection comes about, are not reachable", async () => {
  const closed = await look({});
  assert.deepEqual([closed.facts?.outcome, closed.probe.status], ["not_reachable", "completed"]);
  assert.match(closed.facts?.problem ?? "", /refused the connection/);
  const timeout = () => Promise.reject(new NetworkError("timeout", "No answer while connecting"));
  const filtered = await look({}, { runtime: (runtime) => ({ ...runtime, dial: timeout }) });
  assert.equal(filtered.facts?.outcome, "not_reachable");
});

Deno.test("a port that takes the connection and resets or ends it is reachable, and gives no answer", async () => {
  const reset = (after: string): Server => async (stream) => {
    await stream.read();
    if (after !== "") await stream.write(new TextEncoder().encode(after));
    stream.reset();
  };
  for (const after of ["", "HTTP/1.1 301 Moved\r\n"]) {
    const { facts, probe } = await look({ [target]: reset(after) });
    assert.deepEqual([facts?.outcome, probe.status], ["no_answer", "completed"]);
    assert.match(facts?.problem ?? "", /was reset by the peer/);
  }
  const { facts } = await look({ [target]: http("") });
  assert.deepEqual([facts?.outcome, facts?.problem], ["no_answer", "The connection ended without an answer"]);
});

Deno.test("a port that is silent until its time is up gives no answer; until the check's is, nothing is known", async () => {
  const silent: Server = () => new Promise(() => {});
  const runtime = (runtime: Runtime): Runtime => ({
    ...runtime,
    async dial(...where) {
      const read = () => Promise.reject(new NetworkError("timeout", "No answer within the deadline"));
      return Object.assign(await runtime.dial(...where), { read });
    },
  });
  assert.equal((await look({ [target]: silent }, { runtime })).facts?.outcome, "no_answer");
  const { facts, probe } = await look({ [target]: silent }, { milliseconds: 50 });
  assert.deepEqual([facts, probe.status], [null, "failed"]);
  assert.match(probe.reason ?? "", /time was up/);
});

Deno.test("what is no HTTP is said to be none", async () => {
  const { facts } = await look({ [target]: http("SSH-2.0-x\r\n") });
  assert.deepEqual([facts?.outcome, facts?.status], ["not_http", null]);
});

Deno.test("redirects in a circle are followed so far and no further", async () => {
  const { facts, probe } = await look({
    [target]: redirect("http://www.example.com/"),
    "192.0.2.8:80": redirect("/again"),
  });
  assert.equal(facts?.hops.length, 5);
  assert.match(facts?.problem ?? "", /More than 4 redirects/);
  assert(probe.connections <= probe.allowance);
});

Deno.test("where a redirect cannot be followed, the first answer counts and the reason is told", async () => {
  const { facts } = await look({ [target]: redirect("http://nowhere.example/") });
  assert.deepEqual([facts?.outcome, facts?.hops], ["elsewhere", ["http://nowhere.example/"]]);
  assert.match(facts?.problem ?? "", /No address is known for "nowhere\.example"/);
});

const policy: AddressPolicy = {
  ...publicOnly,
  refused: publicOnly.refused.filter(({ prefix }) => prefix !== "192.0.2.0/24"),
};
const underPolicy = (runtime: Runtime) => guarded(runtime, policy);

for (
  const location of ["http://inside.example/", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/"]
) {
  Deno.test(`a policy holds for where redirects lead: ${location}`, async () => {
    const { facts, dialled } = await look({ [target]: redirect(location) }, { runtime: underPolicy });
    assert.deepEqual(dialled, [target]);
    assert.equal(facts?.outcome, "elsewhere");
    assert.match(facts?.problem ?? "", /not checked from here|no check is made from here/);
  });
}

Deno.test("a port that no policy lets us ask is not asked, and the host is not said to be silent", async () => {
  const strict = { ...policy, ports: new Set([443]) };
  const { facts, probe, dialled } = await look({}, { runtime: (runtime) => guarded(runtime, strict) });
  assert.deepEqual([facts, probe.status, dialled], [null, "failed", []]);
  assert.match(probe.reason ?? "", /Port 80 was not asked/);
});

Deno.test("a header without end, and one that is long, are bounded", async () => {
  const endless = await look({ [target]: http(`HTTP/1.1 301 Moved\r\n${"x: y\r\n".repeat(10_000)}`) });
  assert.equal(endless.facts?.outcome, "not_http");
  const long = await look({ [target]: redirect(`https://example.com/${"x".repeat(10_000)}`) });
  assert.equal(long.facts?.location?.length, 1_024);
  assert.equal(long.facts?.hops[0]?.length, 1_024);
});

Deno.test("mail servers have no port 80 to ask about", async () => {
  const plan = { ...situation().plan, protocol: "smtp", starttls: "smtp" };
  assert.equal((await look({}, { plan })).probe.status, "not_applicable");
});
