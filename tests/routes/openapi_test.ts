/** The API's description, held to OpenAPI's rules and to what the service really takes and answers. */
import { createConfig, lintFromString } from "@redocly/openapi-core";
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import { apiParameters } from "../../routes/api_request.ts";
import { ownTerms, publicTerms } from "../../routes/terms.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { healthy, samples } from "./every_sample.ts";
import { assertDescribed, servedDocument, validatorOf } from "./openapi_document.ts";
import { appWith, noRuntime } from "./support.ts";

const document = await servedDocument();

Deno.test("the document has no fault under the linter's strict rules", async () => {
  const config = await createConfig({ extends: ["recommended-strict"] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    [],
  );
});

Deno.test("the linter sees what it is to find", async () => {
  const config = await createConfig({ extends: ["recommended-strict"] });
  const source = JSON.stringify(document).replace(
    "#/components/schemas/Problem",
    "#/components/schemas/Gone",
  );
  const problems = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  assert.ok(problems.some(({ ruleId }) => ruleId === "no-unresolved-refs"));
});

/** For people: pages, and what belongs to them. */
const forPeople = /^\/(?:$|check$|docs$|watch$|assets\/|robots\.txt$|badge|explain|report)/;

Deno.test("every resource for programs is described, and nothing else", () => {
  const { app } = appWith(healthy);
  const served = app.routes
    .filter(({ method, path }) => method !== "ALL" && !forPeople.test(path))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`);
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`)
  );
  assert.deepEqual(described.toSorted(), [...new Set(served)].toSorted());
});

Deno.test("the report's schema is the one that its JSON Schema is made from, in parts that are said once", () => {
  const { schemas } = document.components;
  assert.deepEqual(Object.keys(schemas.SelectedReport!.properties!), Object.keys(reportSchema.shape));
  assert.deepEqual(schemas.SelectedReport!.required, undefined);
  assert.ok(
    schemas.Report!.required!.includes("verdict") && !schemas.Report!.required!.includes("from_cache"),
  );
  for (const name of ["CodePoint", "Step", "Certificate", "Chain", "Finding"]) assert.ok(schemas[name], name);
  assert.equal(JSON.stringify(document).match(/"client_certificate_requested":/g)?.length, 1);
  assert.doesNotMatch(JSON.stringify(document), /\$defs/);
});

Deno.test("the parameters of a check are those that the service reads", async () => {
  const described = document.paths["/api/v1/check"]!.get!.parameters!.map(({ name }) => name);
  assert.deepEqual(described, Object.keys(apiParameters));
  const { hint } = await (await createApp(noRuntime).request("/api/v1/check?prot=1")).json();
  assert.equal(hint, `The parameters are ${described.join(", ")}`);
});

Deno.test("every report is as described, whole and in part, new and kept", async () => {
  for (const report of Object.values(samples)) {
    const { app } = appWith(report);
    for (const query of ["", "&max_age=60", "&fields=verdict,connection", "&fields=from_cache"]) {
      const response = await app.request(`/api/v1/check?target=a.example${query}`);
      await assertDescribed(document, ["get", "/api/v1/check"], response);
    }
  }
});

Deno.test("every header that is described for a kept report is there", async () => {
  const { app } = appWith(healthy);
  const headers = Object.keys(
    (document.paths["/api/v1/check"]!.get!.responses[200] as { headers: object }).headers,
  );
  await (await app.request("/api/v1/check?target=a.example")).text();
  const response = await app.request("/api/v1/check?target=a.example&max_age=60");
  await response.text();
  for (const name of headers) assert.ok(response.headers.has(name), name);
  const again = await app.request("/api/v1/check?target=a.example&max_age=60", {
    headers: { "If-None-Match": response.headers.get("etag")! },
  });
  await assertDescribed(document, ["get", "/api/v1/check"], again);
});

