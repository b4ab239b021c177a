/** What the issuer suggests about renewal, asked of ACME servers on loopback that behave, and of some that do not. */
import assert from "node:assert/strict";
import type { CheckOptions } from "../../src/check.ts";
import { certificateAuthority, issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import type { ByteStream, Runtime } from "../../src/net/mod.ts";
import type { RenewalInfo, Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { parseCertificate, renewalIdentifier } from "../../src/x509/mod.ts";
import type { LoopbackHttp } from "../support/loopback_http.ts";
import { checkShown, findingOf, leafOf, now, root, withSources } from "./on_loopback.ts";

const day = 86_400_000;
const after = (days: number) => new Date(now.getTime() + days * day).toISOString();

/** Of a certificate of 90 days that has 30 of them left. */
const leaf = await leafOf(root, { notBefore: new Date(after(-60)), notAfter: new Date(after(30)) });
const identifier = renewalIdentifier(parseCertificate(leaf.der))!;

interface Acme {
  readonly directory?: Response | ((request: Request) => Response | Promise<Response>);
  readonly answer?: Response | ((request: Request) => Response | Promise<Response>);
}

/** A check of a server with `leaf`, whose issuer's ACME server says so. */
async function asked(
  { directory, answer }: Acme,
  options: CheckOptions = {},
): Promise<{ report: Report; info: RenewalInfo; requests: readonly string[] }> {
  let report: Report | null = null;
  let requests: readonly string[] = [];
  await withSources(async (sources) => {
    sources.answers.set("/directory", directory ?? directoryOf(sources));
    if (answer !== undefined) sources.answers.set(`/renewal-info/${identifier}`, answer);
    report = await checkShown({ chain: [leaf] }, {
      acmeDirectory: `${sources.origin}/directory`,
      ...options,
    });
    requests = [...sources.requests];
  });
  return { report: report!, info: report!.renewal_info!, requests };
}

function directoryOf({ origin }: LoopbackHttp): Response {
  return Response.json({ newNonce: `${origin}/nonce`, renewalInfo: `${origin}/renewal-info` });
}

/** RFC 9773 §4.2's own example, with other times. */
function suggesting(start: string, end: string, more: object = {}, headers: HeadersInit = {}): Response {
  return Response.json({ suggestedWindow: { start, end }, ...more }, { headers });
}

Deno.test("the directory is asked where, and there the window is", async () => {
  const explanationURL = "https://ca.example/docs/ari";
  const { info, report, requests } = await asked({
    answer: suggesting(after(1), after(3), { explanationURL }, { "Retry-After": "21600" }),
  });
  assert.deepEqual(requests, ["GET /directory", `GET /renewal-info/${identifier}`]);
  assert.equal(info.status, "suggested");
  assert.deepEqual(info.suggested_window, { start: after(1), end: after(3) });
  assert.equal(info.explanation_url, explanationURL);
  assert.ok(info.url!.endsWith(`/renewal-info/${identifier}`) && info.directory!.endsWith("/directory"));
  const wait = Date.parse(info.retry_after!) - Date.parse(report.started_at);
  assert.ok(wait >= 21_600_000 && wait < 21_660_000, String(wait));
  assert.equal(report.verdict, "pass");
  assert.deepEqual(report.findings, []);
});

Deno.test("an answer is kept as long as the issuer says, and the directory too", async () => {
  await withSources(async (sources) => {
    sources.answers.set("/directory", directoryOf(sources));
    sources.answers.set(`/renewal-info/${identifier}`, suggesting(after(1), after(3)));
    const check = () => checkShown({ chain: [leaf] }, { acmeDirectory: `${sources.origin}/directory` });
    const [first, second] = [await check(), await check()];
    assert.deepEqual(second.renewal_info, first.renewal_info);
    assert.equal(sources.requests.length, 2);
  });
});

const windows: readonly [string, string, string, object, string | null, Report["verdict"]][] = [
  ["has begun", after(-1), after(1), {}, "renewal.due", "pass"],
  ["is over", after(-3), after(-1), {}, "renewal.overdue", "warn"],
  ["lies early in the certificate's life", after(-50), after(-49), {}, "renewal.early", "warn"],
  [
    "is written as other time zones have it",
    "2000-01-01t00:00:00+02:00",
    "2000-01-02T00:00:00.5Z",
    {},
    "renewal.early",
    "warn",
  ],
];

for (const [what, start, end, more, id, verdict] of windows) {
  Deno.test(`a window that ${what}: ${id}, ${verdict}`, async () => {
    const { report } = await asked({ answer: suggesting(start, end, more) });
    assert.deepEqual(report.findings.map(({ id }) => id), id === null ? [] : [id]);
    assert.equal(report.verdict, verdict);
  });
}

Deno.test("why the issuer hurries is told, when it says so", async () => {
  const explanationURL = "https://ca.example/incident";
  const { report } = await asked({ answer: suggesting(after(-50), after(-49), { explanationURL }) });
  assert.match(
    findingOf(report, "renewal.early")!.detail,
    /it explains why at https:\/\/ca\.example\/incident$/,
  );
  assert.match(report.summary, /^The issuer wants the certificate replaced early/);
});

const json = (text: string) => new Response(text);
const hostile: readonly [string, Acme, RenewalInfo["status"], RegExp][] = [
  ["no directory", { directory: json("<html>") }, "invalid", /directory cannot be used: it is not JSON/],
  ["a directory that is a list", { directory: json("[]") }, "invalid", /no JSON object/],
  [
    "a directory without the resource",
    { directory: json("{}") },
    "not_offered",
    /offers no renewal information/,
  ],
  ["a resource that is no address", { directory: json('{"renewalInfo":7}') }, "invalid", /no address/],
  [
    "a resource that is a script",
    { directory: json('{"renewalInfo":"javascript:1"}') },
    "invalid",
    /no address/,
  ],
  [
    "a resource elsewhere",
    { directory: json('{"renewalInfo":"http://127.0.0.2/x"}') },
    "invalid",
    /not asked/,
  ],
  ["a directory that is not there", { directory: new Response("", { status: 404 }) }, "no_answer", /404/],
  [
    "a directory that sends elsewhere",
    { directory: new Response("", { status: 302, headers: { location: "http://127.0.0.2:1/" } }) },
    "no_answer",
    /sends on to http:\/\/127\.0\.0\.2:1, which is not asked/,
  ],
  ["a certificate that it does not know", {}, "no_answer", /404/],
  ["an answer that is no JSON", { answer: json("soon") }, "invalid", /not JSON/],
  [
    "an answer in another encoding",
    { answer: new Response(Uint8Array.of(0x7b, 0xff)) },
    "invalid",
    /not JSON/,
  ],
  ["no window", { answer: json('{"suggestedWindow":null}') }, "invalid", /no start or no end/],
  ["times that are none", { answer: suggesting("soon", "later") }, "invalid", /no start or no end/],
  [
    "times without a zone",
    { answer: suggesting("2026-11-23T00:00:00", "2026-11-24T00:00:00") },
    "invalid",
    /no start/,
  ],
  [
    "a day that does not exist",
    { answer: suggesting("2026-13-01T00:00:00Z", after(1)) },
    "invalid",
    /no start/,
  ],
  [
    "a window that ends before it starts",
    { answer: suggesting(after(2), after(1)) },
    "invalid",
    /ends before it starts/,
  ],
  ["a window of no length", { answer: suggesting(after(1), after(1)) }, "invalid", /ends before it starts/],
  ["more than is read", { answer: json(" ".repeat(70_000)) }, "no_answer", /more than the 65536 octets/],
  ["depths without end", { answer: json("[".repeat(60_000)) }, "invalid", /not JSON/],
];

for (const [what, acme, status, detail] of hostile) {
  Deno.test(`${what}: ${status}, and the check goes on`, async () => {
    const { info, report } = await asked(acme);
    assert.equal(info.status, status);
    assert.match(info.detail, detail);
    assert.deepEqual([info.suggested_window, info.explanation_url], [null, null]);
    assert.deepEqual(report.findings.map(({ id, severity }) => [id, severity]), [[
      "renewal.unknown",
      "info",
    ]]);
    assert.equal(report.verdict, "pass");
  });
}

Deno.test("an address that explains nothing is left out, and what hides in a good one is spelled out", async () => {
  for (const explanationURL of ["javascript:alert(1)", 7, "x", `https://ca.example/${"x".repeat(3_000)}`]) {
    const { info } = await asked({ answer: suggesting(after(1), after(2), { explanationURL }) });
    assert.deepEqual([info.status, info.explanation_url], ["suggested", null]);
  }
  const { info } = await asked({
    answer: suggesting(after(1), after(2), { explanationURL: "https://ca.example/\u001b[2J\n<\u202e>" }),
  });
  assert.match(info.explanation_url!, /^[\x21-\x7e]+$/);
});

const retries: readonly [string | null, number | null][] = [
  ["1", 60],
  ["3600", 3_600],
  ["999999999", 86_400],
  ["-5", null],
  ["soon", null],
  ["1e3", null],
  [null, null],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 60],
];
for (const [field, seconds] of retries) {
  Deno.test(`Retry-After: ${field ?? "nothing"} is ${seconds ?? "not taken"}`, async () => {
    const headers = field === null ? {} : { "Retry-After": field };
    const { info, report } = await asked({ answer: suggesting(after(1), after(2), {}, headers) });
    if (seconds === null) return assert.equal(info.retry_after, null);
    const wait = (Date.parse(info.retry_after!) - Date.parse(report.started_at)) / 1000;
    assert.ok(wait >= seconds && wait < seconds + 30, String(wait));
  });
}

Deno.test("a server that never ends its answer costs no more than the check's own deadline", async () => {
  const endless = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(Uint8Array.of(0x7b)) }));
  const started = performance.now();
  const { info, report } = await asked({ directory: endless }, { timeout: 1.5 });
  assert.ok(performance.now() - started < 10_000);
  assert.equal(info.status, "no_answer");
  assert.match(info.detail, /within the deadline/);
  assert.equal(report.verdict, "pass");
});

