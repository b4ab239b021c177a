/** Certificates that a server forgot: fetched from where the others say, and never without need. */
import assert from "node:assert/strict";
import { checkEvents } from "../../src/check.ts";
import { certificateAuthority, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { explicit, integer, objectIdentifier, sequence, set } from "../../src/demo/der.ts";
import { everywhere, guarded } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import type { LoopbackHttp } from "../support/loopback_http.ts";
import { loopbackTls } from "../support/loopback_tls.ts";
import {
  checkShown,
  findingOf,
  intermediate,
  leafOf,
  now,
  root,
  serverScript,
  trustingRoot,
  withSources,
} from "./on_loopback.ts";
import { factOf, statuses, stepOf } from "./support.ts";

/** A leaf whose issuer is to be had at these paths. */
function pointing(sources: LoopbackHttp, ...paths: readonly string[]): Promise<IssuedCertificate> {
  const caIssuers = paths.map((path) => `${sources.origin}${path}`);
  return leafOf(intermediate, { authorityInfoAccess: { caIssuers } });
}

function test(name: string, work: (sources: LoopbackHttp) => Promise<void>): void {
  Deno.test(name, () => withSources(work));
}

function assertCompleted(report: Report): void {
  const { verdict, chain, certificates } = report;
  assert.equal(verdict, "fail", "a client that fetches nothing fails");
  assert.deepEqual([chain?.error?.code, chain?.trusted], ["incomplete_chain", false]);
  assert.equal(statuses(report), "pass pass skipped pass pass fail pass pass pass pass pass pass");
  const [first, second] = chain!.paths;
  assert.deepEqual([first!.trusted, first!.error?.code], [false, "incomplete_chain"]);
  assert.deepEqual([second!.trusted, second!.error], [true, null]);
  assert.deepEqual(
    second!.certificates,
    certificates.map(({ fingerprint_sha256 }) => fingerprint_sha256),
    "leaf, fetched, root",
  );
  assert.deepEqual(certificates.map(({ source }) => source), ["sent", "aia", "trust_store"]);
  assert.equal(certificates[1]!.cert_data, intermediate.der.toBase64());
  const { detail, remedy, severity } = findingOf(report, "certificate.incomplete_chain")!;
  assert.equal(severity, "high");
  assert.match(detail, /did not send the intermediate "Test Intermediate".*Chrome.*go on.*curl.*refuse/);
  assert.match(remedy, /^Add this certificate .*CN=Test Intermediate/);
  assert.equal(factOf(report, "authentication", "issuers_fetched"), "CN=Test Intermediate,O=Test");
}

test("a missing intermediate is fetched once, and the report hands it over and stays a fail", async (sources) => {
  sources.answers.set("/i.cer", intermediate.der);
  const report = await checkShown({ chain: [await pointing(sources, "/i.cer")] });
  assertCompleted(report);
  assert.deepEqual(sources.requests, ["GET /i.cer"]);
  const tls = report.timings.tls_ms!;
  assert.ok(report.timings.total_ms > tls, "the time is the check's, not the handshake's");
});

test("PEM and certs-only messages are read too", async (sources) => {
  const data = sequence(objectIdentifier("1.2.840.113549.1.7.1"));
  const bag = explicit(0, root.der, intermediate.der);
  const signedData = sequence(integer(1), set(), data, bag, set());
  sources.answers.set("/i.p7c", sequence(objectIdentifier("1.2.840.113549.1.7.2"), explicit(0, signedData)));
  sources.answers.set("/i.pem", new TextEncoder().encode(intermediate.pem));
  assertCompleted(await checkShown({ chain: [await pointing(sources, "/i.p7c")] }));
  assertCompleted(await checkShown({ chain: [await pointing(sources, "/i.pem")] }));
});

test("the second address is asked when the first has nothing", async (sources) => {
  sources.answers.set("/b.cer", intermediate.der);
  const report = await checkShown({ chain: [await pointing(sources, "/a.cer", "/b.cer", "/c.cer")] });
  assert.equal(report.chain!.paths.length, 2);
  assert.deepEqual(sources.requests, ["GET /a.cer", "GET /b.cer"]);
  assert.match(factOf(report, "authentication", "issuers_fetched")!, /Test Intermediate.*a\.cer.*404/);
});

test("two that are missing, one above the other, are fetched one after the other", async (sources) => {
  const above = await certificateAuthority({ subject: "Above", issuer: root });
  const below = await certificateAuthority({
    subject: "Below",
    issuer: above,
    authorityInfoAccess: { caIssuers: [`${sources.origin}/above`] },
  });
  sources.answers.set("/above", above.der).set("/below", below.der);
  const leaf = await leafOf(below, { authorityInfoAccess: { caIssuers: [`${sources.origin}/below`] } });
  const report = await checkShown({ chain: [leaf] });
  assert.deepEqual(sources.requests, ["GET /below", "GET /above"]);
  assert.deepEqual(report.certificates.map(({ source }) => source), ["sent", "aia", "aia", "trust_store"]);
  assert.match(findingOf(report, "certificate.incomplete_chain")!.remedy, /Below.*Above/);
});

test("issuers in a circle are fetched no more than four deep, and no address twice", async (sources) => {
  const one = await certificateAuthority({ subject: "One", now });
  const circle: IssuedCertificate[] = [];
  for (const index of Array(8).keys()) {
    circle.push(
      await certificateAuthority({
        subject: `Circle ${index}`,
        issuer: circle.at(-1) ?? one,
        authorityInfoAccess: { caIssuers: [`${sources.origin}/${index - 1}`] },
      }),
    );
    sources.answers.set(`/${index}`, circle.at(-1)!.der);
  }
  const leaf = await leafOf(circle[7]!, { authorityInfoAccess: { caIssuers: [`${sources.origin}/7`] } });
  const report = await checkShown({ chain: [leaf] });
  assert.deepEqual(sources.requests, ["GET /7", "GET /6", "GET /5", "GET /4"]);
  assert.equal(report.chain!.error!.code, "incomplete_chain");
  assert.match(findingOf(report, "certificate.incomplete_chain")!.detail, /Fetched, it does not help/);
});

test("nothing is fetched when the chain is complete", async (sources) => {
  const leaf = await pointing(sources, "/i.cer");
  const report = await checkShown({ chain: [leaf, intermediate] });
  assert.equal(report.verdict, "pass");
  assert.deepEqual(sources.requests, []);
});

test("nothing is fetched when it must not be, and the finding says what is known", async (sources) => {
  sources.answers.set("/i.cer", intermediate.der);
  const report = await checkShown({ chain: [await pointing(sources, "/i.cer")] }, { noFetch: true });
  assert.deepEqual(sources.requests, []);
  assert.equal(report.chain!.paths.length, 1);
  assert.match(findingOf(report, "certificate.incomplete_chain")!.detail, /may go on; curl/);
  assert.equal(factOf(report, "authentication", "issuers_fetched"), null);
});

for (
  const [what, answer, words] of [
    ["nothing there", new Response("", { status: 404 }), /HTTP status 404/],
    ["a page", new Response("<!doctype html>"), /no certificate/],
    ["an unrelated certificate", new Response(Uint8Array.from(root.der)), /does not fit/],
    ["more than a certificate can be", new Response(new Uint8Array(300_000)), /more than the 262144 octets/],
    [
      "another scheme",
      new Response("", { status: 302, headers: { location: "https://127.0.0.1/" } }),
      /only "http:"/,
    ],
  ] as const
) {
  test(`${what} where the issuer should be: the finding says so`, async (sources) => {
    sources.answers.set("/i.cer", answer);
    const report = await checkShown({ chain: [await pointing(sources, "/i.cer")] });
    assert.equal(report.chain!.error!.code, "incomplete_chain");
    assert.deepEqual(report.certificates.map(({ source }) => source), ["sent"]);
    const { detail, remedy } = findingOf(report, "certificate.incomplete_chain")!;
    assert.match(detail, /Fetching it failed too/);
    assert.match(detail, words);
    assert.match(remedy, /Add the certificate of "Test Intermediate"/);
  });
}

test("a source that stalls holds the check up no longer than its deadline", async (sources) => {
  sources.answers.set("/i.cer", () => new Promise(() => {}));
  const started = performance.now();
  const report = await checkShown({ chain: [await pointing(sources, "/i.cer")] }, { timeout: 1 });
  assert.ok(performance.now() - started < 4_000);
  assert.equal(stepOf(report, "secure_channel").status, "pass", "our own connection ended before");
  assert.match(findingOf(report, "certificate.incomplete_chain")!.detail, /deadline/);
});

test("a redirection to where a policy lets nobody is not followed", async (sources) => {
  const policy = {
    ...everywhere,
    refused: [{ prefix: "127.0.0.2/32", name: "inside", reference: "a test" }],
  };
  const location = `http://127.0.0.2:${sources.port}/secret`;
  sources.answers.set("/i.cer", new Response("", { status: 301, headers: { location } }));
  sources.answers.set("/secret", intermediate.der);
  const runtime = guarded(denoRuntime(), policy);
  const report = await checkShown({ chain: [await pointing(sources, "/i.cer")], runtime });
  assert.deepEqual(sources.requests, ["GET /i.cer"]);
  assert.match(findingOf(report, "certificate.incomplete_chain")!.detail, /127\.0\.0\.2\/32/);
});

test("what was missing is only the root that nobody trusts: then that is the fault", async (sources) => {
  const stranger = await certificateAuthority({ subject: "Stranger Root", now });
  const below = await certificateAuthority({
    subject: "Stranger Intermediate",
    issuer: stranger,
    authorityInfoAccess: { caIssuers: [`${sources.origin}/root`] },
  });
  sources.answers.set("/root", stranger.der);
  const report = await checkShown({ chain: [await leafOf(below), below] });
  assert.deepEqual(sources.requests, ["GET /root"]);
  assert.equal(report.chain!.error!.code, "unknown_issuer");
  assert.match(report.chain!.error!.message, /Stranger Root/);
  assert.equal(findingOf(report, "certificate.incomplete_chain"), undefined);
});

test("an incomplete chain that leads to a stranger says both", async (sources) => {
  const stranger = await certificateAuthority({ subject: "Stranger Root", now });
  const below = await certificateAuthority({
    subject: "Stranger Intermediate",
    issuer: stranger,
    authorityInfoAccess: { caIssuers: [`${sources.origin}/root`] },
  });
  sources.answers.set("/root", stranger.der).set("/below", below.der);
  const leaf = await leafOf(below, { authorityInfoAccess: { caIssuers: [`${sources.origin}/below`] } });
  const report = await checkShown({ chain: [leaf] });
  assert.equal(report.chain!.error!.code, "incomplete_chain");
  assert.match(findingOf(report, "certificate.incomplete_chain")!.detail, /does not help: .*Stranger Root/);
  assert.ok(findingOf(report, "certificate.unknown_issuer"));
});

test("an expired certificate without its intermediate is both", async (sources) => {
  sources.answers.set("/i.cer", intermediate.der);
  const leaf = await leafOf(intermediate, {
    authorityInfoAccess: { caIssuers: [`${sources.origin}/i.cer`] },
    notBefore: new Date(now.getTime() - 40 * 86_400_000),
    notAfter: new Date(now.getTime() - 86_400_000),
  });
  const report = await checkShown({ chain: [leaf] });
  assert.equal(report.chain!.error!.code, "expired");
  assert.deepEqual(sources.requests, ["GET /i.cer"]);
  assert.ok(findingOf(report, "certificate.expired"));
  const { detail, remedy } = findingOf(report, "certificate.incomplete_chain")!;
  assert.match(detail, /another fault is left: .*expired/);
  assert.match(remedy, /^Add this certificate/);
});

test("each step is told once, as the report has it, however long step 3 takes", async (sources) => {
  sources.answers.set("/i.cer", intermediate.der);
  const chain = [await pointing(sources, "/i.cer")] as const;
  await using server = loopbackTls(serverScript({ chain }));
  const events = await Array.fromAsync(checkEvents(denoRuntime(), server.target, trustingRoot));
  const report = events.at(-1);
  assert.ok(report?.type === "report");
  const told = events.flatMap((event) => event.type === "step" ? [event.step] : []);
  for (const step of report.report.steps) {
    assert.deepEqual(told.filter(({ id }) => id === step.id), [step], step.id);
  }
});
