import assert from "node:assert/strict";
import type { LogEntry } from "../../routes/request_log.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import { publicTerms, type Terms } from "../../routes/terms.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

const browser = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const everyDoor = ["/check", "/api/v1/check", "/api/v1/check/events"];

/** A limiter on a clock that stands still. */
const limiter = (burst: number) => memoryRateLimiter({ perMinute: 6, burst }, () => 0);

function terms(more: Partial<Terms>): { termsFor: () => Terms } {
  return { termsFor: () => ({ ...publicTerms, ...more }) };
}

Deno.test("a request that names a refused address or port is 403, says which parameter, and makes no check", async () => {
  const { app, asked } = appWith(healthy, terms({}));
  const cases: [query: string, field: string][] = [
    ["target=127.0.0.1", "target"],
    ["target=localhost", "target"],
    ["target=[::1]:8443", "target"],
    ["target=https://169.254.169.254/latest/meta-data", "target"],
    ["target=2130706433", "target"],
    ["target=example.com&resolve=10.0.0.1", "resolve"],
    ["target=example.com&resolve=::ffff:10.0.0.1", "resolve"],
    ["target=9.9.9.9&resolve=127.0.0.1", "resolve"],
    ["target=127.0.0.1&resolve=9.9.9.9", "target"],
    ["target=example.com:22", "target"],
    ["target=example.com&port=22", "port"],
  ];
  for (const path of everyDoor.slice(1)) {
    for (const method of ["GET", "HEAD"]) {
      for (const [query, field] of cases) {
        const response = await app.request(`${path}?${query}`, { method });
        assert.equal(response.status, 403, query);
        assert.equal(response.headers.get("content-type"), "application/problem+json");
        if (method === "HEAD") continue;
        const problem = await response.json();
        assert.equal(problem.status, 403);
        assert.equal(problem.field, field, query);
        assert.ok(problem.title && problem.detail && problem.hint);
      }
    }
  }
  assert.deepEqual(asked, []);
});

Deno.test("a browser is told the same on a page that keeps what was typed", async () => {
  const { app, asked } = appWith(healthy, terms({}));
  const response = await app.request("/check?target=localhost:8443", { headers: browser });
  assert.equal(response.status, 403);
  const html = await response.text();
  assert.match(html, /value="localhost:8443"/);
  assert.match(html, /this machine/);
  assert.deepEqual(asked, []);
});

Deno.test("a client that asks too often gets 429 with the seconds to wait, at every door", async () => {
  const clientLimiter = limiter(3);
  const { app, asked } = appWith(healthy, {
    ...terms({ clientLimiter }),
    clientOf: (request) => request.headers.get("X-Test-Client"),
  });
  const ask = (path: string, client: string) =>
    app.request(`${path}?target=example.com`, { headers: { "X-Test-Client": client } });
  for (const path of everyDoor) await (await ask(path, "192.0.2.7")).text();
  assert.equal(asked.length, 3);
  for (const path of everyDoor) {
    const response = await ask(path, "192.0.2.7");
    assert.equal(response.status, 429, path);
    assert.equal(response.headers.get("retry-after"), "10");
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal((await response.json()).status, 429);
  }
  assert.equal((await ask("/api/v1/check", "192.0.2.8")).status, 200, "another client is another client");
  assert.equal(
    (await ask("/api/v1/check", "::ffff:192.0.2.7")).status,
    429,
    "the same client in IPv6's clothes",
  );
  const home = await app.request("/", { headers: { "X-Test-Client": "192.0.2.7" } });
  assert.equal(home.status, 200, "only checks are counted");
});

Deno.test("a target that is checked too often is left alone, whoever asks, and others are not", async () => {
  let client = 0;
  const { app, asked } = appWith(healthy, {
    ...terms({ targetLimiter: limiter(2) }),
    clientOf: () => `192.0.2.${++client}`,
  });
  const statusOf = async (query: string) => (await app.request(`/api/v1/check?${query}`)).status;
  assert.equal(await statusOf("target=example.com"), 200);
  assert.equal(await statusOf("target=https://EXAMPLE.com/path"), 200);
  assert.equal(await statusOf("target=example.com&bytes=1"), 429);
  assert.equal(await statusOf("target=example.com:8443"), 200);
  assert.equal(await statusOf("target=example.com&resolve=9.9.9.9"), 200);
  assert.equal(asked.length, 4);
});

Deno.test("input that is no check, and a check that is refused, cost nobody anything", async () => {
  const { app } = appWith(healthy, terms({ clientLimiter: limiter(1), targetLimiter: limiter(1) }));
  for (let again = 0; again < 5; again++) {
    assert.equal((await app.request("/api/v1/check?target=a..b")).status, 400);
    assert.equal((await app.request("/api/v1/check?target=127.0.0.1")).status, 403);
  }
  assert.equal((await app.request("/api/v1/check?target=example.com")).status, 200);
});

