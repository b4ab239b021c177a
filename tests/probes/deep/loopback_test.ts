/** The probes that speak to others than the target, over real connections: Deno's own HTTP server, TLS and resolver. */
import assert from "node:assert/strict";
import {
  certificateAuthority,
  issue,
  type IssuedCertificate,
  pemChain,
} from "../../../src/demo/certificates.ts";
import { toPem } from "../../../src/demo/pem.ts";
import type { Runtime } from "../../../src/net/mod.ts";
import { hsts } from "../../../src/probes/deep/hsts.ts";
import { httpRedirect } from "../../../src/probes/deep/http_redirect.ts";
import { mtaSts } from "../../../src/probes/deep/mta_sts.ts";
import { denoRuntime } from "../../../src/runtime/deno.ts";
import { trustStore } from "../../../src/x509/mod.ts";
import { rdata, startDnsServer, type Zone } from "../../support/dns_server.ts";
import { runOne, situation } from "./support.ts";

const root = await certificateAuthority({ subject: "Root", now: new Date() });
const here = { address: { address: "127.0.0.1", family: 4 }, trustStore: trustStore([root.der]) } as const;

interface Server extends AsyncDisposable {
  readonly port: number;
}

function serve(answer: (request: Request) => Response, leaf?: IssuedCertificate): Server {
  const options = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const server = leaf === undefined
    ? Deno.serve(options, answer)
    : Deno.serve({ ...options, cert: pemChain(leaf), key: toPem("PRIVATE KEY", leaf.key.pkcs8) }, answer);
  return { port: server.addr.port, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** Deno's, with ports that nobody but root may listen on led to those of our own. */
function runtime(
  ports: Readonly<Record<number, number>>,
  dnsServer: { address: string; port: number } | null = null,
): Runtime {
  const runtime = denoRuntime({ dnsServer });
  return {
    ...runtime,
    dial: (address, port, deadline) => runtime.dial(address, ports[port] ?? port, deadline),
  };
}

Deno.test("a redirect to https is seen, and what is https is left alone", async () => {
  const hosts: (string | null)[] = [];
  await using server = serve((request) => {
    hosts.push(request.headers.get("host"));
    return Response.redirect("https://example.com/", 301);
  });
  const { facts } = await runOne(httpRedirect, runtime({ 80: server.port }), here);
  assert.deepEqual([facts?.outcome, facts?.hops], ["to_https", ["https://example.com/"]]);
  assert.deepEqual(hosts, ["example.com"]);
});

Deno.test("redirects by way of another name are followed to the address that the resolver gives", async () => {
  await using server = serve((request) =>
    request.headers.get("host") === "example.com"
      ? Response.redirect("http://www.example.com/", 302)
      : Response.redirect("https://www.example.com/", 302)
  );
  const resolver = startDnsServer({ "www.example.com A": { records: [rdata.a("127.0.0.1")] } });
  try {
    const { facts } = await runOne(httpRedirect, runtime({ 80: server.port }, resolver), here);
    assert.deepEqual(facts?.hops, ["http://www.example.com/", "https://www.example.com/"]);
  } finally {
    await resolver.stop();
  }
});

Deno.test("Strict-Transport-Security is read over our own TLS, whatever the certificate is", async () => {
  const leaf = await issue(root, { dnsNames: ["other.example"] });
  await using server = serve(
    () => new Response(null, { status: 204, headers: { "Strict-Transport-Security": "max-age=31536000" } }),
    leaf,
  );
  const plan = { ...situation().plan, port: server.port };
  const { facts, probe } = await runOne(hsts, denoRuntime(), { ...here, plan });
  assert.equal(probe.status, "completed");
  assert.deepEqual([facts?.status, facts?.header, facts?.valid], [204, "max-age=31536000", true]);
});

const zone: Zone = {
  "example.com MX": { records: [rdata.mx(10, "mx.example.com")] },
  "_mta-sts.example.com TXT": { records: [rdata.txt("v=STSv1; id=1;")] },
  "mta-sts.example.com A": { records: [rdata.a("127.0.0.1")] },
};

Deno.test("an MTA-STS policy is fetched over verified TLS, and not believed without", async () => {
  const policy = "version: STSv1\r\nmode: testing\r\nmx: mx.example.com\r\nmax_age: 86400\r\n";
  const fetching = async (dnsName: string) => {
    const leaf = await issue(root, { dnsNames: [dnsName] });
    const paths: string[] = [];
    await using server = serve((request) => {
      paths.push(new URL(request.url).pathname);
      return new Response(policy);
    }, leaf);
    const resolver = startDnsServer(zone);
    const smtp = {
      hostname: "mx.example.com",
      serverName: null,
      port: 25,
      protocol: "smtp",
      starttls: "smtp",
    };
    const plan = { ...situation().plan, ...smtp };
    try {
      const { facts } = await runOne(mtaSts, runtime({ 443: server.port }, resolver), { ...here, plan });
      return { facts, paths };
    } finally {
      await resolver.stop();
    }
  };
  const { facts, paths } = await fetching("mta-sts.example.com");
  assert.deepEqual(facts?.policy, {
    mode: "testing",
    mx: ["mx.example.com"],
    max_age_seconds: 86_400,
    covers_host: true,
  });
  assert.equal(facts?.problem, null);
  assert.deepEqual(paths, ["/.well-known/mta-sts.txt"]);
  const other = await fetching("example.com");
  assert.equal(other.facts?.policy, null);
  assert.match(other.facts?.problem ?? "", /mta-sts\.example\.com/);
  assert.deepEqual(other.paths, [], "who is not believed is not asked");
});
