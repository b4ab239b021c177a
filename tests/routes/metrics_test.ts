/** `GET /metrics`: what the service tells about itself, and whom. */
import assert from "node:assert/strict";
import { type AppOptions, createApp } from "../../routes/app.ts";
import { metricsReaders } from "../../routes/metrics/readers.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import { readSettings } from "../../routes/settings.ts";
import { publicTerms } from "../../routes/terms.ts";
import { healthy } from "./every_sample.ts";
import { assertDescribed, servedDocument } from "./openapi_document.ts";
import { appWith, noRuntime } from "./support.ts";

const open: Pick<AppOptions, "metricsFor"> = { metricsFor: () => "allowed" };
const runtime = { ...noRuntime, name: "test", version: '1.2"3' };

type App = ReturnType<typeof appWith>["app"];

/** The values of all series, by name and labels. */
async function read(app: App): Promise<Map<string, number>> {
  const response = await app.request("/metrics");
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  assert.equal(response.headers.get("cache-control"), "no-store");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const [, name, value] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line)!;
    return [name!, Number(value)];
  }));
}

Deno.test("every series is there from the start, at zero", async () => {
  const { app } = appWith(healthy, { ...open, runtime });
  await assertDescribed(await servedDocument(), ["get", "/metrics"], await app.request("/metrics"));
  const values = await read(app);
  for (const verdict of ["pass", "warn", "fail", "unknown"]) {
    assert.equal(values.get(`tls_checker_checks_total{verdict="${verdict}"}`), 0);
  }
  for (const reason of ["policy", "client_limit", "target_limit", "capacity"]) {
    assert.equal(values.get(`tls_checker_refusals_total{reason="${reason}"}`), 0);
  }
  for (const source of ["check", "shared", "kept"]) {
    assert.equal(values.get(`tls_checker_answers_total{source="${source}"}`), 0);
  }
  assert.equal(values.get("tls_checker_checks_running"), 0);
  assert.equal(values.get("tls_checker_checks_waiting"), 0);
  const [info] = [...values.keys()].filter((name) => name.startsWith("tls_checker_build_info"));
  assert.equal(
    info,
    String.raw`tls_checker_build_info{version="0.1.0",runtime="test",runtime_version="1.2\"3"}`,
  );
});

Deno.test("checks are counted by verdict and by how long they took, and answers by where they are from", async () => {
  const ended = [
    { verdict: "pass", duration_ms: 40 },
    { verdict: "fail", duration_ms: 300 },
    { verdict: "pass", duration_ms: 20_000 },
  ] as const;
  let next = 0;
  const { app } = appWith(healthy, {
    ...open,
    runtime,
    check: () => Promise.resolve({ ...healthy, ...ended[next++]! }),
  });
  for (const target of ["a.example", "b.example", "c.example", "c.example"]) {
    await (await app.request(`/api/v1/check?target=${target}&max_age=60`)).text();
  }
  await (await app.request("/api/v1/check/events?target=a.example&max_age=60")).text();
  await (await app.request("/check?target=a.example&max_age=60")).text();
  const values = await read(app);
  assert.equal(values.get('tls_checker_checks_total{verdict="pass"}'), 2);
  assert.equal(values.get('tls_checker_checks_total{verdict="fail"}'), 1);
  const duration = "tls_checker_check_duration_seconds";
  assert.equal(values.get(`${duration}_bucket{le="0.05"}`), 1);
  assert.equal(values.get(`${duration}_bucket{le="0.25"}`), 1);
  assert.equal(values.get(`${duration}_bucket{le="0.5"}`), 2);
  assert.equal(values.get(`${duration}_bucket{le="10"}`), 2);
  assert.equal(values.get(`${duration}_bucket{le="+Inf"}`), 3);
  assert.equal(values.get(`${duration}_count`), 3);
  assert.equal(values.get(`${duration}_sum`), 20.34);
  assert.equal(values.get('tls_checker_answers_total{source="check"}'), 3);
  assert.equal(values.get('tls_checker_answers_total{source="kept"}'), 3);
});

Deno.test("what runs, what waits, what is shared and what finds no place is seen", async () => {
  const gate = Promise.withResolvers<void>();
  const { app } = appWith(healthy, {
    ...open,
    runtime,
    capacity: { atOnce: 1, waiting: 1 },
    check: () => gate.promise.then(() => healthy),
  });
  const ask = async (target: string) => await (await app.request(`/api/v1/check?target=${target}`)).text();
  const asked = [ask("a.example"), ask("a.example"), ask("b.example")];
  await new Promise((resolve) => setTimeout(resolve));
  await ask("c.example");
  const busy = await read(app);
  assert.equal(busy.get("tls_checker_checks_running"), 1);
  assert.equal(busy.get("tls_checker_checks_waiting"), 1);
  assert.equal(busy.get('tls_checker_refusals_total{reason="capacity"}'), 1);
  gate.resolve();
  await Promise.all(asked);
  const idle = await read(app);
  assert.equal(idle.get("tls_checker_checks_running"), 0);
  assert.equal(idle.get("tls_checker_checks_waiting"), 0);
  assert.equal(idle.get('tls_checker_answers_total{source="check"}'), 2);
  assert.equal(idle.get('tls_checker_answers_total{source="shared"}'), 1);
});

