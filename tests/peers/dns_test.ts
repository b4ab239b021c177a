/** Look-ups at a real resolver that validates: records of every type as the zone file writes them, and its word. */
import assert from "node:assert/strict";
import { fromHex } from "../../src/bytes/mod.ts";
import {
  A,
  AAAA,
  CAA,
  type DnsExchange,
  HTTPS,
  lookUp,
  MX,
  overHttps,
  overTcp,
  TLSA,
  TXT,
} from "../../src/dns/mod.ts";
import { Deadline } from "../../src/net/mod.ts";
import { caa } from "../../src/probes/deep/caa.ts";
import { DnsResponseCode } from "../../src/registry/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { dial } from "../../src/runtime/deno_dial.ts";
import { runOne, situation } from "../probes/deep/support.ts";
import { type SignedZone, startUnbound, unbound } from "./dns_servers/unbound.ts";
import { runTool } from "./servers/mod.ts";

const hash = "00112233445566778899aabbccddeeff".repeat(2);

const zones: readonly SignedZone[] = [
  {
    name: "signed.example",
    status: "secure",
    records: `
@ MX 10 mx
@ MX 20 mx.far-away.example.
@ TXT "v=STSv1; " "id=1;"
mx AAAA 2001:db8::25
www CNAME web
web A 192.0.2.1
web CAA 128 issue "ca.example; validationmethods=dns-01"
web CAA 0 iodef "mailto:hostmaster@signed.example"
_25._tcp.mx TLSA 3 1 1 ${hash}
@ HTTPS 0 web
web HTTPS 2 . alpn=h2 mandatory=alpn,port port=8443 ipv4hint=192.0.2.1,192.0.2.2
web HTTPS 1 svc.example. alpn=h3,h2 ipv6hint=2001:db8::1 ech=AAEC no-default-alpn key65280=hello
*.wild TXT "wild"`,
  },
  { name: "bogus.example", status: "bogus", records: '@ CAA 0 issue ";"' },
  { name: "plain.example", status: "insecure", records: '@ CAA 0 issue ";"' },
];

const missing = await missingPrograms();

/** Runs `test` with both ways to the resolver. */
async function withResolver(
  test: (exchange: DnsExchange, deadline: Deadline) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const [certificate, key] = [`${directory}/cert.pem`, `${directory}/key.pem`];
  await runTool("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "7"],
    ...[
      "-subj",
      "/CN=localhost",
      "-addext",
      "subjectAltName=DNS:localhost",
      "-addext",
      "basicConstraints=CA:FALSE",
    ],
    ...["-keyout", key, "-out", certificate],
  ]);
  using client = Deno.createHttpClient({ caCerts: [await Deno.readTextFile(certificate)] });
  const resolver = await startUnbound(directory, zones, { certificate, key });
  try {
    const byClient = (url: string, init: RequestInit) => fetch(url, { ...init, client } as RequestInit);
    for (
      const exchange of [
        overTcp(dial, [{ address: "127.0.0.1", port: resolver.port }]),
        overHttps(byClient, resolver.url),
      ]
    ) {
      using deadline = new Deadline(20_000);
      await test(exchange, deadline);
    }
  } finally {
    await resolver.stop();
    await Deno.remove(directory, { recursive: true });
  }
}

function resolverTest(what: string, test: Parameters<typeof withResolver>[0]): void {
  const title = missing === null ? unbound.name : `${unbound.name}, skipped: ${missing}`;
  Deno.test({ name: `${title}: ${what}`, ignore: missing !== null, fn: () => withResolver(test) });
}

resolverTest("records come as the zone has them", async (exchange, deadline) => {
  const records = async <T>(name: string, type: Parameters<typeof lookUp<T>>[2]) => {
    const { malformed, records } = await lookUp(exchange, name, type, deadline);
    assert.deepEqual(malformed, []);
    return records;
  };
  assert.deepEqual(await records("web.signed.example", A), ["192.0.2.1"]);
  assert.deepEqual(await records("mx.signed.example", AAAA), ["2001:db8::25"]);
  const exchanges = await records("signed.example", MX);
  assert.deepEqual(exchanges.toSorted((one, other) => one.preference - other.preference), [
    { preference: 10, exchange: "mx.signed.example" },
    { preference: 20, exchange: "mx.far-away.example" },
  ]);
  assert.deepEqual(await records("signed.example", TXT), ["v=STSv1; id=1;"]);
  assert.deepEqual(await records("_25._tcp.mx.signed.example", TLSA), [
    { certificateUsage: 3, selector: 1, matchingType: 1, data: fromHex(hash) },
  ]);
  const authorizations = await records("web.signed.example", CAA);
  assert.deepEqual(authorizations.toSorted((one, other) => other.flags - one.flags), [
    { flags: 128, critical: true, tag: "issue", value: "ca.example; validationmethods=dns-01" },
    { flags: 0, critical: false, tag: "iodef", value: "mailto:hostmaster@signed.example" },
  ]);
});

