/** MTA-STS and TLS-RPT of a mail server: whose mail it takes, the records, and the policy. */
import assert from "node:assert/strict";
import { certificateAuthority, issue, type IssuedCertificate } from "../../../src/demo/certificates.ts";
import { type AddressPolicy, Deadline, guarded, publicOnly, type Runtime } from "../../../src/net/mod.ts";
import { mtaSts } from "../../../src/probes/deep/mta_sts.ts";
import type { Probe, Situation } from "../../../src/probes/deep/probe.ts";
import { runProbes } from "../../../src/probes/deep/run_probes.ts";
import { tlsRpt } from "../../../src/probes/deep/tls_rpt.ts";
import { trustStore } from "../../../src/x509/mod.ts";
import { rdata, type Zone } from "../../support/dns_server.ts";
import { https, memoryNetwork, type Server } from "../../support/memory_network.ts";
import { situation } from "./support.ts";

const now = new Date("2026-11-30T12:00:00Z");
const root = await certificateAuthority({ subject: "Root", now });
const policyHost = await issue(root, { dnsNames: ["mta-sts.example.com"] });

const policy = "version: STSv1\nmode: enforce\nmx: *.example.com\nmax_age: 604800\n";

const mailZone: Zone = {
  "mx1.example.com": {},
  "example.com MX": { records: [rdata.mx(10, "MX1.example.com"), rdata.mx(20, "mx2.example.com")] },
  "_mta-sts.example.com TXT": { records: [rdata.txt("v=STSv1; ", "id=1;")], authenticData: true },
  "_smtp._tls.example.com TXT": { records: [rdata.txt("v=TLSRPTv1; rua=mailto:tls@example.com")] },
};