Deno.test("refusals are counted by reason, those of many targets in one request too; malformed input is none", async () => {
  const limits = (burst: number) => memoryRateLimiter({ perMinute: 6, burst }, () => 0);
  const terms = { clientLimiter: limits(3), targetLimiter: limits(1) };
  const { app } = appWith(healthy, {
    ...open,
    runtime,
    termsFor: () => ({ ...publicTerms, ...terms }),
    batch: { atOnce: 1 },
  });
  const targets = [
    "127.0.0.1",
    "a..b",
    "a.example",
    { target: "a.example", bytes: true },
    "c.example",
    "d.example",
  ];
  const response = await app.request("/api/v1/checks", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ targets }),
  });
  await response.text();
  await (await app.request("/api/v1/check?target=10.0.0.1")).text();
  const values = await read(app);
  const refused = (reason: string) => values.get(`tls_checker_refusals_total{reason="${reason}"}`);
  assert.deepEqual(["policy", "target_limit", "client_limit", "capacity"].map(refused), [2, 1, 1, 0]);
});

Deno.test("no target, name or client is in it", async () => {
  const { app } = appWith(healthy, { ...open, runtime, clientOf: () => "192.0.2.77" });
  await (await app.request("/api/v1/check?target=secret.example")).text();
  assert.doesNotMatch(await (await app.request("/metrics")).text(), /secret|192\.0\.2\.77/);
});

Deno.test("nobody reads it who was not let to", async () => {
  const document = await servedDocument();
  const response = await createApp(noRuntime).request("/metrics");
  assert.equal(response.status, 403);
  await assertDescribed(document, ["get", "/metrics"], response);
});

const token = "0123456789abcdef";
type Access = "allowed" | "forbidden" | "unauthorized";
const readers: [
  settings: Record<string, string>,
  here: Access,
  elsewhere: Access,
  shown: Access,
  wrong: Access,
][] = [
  [{}, "allowed", "forbidden", "forbidden", "forbidden"],
  [{ METRICS: "false" }, "forbidden", "forbidden", "forbidden", "forbidden"],
  [{ METRICS: "true" }, "allowed", "allowed", "allowed", "allowed"],
  [{ METRICS_TOKEN: token }, "allowed", "unauthorized", "allowed", "unauthorized"],
  [{ METRICS: "false", METRICS_TOKEN: token }, "unauthorized", "unauthorized", "allowed", "unauthorized"],
  // Where a request from this machine cannot be told from one that a proxy here hands on.
  [{ HOST: "0.0.0.0" }, "forbidden", "forbidden", "forbidden", "forbidden"],
  [{ ALLOW_PRIVATE_TARGETS: "false" }, "forbidden", "forbidden", "forbidden", "forbidden"],
  [{ TRUSTED_PROXY_HEADER: "X-Real-IP" }, "forbidden", "forbidden", "forbidden", "forbidden"],
  [{ HOST: "0.0.0.0", METRICS_TOKEN: token }, "unauthorized", "unauthorized", "allowed", "unauthorized"],
];

Deno.test("who may read it follows from the settings: this machine, everyone, whoever has the token, or nobody", () => {
  const bearer = (shown: string) =>
    new Request("https://checker.example/metrics", { headers: { Authorization: `Bearer ${shown}` } });
  for (const [values, ...expected] of readers) {
    const access = metricsReaders(readSettings((name) => values[name]));
    const requests = [
      new Request("http://localhost:8000/metrics"),
      new Request("https://checker.example/metrics"),
      bearer(token),
      bearer(`${token}0`),
    ];
    assert.deepEqual(requests.map(access), expected, JSON.stringify(values));
  }
});

Deno.test("another site's page does not read it in the name of someone at this machine", () => {
  const access = metricsReaders(readSettings(() => undefined));
  const from = (headers: Record<string, string>) =>
    access(new Request("http://localhost:8000/metrics", { headers }));
  assert.equal(from({ Origin: "https://other.example" }), "forbidden");
  assert.equal(from({ "Sec-Fetch-Site": "cross-site" }), "forbidden");
  assert.equal(from({ "X-Forwarded-For": "192.0.2.7" }), "forbidden");
});

Deno.test("what a token would open says so", async () => {
  const document = await servedDocument();
  const { app } = appWith(healthy, { metricsFor: () => "unauthorized" });
  const response = await app.request("/metrics");
  assert.equal(response.status, 401);
  assert.equal(response.headers.get("www-authenticate"), "Bearer"); // RFC 6750 §3
  await assertDescribed(document, ["get", "/metrics"], response);
});