Deno.test("problems are as described, at every door", async () => {
  const limits = () => memoryRateLimiter({ perMinute: 6, burst: 1 }, () => 0);
  const doors = ["/api/v1/check", "/api/v1/check/events", "/probe", "/evidence.zip"] as const;
  for (const door of doors) {
    const statuses: number[] = [];
    const ask = async (app: ReturnType<typeof appWith>["app"], query: string) => {
      const response = await app.request(`${door}?${query}`);
      statuses.push(response.status);
      await assertDescribed(document, ["get", door], response);
    };
    await ask(createApp(noRuntime), "target=a.example&port=0");
    await ask(createApp(noRuntime), "target=127.0.0.1");
    await ask(createApp(noRuntime), `target=${"a".repeat(9000)}`);
    const { app } = appWith(healthy, { termsFor: () => ({ ...publicTerms, targetLimiter: limits() }) });
    await ask(app, "target=127.0.0.1:22");
    const busy = appWith(healthy, {
      capacity: { atOnce: 1, waiting: 0 },
      check: () => new Promise<never>(() => {}),
      checkEvents: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }),
    });
    const gone = new AbortController();
    const first = Promise.resolve(
      busy.app.request("/api/v1/check?target=a.example", { signal: gone.signal }),
    );
    await new Promise((resolve) => setTimeout(resolve));
    await ask(busy.app, "target=b.example");
    void first;
    assert.deepEqual(statuses, [400, 403, 414, 403, 503], door);
  }
});

Deno.test("what is asked too often is as described", async () => {
  const clientLimiter = memoryRateLimiter({ perMinute: 6, burst: 1 }, () => 0);
  const { app } = appWith(healthy, { termsFor: () => ({ ...publicTerms, clientLimiter }) });
  await (await app.request("/api/v1/check?target=a.example")).text();
  const response = await app.request("/api/v1/check?target=b.example");
  assert.equal(response.status, 429);
  await assertDescribed(document, ["get", "/api/v1/check"], response);
});

Deno.test("a fault of ours is as described", async () => {
  const { app } = appWith(healthy, { check: () => Promise.reject(new Error("ours")), log: () => {} });
  for (const door of ["/api/v1/check", "/probe"]) {
    const response = await app.request(`${door}?target=a.example`);
    assert.equal(response.status, 500);
    await assertDescribed(document, ["get", door], response);
  }
});

Deno.test("many checks are taken and answered as described", async () => {
  const { app } = appWith(healthy);
  const valid = validatorOf(document);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    app.request("/api/v1/checks", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const [example] = document.components.schemas.ChecksRequest!.examples!;
  const bodies = [
    example,
    { targets: ["a.example", "a..b"], defaults: { fields: ["verdict"], max_age: 60, native: false } },
    {
      targets: [{ target: "a.example", port: 8443, alpn: ["h2"], timeout: 2.5, family: 6, starttls: "smtp" }],
    },
  ];
  for (const body of bodies) {
    valid(["components", "schemas", "ChecksRequest"], body, "a request");
    const array = await assertDescribed(document, ["post", "/api/v1/checks"], await post(body));
    assert.ok(JSON.parse(array).length > 0);
    const lines = await post(body, { Accept: "application/x-ndjson" });
    const text = await assertDescribed(document, ["post", "/api/v1/checks"], lines);
    for (const line of text.trimEnd().split("\n")) {
      valid(["components", "schemas", "CheckRow"], JSON.parse(line), line.slice(0, 80));
    }
  }
  const refusals: [number, ReturnType<typeof post>][] = [
    [400, post({})],
    [403, post(example, { Origin: "https://other.example" })],
    [413, post("a".repeat(300_000))],
    [415, post(example, { "Content-Type": "text/plain" })],
  ];
  for (const [status, answer] of refusals) {
    const response = await answer;
    assert.equal(response.status, status);
    await assertDescribed(document, ["post", "/api/v1/checks"], response);
  }
});

Deno.test("a row is a report or a problem, and never both or neither", () => {
  const valid = validatorOf(document);
  const row = { index: 0, target: "a.example" };
  const place = ["components", "schemas", "CheckRow"];
  const problem = { type: "about:blank", status: 400, title: "Bad Request", detail: "No" };
  valid(place, { ...row, problem }, "a problem");
  assert.throws(() => valid(place, row, "neither"));
  assert.throws(() => valid(place, { ...row, problem, report: {} }, "both"));
});

Deno.test("the other resources answer as described", async () => {
  const { app } = appWith(healthy, { termsFor: () => ownTerms });
  const simple = ["/healthz", "/schema/report.json", "/openapi.json"];
  for (const path of simple) await assertDescribed(document, ["get", path], await app.request(path));
  await assertDescribed(document, ["get", "/probe"], await app.request("/probe?target=a.example"));
  const events = "/api/v1/check/events";
  await assertDescribed(document, ["get", events], await app.request(`${events}?target=a.example`));
  const back = await app.request(`${events}?target=a.example`, { headers: { "Last-Event-ID": "3" } });
  await assertDescribed(document, ["get", events], back);
  const gone = await app.request(`/evidence/${"0".repeat(32)}.zip`);
  await assertDescribed(document, ["get", "/evidence/{file}"], gone);
});