function serving(
  text: string,
  head = "200 OK\r\nContent-Type: text/plain",
  chain: IssuedCertificate = policyHost,
): Server {
  return https([chain], `HTTP/1.1 ${head}\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
}

interface World {
  readonly zone?: Zone;
  readonly server?: Server;
  readonly address?: string;
  readonly host?: string;
  readonly plan?: Partial<Situation["plan"]>;
  readonly under?: (runtime: Runtime) => Runtime;
}

async function look(
  { zone = mailZone, server, address = "192.0.2.9", host = "mx1.example.com", plan, under }: World,
) {
  const network = memoryNetwork({
    zone,
    names: { "mta-sts.example.com": address },
    servers: server === undefined ? {} : { [`${address}:443`]: server },
    now,
  });
  using deadline = new Deadline(5_000);
  const smtp = { hostname: host, serverName: null, port: 25, protocol: "smtp", starttls: "smtp", ...plan };
  const { probes, facts } = await runProbes(
    [mtaSts, tlsRpt] as unknown as Probe[],
    situation({ plan: { ...situation().plan, ...smtp }, trustStore: trustStore([root.der]) }),
    { runtime: under?.(network.runtime) ?? network.runtime, deadline },
  );
  return { sts: facts.mta_sts, rpt: facts.tls_rpt, probes, ...network };
}

Deno.test("the domain's record and policy are told, and that it covers the server", async () => {
  const { sts, probes, dialled } = await look({ server: serving(policy) });
  assert.deepEqual(probes.map(({ status }) => status), ["completed", "completed"]);
  const { look_ups, ...rest } = sts!;
  assert.deepEqual(rest, {
    domain: "example.com",
    record: "v=STSv1; id=1;",
    id: "1",
    policy: { mode: "enforce", mx: ["*.example.com"], max_age_seconds: 604_800, covers_host: true },
    problem: null,
    authenticated: true,
  });
  assert.deepEqual(look_ups.map(({ name, type }) => `${name} ${type}`), [
    "mx1.example.com MX",
    "example.com MX",
    "_mta-sts.example.com TXT",
  ]);
  assert.deepEqual(dialled, ["192.0.2.9:443"]);
});

Deno.test("where reports go is told", async () => {
  const { rpt } = await look({ server: serving(policy) });
  assert.deepEqual([rpt?.domain, rpt?.addresses, rpt?.problem], [
    "example.com",
    ["mailto:tls@example.com"],
    null,
  ]);
  assert.deepEqual(
    rpt?.look_ups.map(({ name }) => name),
    ["_smtp._tls.example.com"],
    "the domain is known by then",
  );
});

Deno.test("a name with MX records of its own is a mail domain, if another's server answers for it", async () => {
  const zone = { ...mailZone, "example.com MX": { records: [rdata.mx(10, "mx.provider.example")] } };
  const { sts } = await look({ zone, host: "example.com", server: serving(policy) });
  assert.equal(sts?.domain, "example.com");
  assert.equal(sts?.policy?.covers_host, false);
});

Deno.test("a server that no domain above it names takes the mail of others, which are not known", async () => {
  const { sts, rpt, probes, asked } = await look({ host: "in.mail.provider.example" });
  assert.deepEqual([sts?.domain, sts?.record, sts?.problem, rpt?.domain], [null, null, null, null]);
  assert.deepEqual(probes.map(({ status }) => status), ["completed", "completed"]);
  assert.deepEqual(asked.slice(0, 3), [
    "in.mail.provider.example MX",
    "mail.provider.example MX",
    "provider.example MX",
  ]);
  const nullMx = await look({
    zone: { "example.com MX": { records: [rdata.mx(0, ".")] } },
    host: "example.com",
  });
  assert.equal(nullMx.sts?.domain, null, "RFC 7505: it takes no mail");
});

Deno.test("without a record there is no policy to fetch", async () => {
  const { "_mta-sts.example.com TXT": _, ...zone } = mailZone;
  const { sts, dialled } = await look({ zone, server: serving(policy) });
  assert.deepEqual([sts?.domain, sts?.record, sts?.policy], ["example.com", null, null]);
  assert.match(sts?.problem ?? "", /no MTA-STS record/);
  assert.deepEqual(dialled, []);
});

const otherName = await issue(root, { dnsNames: ["example.com"] });
const expired = await issue(root, {
  dnsNames: ["mta-sts.example.com"],
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2026-02-01T00:00:00Z"),
});
const stranger = await issue(await certificateAuthority({ subject: "Stranger", now }), {
  dnsNames: ["mta-sts.example.com"],
});

const notFetched: [what: string, server: Server | undefined, problem: RegExp][] = [
  ["a host that refuses", undefined, /refused the connection/],
  ["a status that is not 200", serving("", "404 Not Found"), /HTTP status 404/],
  [
    "a redirect, which is not followed: RFC 8461 §3.3",
    serving("", "301 Moved\r\nLocation: https://mta-sts.example.com/policy"),
    /HTTP status 301/,
  ],
  ["a certificate for another name", serving(policy, undefined, otherName), /mta-sts\.example\.com/],
  ["an expired certificate", serving(policy, undefined, expired), /expired/],
  ["a certificate that nobody trusts", serving(policy, undefined, stranger), /Stranger/],
  ["something that is not TLS", (stream) => stream.write(new TextEncoder().encode("220 mail\r\n")), /./],
  ["a policy longer than any", serving("x".repeat(65_537)), /more than the 65536 octets/],
];
for (const [what, server, problem] of notFetched) {
  Deno.test(`there is no policy: ${what}`, async () => {
    const { sts, probes } = await look(server === undefined ? {} : { server });
    assert.equal(probes[0]!.status, "completed");
    assert.equal(sts?.id, "1");
    assert.equal(sts?.policy, null);
    assert.match(
      sts?.problem ?? "",
      /^The policy was not fetched from https:\/\/mta-sts\.example\.com\/\.well-known\//,
    );
    assert.match(sts?.problem ?? "", problem);
  });
}

Deno.test("what is fetched and cannot be kept to is told", async () => {
  const broken = await look({ server: serving(policy.replace("enforce", "strict")) });
  assert.equal(broken.sts?.policy?.mode, null);
  assert.match(broken.sts?.problem ?? "", /mode/);
  const page = await look({ server: serving(policy, "200 OK\r\nContent-Type: text/html; charset=utf-8") });
  assert.equal(page.sts?.policy?.mode, "enforce");
  assert.match(page.sts?.problem ?? "", /text\/plain/);
});

Deno.test("the address of the policy's host is vetted", async () => {
  const policy: AddressPolicy = { ...publicOnly, refused: publicOnly.refused };
  const { sts, dialled, probes } = await look({
    address: "127.0.0.1",
    server: serving("never"),
    under: (runtime) => guarded(runtime, policy),
  });
  assert.deepEqual(dialled, []);
  assert.deepEqual(
    [probes[0]!.status, sts?.id, sts?.problem],
    ["failed", "1", null],
    "which is not the domain's fault",
  );
  assert.match(probes[0]!.reason ?? "", /no check is made from here/);
});

Deno.test("where the name servers fail, what was learnt until then is told", async () => {
  const { sts, rpt, probes } = await look({
    zone: { ...mailZone, "_mta-sts.example.com TXT": { responseCode: 2 } },
  });
  assert.equal(probes[0]!.status, "failed");
  assert.deepEqual([sts?.domain, sts?.look_ups.at(-1)?.response_code.name], ["example.com", "ServFail"]);
  assert.equal(rpt?.domain, "example.com");
});

Deno.test("both are about mail from server to server", async () => {
  for (
    const plan of [
      { protocol: "https", starttls: null, port: 443 },
      { protocol: "smtp", starttls: null, port: 465 },
      { protocol: "smtp", starttls: "smtp", port: 587 },
      { hostname: "192.0.2.7" },
    ]
  ) {
    const { probes, asked } = await look({ plan });
    assert.deepEqual(probes.map(({ status }) => status), ["not_applicable", "not_applicable"]);
    assert.deepEqual(asked, []);
  }
});