Deno.test("at capacity some wait, the rest get 503 with Retry-After, and a place that is freed is used", async () => {
  const gate = Promise.withResolvers<void>();
  const { app } = appWith(healthy, {
    capacity: { atOnce: 1, waiting: 1, patienceMs: 3_000 },
    check: () => gate.promise.then(() => healthy),
  });
  const ask = (target: string) => app.request(`/api/v1/check?target=${target}`);
  const first = ask("a.example");
  const second = ask("b.example");
  await new Promise((resolve) => setTimeout(resolve));
  for (const path of everyDoor) {
    const third = await app.request(`${path}?target=c.example`);
    assert.equal(third.status, 503, path);
    assert.equal(third.headers.get("retry-after"), "3");
    await third.text();
  }
  gate.resolve();
  assert.deepEqual([(await first).status, (await second).status], [200, 200]);
  assert.equal((await ask("c.example")).status, 200);
});

Deno.test("a place is freed when a check fails on our side", async () => {
  const entries: LogEntry[] = [];
  const { app } = appWith(healthy, {
    capacity: { atOnce: 1, waiting: 0 },
    check: () => Promise.reject(new Error("ours")),
    log: (entry) => entries.push(entry),
  });
  for (let again = 0; again < 3; again++) {
    assert.equal((await app.request("/api/v1/check?target=example.com")).status, 500);
  }
});

Deno.test("max_age: a report that is young enough is given again, and says so and how old it is", async () => {
  const { app, asked } = appWith(healthy);
  const ask = async (query: string, headers = {}) => {
    const response = await app.request(`/api/v1/check?target=example.com${query}`, { headers });
    return { age: response.headers.get("age"), fromCache: (await response.json()).from_cache };
  };
  const old = { age: "0", fromCache: true };
  const anew = { age: null, fromCache: false };
  assert.deepEqual(await ask(""), anew);
  assert.deepEqual(await ask(""), anew, "unasked, this instance gives no old reports");
  assert.deepEqual(await ask("&max_age=60"), old);
  assert.deepEqual(await ask("&max_age=0"), anew);
  assert.deepEqual(await ask("&max_age=60&bytes=1"), anew, "another check");
  assert.deepEqual(await ask("&bytes=1&max_age=60"), old);
  assert.equal(asked.length, 4);
  assert.ok(asked.every(({ options }) => !("maxAge" in options) && !("max_age" in options)));
  const response = await app.request("/api/v1/check?target=example.com&max_age=soon");
  assert.equal(response.status, 400);
  assert.equal((await response.json()).field, "max_age");
});

Deno.test("an instance that gives old reports unasked still makes a new check for a browser that reloads", async () => {
  const { app, asked } = appWith(healthy, terms({ maxAgeMs: 10_000 }));
  for (const path of ["/api/v1/check", "/check"]) {
    const ask = async (headers: Record<string, string>) => {
      await (await app.request(`${path}?target=example.com`, { headers })).text();
      return asked.length;
    };
    const before = await ask({ "Cache-Control": "no-cache" });
    assert.equal(await ask({}), before);
    assert.equal(await ask({ "Cache-Control": "max-age=0" }), before + 1);
    assert.equal(await ask({ "Cache-Control": "no-cache" }), before + 2);
    assert.equal(await ask({ "Cache-Control": "max-age=05" }), before + 2);
  }
});

Deno.test("events of a kept report are its steps and itself, without a check", async () => {
  const { app, asked } = appWith(healthy);
  await (await app.request("/api/v1/check?target=example.com")).text();
  const text = await (await app.request("/api/v1/check/events?target=example.com&max_age=60")).text();
  assert.equal(asked.length, 1);
  assert.equal(text.match(/^event: step$/gm)?.length, healthy.steps.length);
  assert.match(text, /"from_cache":true/);
});

Deno.test("reports are not shared between those who may reach inside and those who may not", async () => {
  const { app, asked } = appWith(healthy, {
    termsFor: (request) => ({ ...publicTerms, name: request.headers.get("X-Test-Terms")! }),
  });
  for (const name of ["inside", "public"]) {
    const response = await app.request("/api/v1/check?target=example.com&max_age=60", {
      headers: { "X-Test-Terms": name },
    });
    assert.equal((await response.json()).from_cache, false);
  }
  assert.equal(asked.length, 2);
});