Deno.test("nobody is asked about a certificate that has expired", async () => {
  const expired = await leafOf(root, { notBefore: new Date(after(-60)), notAfter: new Date(after(-1)) });
  await withSources(async (sources) => {
    const report = await checkShown({ chain: [expired] }, { acmeDirectory: `${sources.origin}/directory` });
    assert.equal(report.renewal_info?.status, "not_asked");
    assert.deepEqual(sources.requests, []);
    assert.equal(findingOf(report, "renewal.unknown"), undefined);
  });
});

Deno.test("an issuer that is not known needs its directory named", async () => {
  const report = await checkShown({ chain: [leaf] }, { ari: true });
  assert.equal(report.renewal_info?.status, "no_directory");
  assert.match(findingOf(report, "renewal.unknown")!.remedy, /--acme-directory/);
  assert.equal(report.verdict, "pass");
});

Deno.test("without being told to, nobody is asked", async () => {
  const report = await checkShown({ chain: [leaf] });
  assert.equal(report.renewal_info, null);
});

const known: readonly [organization: string, host: string][] = [
  ["Let's Encrypt", "acme-v02.api.letsencrypt.org"],
  ["(STAGING) Let's Encrypt", "acme-staging-v02.api.letsencrypt.org"],
  ["Google Trust Services", "dv.acme-v02.api.pki.goog"],
  ["ZeroSSL", "acme.zerossl.com"],
];
for (const [organization, host] of known) {
  Deno.test(`${organization} is asked at ${host}, over TLS that the platform verifies, and nowhere else`, async () => {
    const authority = await certificateAuthority({ subject: { O: organization, CN: "X1" }, now });
    const certificate = await issue(authority, { subject: "leaf", ipAddresses: ["127.0.0.1"] });
    const { runtime, dialled, requests } = withSecureServer({
      [host]: (path) =>
        path.startsWith("/renew/")
          ? { suggestedWindow: { start: after(10), end: after(12) } }
          : { renewalInfo: `https://${host}/renew` },
    });
    const report = await checkShown({ chain: [certificate], runtime }, {
      ari: true,
      anchors: [authority.pem],
    });
    assert.equal(report.renewal_info?.status, "suggested", report.renewal_info?.detail);
    assert.deepEqual(dialled, Array(2).fill(`${host} at 192.0.2.80:443`));
    assert.equal(requests[1], `/renew/${identifierOf(certificate)}`);
  });
}

