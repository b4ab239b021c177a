/** A connection that Deno's own stack protects: to one address, for whoever proves to be the name that was asked for. */
import assert from "node:assert/strict";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import { Deadline, fetchHttp, type HttpOutcome } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

const authority = await certificateAuthority({ subject: "Private Authority", now: new Date() });
const leaf = await issue(authority, { dnsNames: ["acme.test"] });

/** Fetches from an HTTPS server on loopback, whatever name the address has. */
async function fetched(hostname: string, anchors: readonly string[], path = "/"): Promise<HttpOutcome> {
  await using server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    cert: leaf.pem,
    key: toPem("PRIVATE KEY", leaf.key.pkcs8),
    onListen: () => {},
  }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/away") return Response.redirect("https://other.test/");
    return new Response(request.headers.get("host"), { headers: { "Retry-After": "60" } });
  });
  const runtime = {
    ...denoRuntime(),
    resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 } as const]),
  };
  using deadline = new Deadline(10_000);
  return await fetchHttp(runtime, {
    method: "GET",
    url: `https://${hostname}:${server.addr.port}${path}`,
    accept: "*/*",
    maximumOctets: 1_000,
    userAgent: "test/1",
    secure: { anchors },
  }, deadline);
}

Deno.test("the answer of a server that is who it should be comes with its Retry-After", async () => {
  const { body, retryAfter, failure } = await fetched("acme.test", [authority.pem]);
  assert.equal(failure, null);
  assert.match(new TextDecoder().decode(body!), /^acme\.test:\d+$/);
  assert.equal(retryAfter, "60");
});

Deno.test("a server of another name, or that nobody vouches for, is not believed", async () => {
  for (const outcome of [await fetched("other.test", [authority.pem]), await fetched("acme.test", [])]) {
    assert.equal(outcome.failure?.code, "connection_closed");
    assert.match(outcome.failure.message, /certificate/);
  }
});

Deno.test("a redirection to another origin is not followed", async () => {
  const { failure } = await fetched("acme.test", [authority.pem], "/away");
  assert.equal(failure?.code, "bad_status");
  assert.match(failure.message, /https:\/\/other\.test, which is not asked/);
});