Deno.test("an address of the request or a body that is too long is refused before it is read", async () => {
  const { app, asked } = appWith(healthy);
  const long = await app.request(`/api/v1/check?target=example.com&sni=${"a".repeat(8192)}`);
  assert.equal(long.status, 414);
  assert.equal(long.headers.get("content-type"), "application/problem+json");
  await long.text();
  const page = await app.request(`/check?target=${"a".repeat(8192)}`, { headers: browser });
  assert.equal(page.status, 414);
  assert.doesNotMatch(await page.text(), /aaaaaaaa/, "it is not sent back either");
  const body = await app.request("/api/v1/check?target=example.com", {
    method: "POST",
    body: "a".repeat(20_000),
    headers: { "Content-Length": "20000" },
  });
  assert.equal(body.status, 413);
  await body.text();
  assert.deepEqual(asked, []);
});

Deno.test("other sites' pages may read the API's answers to GET, and nothing else", async () => {
  const { app } = appWith(healthy);
  const originOf = async (path: string, init?: RequestInit) => {
    const response = await app.request(path, init);
    await response.text();
    return response.headers.get("access-control-allow-origin");
  };
  assert.equal(await originOf("/api/v1/check?target=example.com"), "*");
  assert.equal(await originOf("/api/v1/check/events?target=example.com"), "*");
  assert.equal(await originOf("/api/v1/check"), "*", "an error is an answer");
  for (const path of ["/", "/check?target=example.com", "/healthz"]) assert.equal(await originOf(path), null);
  for (const method of ["POST", "OPTIONS", "PUT"]) {
    assert.equal(await originOf("/api/v1/check?target=example.com", { method }), null, method);
  }
  const { headers } = await app.request("/api/v1/check?target=example.com");
  assert.equal(headers.get("access-control-allow-credentials"), null);
});

Deno.test("HSTS is promised over HTTPS, directly or behind a proxy, and not over HTTP", async () => {
  const { app } = appWith(healthy);
  const promise = async (url: string, headers = {}) =>
    (await app.request(url, { headers })).headers.get("strict-transport-security");
  assert.match(await promise("https://checker.example/") ?? "", /^max-age=\d{8,}/);
  assert.match(await promise("http://checker.example/", { "X-Forwarded-Proto": "https" }) ?? "", /^max-age=/);
  assert.equal(await promise("http://checker.example/"), null);
});

Deno.test("one log entry a request, with the answer's id, and without client, query or target", async () => {
  const entries: LogEntry[] = [];
  const { app } = appWith(healthy, {
    log: (entry) => entries.push(entry),
    clientOf: () => "192.0.2.77",
    check: () => Promise.reject(new Error("broken\ninside")),
  });
  const paths: [string, number][] = [
    ["/", 200],
    ["/api/v1/check?target=secret.example", 500],
    ["/api/v1/check", 400],
    ["/nowhere", 404],
  ];
  for (const [path, status] of paths) {
    entries.length = 0;
    const response = await app.request(path, { headers: { "X-Request-Id": "forged", Cookie: "secret=1" } });
    assert.equal(response.status, status);
    await response.text();
    const requests = entries.filter(({ level }) => level === "info");
    assert.equal(requests.length, 1, path);
    const [entry] = requests;
    assert.equal(entry!.request_id, response.headers.get("x-request-id"));
    assert.match(entry!.request_id, /^[0-9a-f-]{36}$/);
    assert.equal(entry!.status, status);
    assert.equal(entry!.path, path.replace(/\?.*/, ""));
    assert.ok(entry!.duration_ms! >= 0);
    assert.doesNotMatch(JSON.stringify(entries), /secret|192\.0\.2\.77|forged/, path);
    const errors = entries.filter(({ level }) => level === "error");
    assert.equal(errors.length, status === 500 ? 1 : 0);
    assert.ok(
      errors.every(({ request_id, error }) => request_id === entry!.request_id && /inside/.test(error!)),
    );
    assert.ok(entries.every((one) => !JSON.stringify(one).includes("\n")), "each is one line");
  }
});

Deno.test("a client that goes away ends its check", async () => {
  const stopped = Promise.withResolvers<void>();
  const { app } = appWith(healthy, {
    check: (_runtime, _target, options) => {
      options?.signal?.addEventListener("abort", () => stopped.resolve());
      return stopped.promise.then(() => healthy);
    },
  });
  const client = new AbortController();
  const answer = app.request("/api/v1/check?target=example.com", { signal: client.signal });
  setTimeout(() => client.abort(), 10);
  await stopped.promise;
  await (await answer).body?.cancel();
});

Deno.test("deep checks that are refused leave a target its ordinary ones", async () => {
  const { app } = appWith(healthy, terms({ targetLimiter: limiter(3), deepLimiter: limiter(1) }));
  const ask = async (query: string) =>
    (await app.request(`/api/v1/check?target=example.com&max_age=0${query}`)).status;
  const statuses = [];
  for (let again = 0; again < 6; again++) statuses.push(await ask("&deep=1"));
  assert.deepEqual(statuses, [200, 429, 429, 429, 429, 429]);
  assert.deepEqual([await ask(""), await ask(""), await ask("")], [200, 200, 429]);
});