function identifierOf({ der }: IssuedCertificate): string {
  return renewalIdentifier(parseCertificate(der))!;
}

/** Deno, but that names lead to servers in memory which the platform has verified. */
function withSecureServer(answers: Readonly<Record<string, (path: string) => object>>) {
  const dialled: string[] = [];
  const requests: string[] = [];
  const runtime: Runtime = {
    ...denoRuntime(),
    resolve: () => Promise.resolve([{ address: "192.0.2.80", family: 4 }]),
    dialSecurely({ address, port, serverName }) {
      dialled.push(`${serverName} at ${address}:${port}`);
      return Promise.resolve(answeringOnce((path) => {
        requests.push(path);
        return answers[serverName]!(path);
      }));
    },
  };
  return { runtime, dialled, requests };
}

function answeringOnce(answer: (path: string) => object): ByteStream {
  let pending: Uint8Array | null = null;
  return {
    read: () => {
      const octets = pending;
      pending = null;
      return Promise.resolve(octets);
    },
    write: (bytes) => {
      const [, path] = new TextDecoder().decode(bytes).split(" ");
      pending = new TextEncoder().encode(`HTTP/1.1 200 OK\r\n\r\n${JSON.stringify(answer(path!))}`);
      return Promise.resolve();
    },
    closeWrite: () => Promise.resolve(),
    close: () => {},
  };
}