resolverTest("HTTPS records come as the zone has them, in both modes", async (exchange, deadline) => {
  const alias = await lookUp(exchange, "signed.example", HTTPS, deadline);
  assert.deepEqual(alias.records.map(({ priority, target }) => ({ priority, target })), [
    { priority: 0, target: "web.signed.example" },
  ]);
  const { records } = await lookUp(exchange, "web.signed.example", HTTPS, deadline);
  assert.deepEqual(records.toSorted((one, other) => one.priority - other.priority), [
    {
      priority: 1,
      target: "svc.example",
      parameters: {
        keys: [1, 2, 5, 6, 65280],
        mandatory: [],
        alpn: ["h3", "h2"],
        noDefaultAlpn: true,
        port: null,
        ipv4hint: [],
        ech: fromHex("000102"),
        ipv6hint: ["2001:db8::1"],
      },
    },
    {
      priority: 2,
      target: ".",
      parameters: {
        keys: [0, 1, 3, 4],
        mandatory: [1, 3],
        alpn: ["h2"],
        noDefaultAlpn: false,
        port: 8443,
        ipv4hint: ["192.0.2.1", "192.0.2.2"],
        ech: null,
        ipv6hint: [],
      },
    },
  ]);
});

resolverTest("aliases are followed, and the least time to live counts", async (exchange, deadline) => {
  const { aliases, records, ttl } = await lookUp(exchange, "WWW.signed.example", CAA, deadline);
  assert.deepEqual(aliases, ["web.signed.example"]);
  assert.equal(records.length, 2);
  assert(ttl !== null && ttl > 0 && ttl <= 300);
});

resolverTest(
  "what it validated it says, for what is there and for what is not",
  async (exchange, deadline) => {
    for (const name of ["web.signed.example", "ns.signed.example", "nothing.signed.example"]) {
      assert.equal((await lookUp(exchange, name, CAA, deadline)).authenticData, true, name);
    }
    assert.equal((await lookUp(exchange, "any.wild.signed.example", TXT, deadline)).authenticData, true);
    const { authenticData, records } = await lookUp(exchange, "plain.example", CAA, deadline);
    assert.deepEqual({ authenticData, count: records.length }, { authenticData: false, count: 1 });
  },
);

resolverTest("no name, no record and what is bogus are told apart", async (exchange, deadline) => {
  const code = async (name: string) => (await lookUp(exchange, name, CAA, deadline)).responseCode;
  assert.equal(await code("nothing.signed.example"), DnsResponseCode.NXDomain);
  assert.equal(await code("ns.signed.example"), DnsResponseCode.NoError);
  assert.equal(await code("bogus.example"), DnsResponseCode.ServFail);
});

resolverTest("probes climb to the domain's records, and pass on its word", async (exchangeDns) => {
  const runtime = { ...denoRuntime(), exchangeDns };
  const look = (hostname: string) =>
    runOne(caa, runtime, { plan: { ...situation().plan, hostname, serverName: hostname } });
  const { facts } = await look("deep.below.web.signed.example");
  assert.deepEqual([facts?.domain, facts?.authenticated, facts?.records.length], [
    "web.signed.example",
    true,
    2,
  ]);
  const { probe, facts: none } = await look("www.bogus.example");
  assert.deepEqual([probe.status, none?.domain], ["failed", null]);
  assert.match(probe.reason ?? "", /SERVFAIL/);
});

async function missingPrograms(): Promise<string | null> {
  for (const program of unbound.programs) {
    const found = await runTool("sh", ["-c", `command -v ${program}`]).then(() => true, () => false);
    if (!found) return `there is no ${program} (Debian: ${unbound.debianPackages})`;
  }
  return null;
}
