import assert from "node:assert/strict";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

const everyPath = [
  "/",
  "/check?target=example.com",
  "/check",
  "/api/v1/check?target=example.com",
  "/api/v1/check",
  "/api/v1/check/events?target=example.com",
  "/api/v1/checks",
  "/schema/report.json",
  "/openapi.json",
  "/docs",
  "/metrics",
  "/healthz",
  "/assets/favicon.svg",
  "/robots.txt",
  "/nowhere",
  "/api/v1/nowhere",
];

Deno.test("every answer forbids inline script and style, framing, sniffing and a referrer for others", async () => {
  const { app } = appWith(healthy);
  for (const path of everyPath) {
    for (const method of ["GET", "HEAD", "POST"]) {
      const response = await app.request(path, { method });
      await response.body?.cancel();
      const policy = response.headers.get("content-security-policy") ?? "";
      assert.match(policy, /(^|; )default-src 'none'(;|$)/, path);
      assert.match(policy, /(^|; )frame-ancestors 'none'(;|$)/, path);
      assert.match(policy, /(^|; )base-uri 'none'(;|$)/, path);
      assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, path);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
      assert.equal(response.headers.get("x-frame-options"), "DENY", path);
      assert.equal(response.headers.get("referrer-policy"), "no-referrer", path);
    }
  }
});

Deno.test("HEAD answers as GET does, with the length and without the body", async () => {
  const { app } = appWith(healthy);
  for (const path of everyPath.filter((one) => !one.includes("events"))) {
    const get = await app.request(path);
    const head = await app.request(path, { method: "HEAD" });
    assert.equal(head.status, get.status, path);
    assert.equal(head.headers.get("content-type"), get.headers.get("content-type"), path);
    const { byteLength } = await get.arrayBuffer();
    assert.equal(head.headers.get("content-length"), String(byteLength), path);
    assert.equal(await head.text(), "", path);
  }
});

Deno.test("other methods are 405 and say which are allowed", async () => {
  const { app } = appWith(healthy);
  for (const path of ["/", "/check", "/api/v1/check", "/healthz"]) {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const response = await app.request(path, { method });
      assert.equal(response.status, 405, `${method} ${path}`);
      assert.equal(response.headers.get("allow"), "GET, HEAD");
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      assert.equal((await response.json()).status, 405);
    }
  }
  for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
    const response = await app.request("/api/v1/checks", { method });
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get("allow"), "POST");
    await response.body?.cancel();
  }
});

Deno.test("what is not there is 404: a page for a browser, problem+json for a program and under /api", async () => {
  const { app } = appWith(healthy);
  const browser = { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };
  const page = await app.request("/nowhere", browser);
  assert.equal(page.status, 404);
  assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(await page.text(), /<form[^>]+action="\/check"/, "and a way on");
  for (const [path, init] of [["/nowhere", {}], ["/api/v1/nowhere", browser]] as const) {
    const response = await app.request(path, init);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const problem = await response.json();
    assert.equal(problem.status, 404);
    assert.ok(problem.title && problem.detail);
  }
});

Deno.test("the service says that it lives, without making a check", async () => {
  const { app, asked } = appWith(healthy);
  const response = await app.request("/healthz");
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: "ok" });
  assert.deepEqual(asked, []);
});

Deno.test("stylesheet, script and icon are there under the addresses that the page names", async () => {
  const { app } = appWith(healthy);
  const html = await (await app.request("/")).text();
  const expected: [RegExp, RegExp][] = [
    [/<link rel="stylesheet" href="([^"]+)"/, /^text\/css/],
    [/<script src="([^"]+)" defer/, /^text\/javascript/],
    [/<link rel="icon" type="image\/svg\+xml" href="([^"]+)"/, /^image\/svg\+xml/],
  ];
  for (const [pattern, type] of expected) {
    const address = pattern.exec(html)?.[1] ?? assert.fail(`no ${pattern}`);
    const response = await app.request(address);
    assert.equal(response.status, 200, address);
    assert.match(response.headers.get("content-type") ?? "", type);
    assert.match(response.headers.get("cache-control") ?? "", /max-age=\d{4,}/);
    await response.text();
  }
});

Deno.test("crawlers are asked not to make checks", async () => {
  const { app } = appWith(healthy);
  const robots = await (await app.request("/robots.txt")).text();
  assert.match(robots, /^Disallow: \/check$/m);
  assert.match(robots, /^Disallow: \/api\/$/m);
});
