import assert from "node:assert/strict";
import { healthy, samples } from "./every_sample.ts";
import { createApp } from "../../routes/app.ts";
import { appWith, noRuntime } from "./support.ts";

Deno.test("the API answers 200 with the report, whatever its verdict", async () => {
  for (const [name, report] of Object.entries(samples)) {
    const response = await appWith(report).app.request("/api/v1/check?target=www.example.com");
    assert.equal(response.status, 200, name);
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    assert.deepEqual(
      await response.json(),
      { ...JSON.parse(JSON.stringify(report)), from_cache: false },
      name,
    );
  }
});

Deno.test("the API's parameters reach the check as the command line's options do", async () => {
  const { app, asked } = appWith(healthy);
  const query =
    "target=example.com&port=8443&sni=a.example&starttls=smtp&alpn=h2,http/1.1&resolve=192.0.2.9" +
    "&family=4&timeout=2.5&warning=20d&critical=10%25&bytes=1&fetch=1&revocation=1" +
    `&expect_fingerprint=${"ab".repeat(32)},${"cd".repeat(32)}` +
    "&ari=1&expect_issuer=R3&expect_group=x25519&min_version=1.2&expect_alpn=h2" +
    "&expect_client_certificate=1&native=0";
  assert.equal((await app.request(`/api/v1/check?${query}`)).status, 200);
  assert.deepEqual(asked, [{
    target: "example.com",
    options: {
      port: 8443,
      sni: "a.example",
      starttls: "smtp",
      alpn: ["h2", "http/1.1"],
      resolve: "192.0.2.9",
      family: 4,
      timeout: 2.5,
      warning: "20d",
      critical: "10%",
      bytes: true,
      noFetch: false,
      revocation: true,
      ari: true,
      expectFingerprint: ["ab".repeat(32), "cd".repeat(32)],
      expectIssuer: "R3",
      expectGroup: "x25519",
      minVersion: "1.2",
      expectAlpn: "h2",
      expectClientCertificate: true,
      noNative: true,
    },
  }]);
});

Deno.test("an empty server name and an empty ALPN list mean none, and are not the same as leaving them out", async () => {
  const { app, asked } = appWith(healthy);
  await app.request("/api/v1/check?target=example.com&sni=&alpn=");
  await app.request("/api/v1/check?target=example.com");
  assert.deepEqual(asked.map(({ options }) => options), [{ sni: "", alpn: [] }, {}]);
});

const malformed: [query: string, field: string, fits: RegExp][] = [
  ["", "target", /host name/],
  ["target=", "target", /host name/],
  ["target=%20", "target", /host name/],
  ["target=a.example&target=b.example", "target", /once/],
  ["target=a.example&port=0", "port", /1 to 65535/],
  ["target=a.example&port=65536", "port", /1 to 65535/],
  ["target=a.example&port=https", "port", /1 to 65535/],
  ["target=a.example&port=", "port", /1 to 65535/],
  ["target=a.example&port=4e2", "port", /1 to 65535/],
  ["target=a.example&port=443&port=444", "port", /once/],
  ["target=a.example&family=5", "family", /4 or 6/],
  ["target=a.example&timeout=0", "timeout", /up to 30/],
  ["target=a.example&timeout=-1", "timeout", /up to 30/],
  ["target=a.example&timeout=31", "timeout", /up to 30/],
  ["target=a.example&timeout=Infinity", "timeout", /up to 30/],
  ["target=a.example&timeout=10s", "timeout", /up to 30/],
  ["target=a.example&warning=20", "warning", /20d/],
  ["target=a.example&critical=soon", "critical", /30%/],
  ["target=a.example&bytes=yes", "bytes", /1 is on/],
  ["target=a.example&bytes=", "bytes", /1 is on/],
  ["target=a.example&ari=yes", "ari", /1 is on/],
  // Whom a service asks is not for its clients to say.
  ["target=a.example&ari=https://127.0.0.1/", "ari", /1 is on/],
  ["target=a.example&acme_directory=https://127.0.0.1/", "acme_directory", /parameters are/],
  ["target=a.example&expect_fingerprint=", "expect_fingerprint", /64 hex/],
  ["target=a.example&expect_issuer=", "expect_issuer", /common name/],
  ["target=a.example&expect_group=x25591", "expect_group", /x25519/],
  ["target=a.example&min_version=2", "min_version", /1\.2/],
  ["target=a.example&expect_alpn=h3", "expect_alpn", /h3,h2/],
  ["target=a.example&expect_client_certificate=yes", "expect_client_certificate", /1 is on/],
  ["target=a.example&native=no", "native", /1 is on/],
  ["target=a.example&fetch=yes", "fetch", /1 is on/],
  ["target=a.example&revocation=", "revocation", /1 is on/],
  ["target=a.example&alpn=h2,,http/1.1", "alpn", /255 octets/],
  [`target=a.example&alpn=${"a".repeat(256)}`, "alpn", /255 octets/],
  [`target=${"a".repeat(2049)}`, "target", /2048/],
  ["target=a.example&prot=443", "prot", /port/],
  ["target=a.example&__proto__=1", "__proto__", /port/],
  ["target=not%20a%20host", "target", /example\.com/],
  ["target=a.example&sni=a..example", "sni", /./],
  ["target=a.example&starttls=no-such-protocol", "starttls", /smtp/],
  ["target=a.example&resolve=here", "resolve", /192\.0\.2\.7/],
  ["target=a.example&warning=5d&critical=10d", "warning", /first/],
];

for (const path of ["/api/v1/check", "/api/v1/check/events"]) {
  Deno.test(`${path} answers malformed input with 400 that names the parameter and what would fit`, async () => {
    for (const [query, field, fits] of malformed) {
      // The real check, on a runtime that must not be asked for anything.
      const response = await createApp(noRuntime).request(`${path}?${query}`);
      assert.equal(response.status, 400, query);
      assert.equal(response.headers.get("content-type"), "application/problem+json", query);
      const problem = await response.json();
      assert.equal(problem.status, 400);
      assert.equal(problem.field, field, query);
      assert.match(problem.hint, fits, query);
      assert.ok(problem.detail.length > 0 && problem.title.length > 0);
    }
  });
}

Deno.test("a bug in the check is 500 as problem+json, without its message or stack", async () => {
  const { app } = appWith(healthy, { check: () => Promise.reject(new Error("secret detail")) });
  const logged = await withoutLog(async () => {
    const response = await app.request("/api/v1/check?target=example.com");
    assert.equal(response.status, 500);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.doesNotMatch(await response.text(), /secret detail|\.ts|at /);
  });
  assert.match(logged, /secret detail/, "the log has what the answer has not");
});

async function withoutLog(run: () => Promise<void>): Promise<string> {
  const { error } = console;
  let logged = "";
  console.error = (...values: unknown[]) => logged += values.join(" ");
  try {
    await run();
  } finally {
    console.error = error;
  }
  return logged;
}
