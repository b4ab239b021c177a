/** What is stapled is verified, and what issuers say is asked when it is to be. */
import assert from "node:assert/strict";
import { check, checkEvents } from "../../src/check.ts";
import { OptionError } from "../../src/check_options.ts";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { certificateAuthority, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { crl, type CrlOptions } from "../../src/demo/crl.ts";
import { ocspRefusal, ocspResponse, type OcspStatus } from "../../src/demo/ocsp_response.ts";
import { ProtocolVersion } from "../../src/registry/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import type { LoopbackHttp } from "../support/loopback_http.ts";
import { loopbackTls } from "../support/loopback_tls.ts";
import {
  checkShown,
  findingOf,
  hours,
  intermediate,
  leafOf,
  root,
  serverScript,
  trustingRoot,
  withSources,
} from "./on_loopback.ts";
import { factOf, statuses, stepOf } from "./support.ts";

const leaf = await leafOf(intermediate);

function about(certificate: IssuedCertificate, status: Partial<OcspStatus> = {}) {
  return ocspResponse(intermediate, { responses: [{ serialNumber: certificate.serialNumber, ...status }] });
}

async function stapling(response: Uint8Array, shown = leaf): Promise<Report> {
  return await checkShown({ chain: [shown, intermediate], ocspResponse: response });
}

for (const version of [ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2]) {
  Deno.test(`a good response stapled in version ${version.toString(16)} is a fact with its end, and all is well`, async () => {
    const nextUpdate = hours(48);
    const report = await checkShown({
      chain: [leaf, intermediate],
      ocspResponse: await about(leaf, { thisUpdate: hours(-1), nextUpdate }),
      script: { version },
    });
    assert.equal(report.verdict, "pass");
    const until = nextUpdate.toISOString();
    assert.equal(
      factOf(report, "authentication", "ocsp_stapled"),
      `good, until ${until.slice(0, 10)} ${until.slice(11, 16)} UTC`,
    );
    const [entry, ...others] = report.revocation!;
    assert.deepEqual(others, []);
    assert.deepEqual([entry!.source, entry!.url, entry!.status, entry!.problem], [
      "stapled",
      null,
      "good",
      null,
    ]);
    assert.equal(entry!.certificate, report.certificates[0]!.fingerprint_sha256);
    assert.equal(entry!.next_update, until.replace(".000Z", "Z"));
  });
}

Deno.test("without a staple and without asking, revocation is not known, which is not the same as good", async () => {
  const report = await checkShown({ chain: [leaf, intermediate] });
  assert.equal(report.revocation, null);
  assert.equal(factOf(report, "authentication", "ocsp_stapled"), "no");
  assert.equal(report.verdict, "pass");
});

Deno.test("a stapled revocation fails the chain, and the handshake goes on", async () => {
  const report = await stapling(await about(leaf, { status: { revocationTime: hours(-72), reason: 1 } }));
  assert.equal(report.verdict, "fail");
  assert.deepEqual([report.chain!.error!.code, report.chain!.trusted], ["revoked", false]);
  assert.equal(statuses(report), "pass pass skipped pass pass fail pass pass pass pass pass pass");
  const { severity, detail } = findingOf(report, "certificate.revoked")!;
  assert.equal(severity, "critical");
  assert.match(
    detail,
    /was revoked on \d{4}-\d\d-\d\d, reason keyCompromise, says the stapled OCSP response/,
  );
  assert.match(report.summary, /revoked/);
});

const stranger = await generateSigningKey("P-256");
for (
  const [what, kind, response] of [
    ["out of date", "stale", about(leaf, { thisUpdate: hours(-100), nextUpdate: hours(-28) })],
    ["of the future", "not_yet_valid", about(leaf, { thisUpdate: hours(1) })],
    ["about another certificate", "wrong_certificate", about(intermediate)],
    ["of a responder that does not know", "unknown", about(leaf, { status: "unknown" })],
    ["a refusal", "unsuccessful", ocspRefusal(3)],
    ["no response at all", "malformed", Uint8Array.of(1, 2, 3)],
    [
      "forged",
      "bad_signature",
      ocspResponse(intermediate, { responses: [{ serialNumber: leaf.serialNumber }], signedBy: stranger }),
    ],
    [
      "by someone who may not answer",
      "not_authorized",
      ocspResponse(intermediate, { responses: [{ serialNumber: leaf.serialNumber }], responder: leaf }),
    ],
  ] as const
) {
  Deno.test(`a staple that is ${what} is a warning, and the chain stays good`, async () => {
    const report = await stapling(await response);
    assert.equal(report.verdict, "warn");
    assert.equal(report.chain!.error, null);
    const { severity, detail, remedy } = findingOf(report, `ocsp.${kind}`)!;
    assert.equal(severity, "medium");
    assert.match(detail, /^The stapled OCSP response /);
    assert.ok(remedy.length > 0);
    assert.match(factOf(report, "authentication", "ocsp_stapled")!, /^not to be relied on/);
  });
}

Deno.test("a forged revocation revokes nothing", async () => {
  const status = { serialNumber: leaf.serialNumber, status: { revocationTime: hours(-72) } };
  const report = await stapling(
    await ocspResponse(intermediate, { responses: [status], signedBy: stranger }),
  );
  assert.deepEqual([report.verdict, report.chain!.error], ["warn", null]);
});

Deno.test("must-staple: without a staple a warning, with one none", async () => {
  const shown = await leafOf(intermediate, { mustStaple: true });
  const without = await checkShown({ chain: [shown, intermediate] });
  assert.equal(without.verdict, "warn");
  assert.equal(findingOf(without, "ocsp.must_staple")!.severity, "medium");
  const withOne = await stapling(await about(shown), shown);
  assert.deepEqual([withOne.verdict, findingOf(withOne, "ocsp.must_staple")], ["pass", undefined]);
});

Deno.test("a staple beside an incomplete chain waits for the issuer, and is verified with it", async () => {
  await withSources(async (sources) => {
    sources.answers.set("/i.cer", intermediate.der);
    const caIssuers = [`${sources.origin}/i.cer`];
    const shown = await leafOf(intermediate, { authorityInfoAccess: { caIssuers } });
    const staple = await about(shown);
    const fetched = await checkShown({ chain: [shown], ocspResponse: staple });
    assert.deepEqual(fetched.revocation!.map(({ status }) => status), ["good"]);
    const alone = await checkShown({ chain: [shown], ocspResponse: staple }, { noFetch: true });
    assert.deepEqual(alone.revocation!.map(({ status, problem }) => [status, problem]), [[
      "unknown",
      "unverifiable",
    ]]);
    assert.equal(alone.findings.some(({ id }) => id.startsWith("ocsp.")), false);
  });
});

interface Asked {
  readonly ocsp?: (shown: IssuedCertificate) => Uint8Array | Response | Promise<Uint8Array | Response>;
  readonly list?: (shown: IssuedCertificate) => CrlOptions | Response;
}

/** A check with `--revocation` of a leaf that names an OCSP responder and a list, when there is one. */
async function asking(sources: LoopbackHttp, { ocsp, list }: Asked): Promise<Report> {
  const shown = await leafOf(intermediate, {
    ...ocsp && { authorityInfoAccess: { ocsp: [`${sources.origin}/ocsp`] } },
    ...list && { crlDistributionPoints: [`${sources.origin}/list.crl`] },
  });
  if (ocsp) {
    const answer = await ocsp(shown);
    sources.answers.set("/ocsp", async (request) => {
      assert.equal(request.headers.get("content-type"), "application/ocsp-request");
      await request.bytes();
      return answer instanceof Response ? answer.clone() : new Response(Uint8Array.from(answer));
    });
  }
  if (list) {
    const answer = list(shown);
    sources.answers.set(
      "/list.crl",
      answer instanceof Response ? answer : (await crl(intermediate, answer)).der,
    );
  }
  return await checkShown({ chain: [shown, intermediate] }, { revocation: true });
}

function test(name: string, work: (sources: LoopbackHttp) => Promise<void>): void {
  Deno.test(name, () => withSources(work));
}

function words({ revocation }: Report): string[] {
  return revocation!.map(({ source, status }) => `${source} ${status}`);
}

const gone = () => new Response("", { status: 404 });

test("OCSP and a list that both say good: who said it stands in step 3 and in the report", async (sources) => {
  const report = await asking(sources, { ocsp: (shown) => about(shown), list: () => ({}) });
  assert.equal(report.verdict, "pass");
  assert.deepEqual(words(report), ["ocsp good", "crl good"]);
  assert.deepEqual(report.revocation!.map(({ url }) => url), [
    `${sources.origin}/ocsp`,
    `${sources.origin}/list.crl`,
  ]);
  assert.match(factOf(report, "authentication", "revocation_ocsp")!, /^the certificate: good, until 20/);
  assert.match(factOf(report, "authentication", "revocation_crl")!, /^the certificate: good, until 20/);
  assert.deepEqual(sources.requests.toSorted(), ["GET /list.crl", "POST /ocsp"]);
});

test("nobody is asked unless it is said", async (sources) => {
  const shown = await leafOf(intermediate, {
    authorityInfoAccess: { ocsp: [`${sources.origin}/ocsp`] },
    crlDistributionPoints: [`${sources.origin}/list.crl`],
  });
  const report = await checkShown({ chain: [shown, intermediate] });
  assert.deepEqual([report.revocation, sources.requests], [null, []]);
});

test("OCSP that says revoked fails the chain", async (sources) => {
  const report = await asking(sources, {
    ocsp: (shown) => about(shown, { status: { revocationTime: hours(-72), reason: 4 } }),
  });
  assert.deepEqual([report.verdict, report.chain!.error!.code], ["fail", "revoked"]);
  assert.match(
    findingOf(report, "certificate.revoked")!.detail,
    /reason superseded, says the OCSP response from http:\/\/127\.0\.0\.1:\d+\/ocsp/,
  );
  assert.equal(stepOf(report, "authentication").status, "fail");
});

test("the list says revoked where OCSP says good: revoked, and both are told", async (sources) => {
  const report = await asking(sources, {
    ocsp: (shown) => about(shown),
    list: (shown) => ({ revoked: [{ serialNumber: shown.serialNumber, revocationDate: hours(-1) }] }),
  });
  assert.deepEqual(words(report), ["ocsp good", "crl revoked"]);
  assert.match(findingOf(report, "certificate.revoked")!.detail, /says the CRL from http/);
  assert.equal(report.revocation![1]!.revoked_at, hours(-1).toISOString().replace(".000Z", "Z"));
});

test("no answer is not an answer: told as such, with a finding that leaves the verdict", async (sources) => {
  const report = await asking(sources, { ocsp: gone, list: gone });
  assert.equal(report.verdict, "pass");
  assert.deepEqual(words(report), ["ocsp no_answer", "crl no_answer"]);
  const { severity, detail } = findingOf(report, "revocation.no_answer")!;
  assert.equal(severity, "low");
  assert.match(detail, /HTTP status 404.*\/ocsp.*HTTP status 404.*list\.crl/);
  assert.match(factOf(report, "authentication", "revocation_ocsp")!, /no answer/);
});

test("one answer is enough", async (sources) => {
  const report = await asking(sources, { ocsp: gone, list: () => ({}) });
  assert.deepEqual(words(report), ["ocsp no_answer", "crl good"]);
  assert.equal(findingOf(report, "revocation.no_answer"), undefined);
});

test("answers that may not be relied on are no answers, and say why", async (sources) => {
  const report = await asking(sources, {
    ocsp: () => ocspRefusal(6),
    list: () => ({ thisUpdate: hours(-300), nextUpdate: hours(-100) }),
  });
  assert.deepEqual(report.revocation!.map(({ status, problem }) => [status, problem]), [
    ["invalid", "unsuccessful"],
    ["invalid", "stale"],
  ]);
  assert.match(findingOf(report, "revocation.no_answer")!.detail, /unauthorized.*was to be replaced on/);
  assert.equal(report.verdict, "pass");
});

test("a page, an endless list and a forged list are no answers", async (sources) => {
  const forged: CrlOptions = { signedBy: stranger };
  const statusOf = async (list: () => CrlOptions | Response) => words(await asking(sources, { list }));
  assert.deepEqual(await statusOf(() => new Response("<!doctype html>")), ["crl invalid"]);
  assert.deepEqual(await statusOf(() => new Response(new Uint8Array(11_000_000))), ["crl no_answer"]);
  assert.deepEqual(await statusOf(() => forged), ["crl invalid"]);
});

test("a certificate that names nobody is told to name nobody", async (sources) => {
  const report = await asking(sources, {});
  assert.deepEqual(report.revocation, []);
  assert.equal(findingOf(report, "revocation.no_answer")!.severity, "info");
});

test("intermediates are asked about too, with their own issuer", async (sources) => {
  const between = await certificateAuthority({
    subject: "Between",
    issuer: root,
    crlDistributionPoints: [`${sources.origin}/root.crl`],
  });
  const revoked = [{ serialNumber: between.serialNumber, reason: 2 }];
  sources.answers.set("/root.crl", (await crl(root, { revoked })).der);
  const report = await checkShown({ chain: [await leafOf(between), between] }, { revocation: true });
  assert.deepEqual(words(report), ["crl revoked"]);
  assert.equal(report.revocation![0]!.certificate, report.certificates[1]!.fingerprint_sha256);
  assert.match(
    report.chain!.error!.message,
    /^The intermediate "Between" was revoked on .*, reason cACompromise/,
  );
  assert.match(factOf(report, "authentication", "revocation_crl")!, /^CN=Between: revoked on/);
});

test("the second responder is asked when the first has nothing", async (sources) => {
  const ocsp = ["a", "b", "c"].map((name) => `${sources.origin}/${name}`);
  const shown = await leafOf(intermediate, { authorityInfoAccess: { ocsp } });
  sources.answers.set("/b", await about(shown));
  const report = await checkShown({ chain: [shown, intermediate] }, { revocation: true });
  assert.deepEqual(words(report), ["ocsp no_answer", "ocsp good"]);
  assert.deepEqual(sources.requests, ["POST /a", "POST /b"]);
});

test("addresses that are not http are not asked, and that is said", async (_sources) => {
  const shown = await leafOf(intermediate, { crlDistributionPoints: ["ldap://127.0.0.1/cn=x"] });
  const report = await checkShown({ chain: [shown, intermediate] }, { revocation: true });
  assert.deepEqual(words(report), ["crl no_answer"]);
  assert.match(report.revocation![0]!.detail, /"ldap:" addresses are not fetched/);
});

test("sources that stall hold the check up no longer than its deadline, all at once", async (sources) => {
  const never = () => new Promise<Response>(() => {});
  sources.answers.set("/ocsp", never).set("/list.crl", never);
  const shown = await leafOf(intermediate, {
    authorityInfoAccess: { ocsp: [`${sources.origin}/ocsp`] },
    crlDistributionPoints: [`${sources.origin}/list.crl`],
  });
  const started = performance.now();
  const report = await checkShown({ chain: [shown, intermediate] }, { revocation: true, timeout: 1 });
  assert.ok(performance.now() - started < 4_000);
  assert.deepEqual(words(report), ["ocsp no_answer", "crl no_answer"]);
  assert.equal(stepOf(report, "secure_channel").status, "pass");
});

test("each step is told once, as the report has it", async (sources) => {
  const shown = await leafOf(intermediate, { crlDistributionPoints: [`${sources.origin}/list.crl`] });
  const revoked = [{ serialNumber: shown.serialNumber }];
  sources.answers.set("/list.crl", (await crl(intermediate, { revoked })).der);
  await using server = loopbackTls(serverScript({ chain: [shown, intermediate] }));
  const options = { ...trustingRoot, revocation: true };
  const events = await Array.fromAsync(checkEvents(denoRuntime(), server.target, options));
  const report = events.at(-1);
  assert.ok(report?.type === "report");
  const told = events.flatMap((event) => event.type === "step" ? [event.step] : []);
  for (const step of report.report.steps) {
    assert.deepEqual(told.filter(({ id }) => id === step.id), [step], step.id);
  }
});

Deno.test("to ask and to fetch nothing exclude each other, before anybody is dialled", async () => {
  await assert.rejects(
    check(denoRuntime(), "127.0.0.1:1", { revocation: true, noFetch: true }),
    (error) => error instanceof OptionError && error.field === "revocation",
  );
});
