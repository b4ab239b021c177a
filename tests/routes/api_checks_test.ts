/** `POST /api/v1/checks`: many targets in one request. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import type { LogEntry } from "../../routes/request_log.ts";
import { ownTerms, publicTerms } from "../../routes/terms.ts";
import type { Report } from "../../src/report/mod.ts";
import { healthy } from "./every_sample.ts";
import { appWith, noRuntime } from "./support.ts";

interface Row {
  readonly index: number;
  readonly target: string | null;
  readonly report?: Partial<Report>;
  readonly problem?: {
    readonly status: number;
    readonly field?: string;
    readonly hint?: string;
    readonly retry_after?: number;
    readonly detail: string;
  };
}

type App = ReturnType<typeof appWith>["app"];

function post(app: App, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return Promise.resolve(app.request("/api/v1/checks", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  }));
}

const ndjson = { Accept: "application/x-ndjson" };

async function rowsOf(response: Response): Promise<Row[]> {
  assert.equal(response.status, 200);
  return (await response.text()).trimEnd().split("\n").map((line) => JSON.parse(line) as Row);
}

Deno.test("an array has a row for each target, in the order of the request", async () => {
  const { app } = appWith(healthy);
  const response = await post(app, { targets: ["a.example", { target: "b.example" }, "c.example"] });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.equal(response.headers.get("cache-control"), "no-store");
  const rows = await response.json() as Row[];
  assert.deepEqual(rows.map(({ index, target }) => [index, target]), [
    [0, "a.example"],
    [1, "b.example"],
    [2, "c.example"],
  ]);
  assert.deepEqual(rows[0]!.report, { ...JSON.parse(JSON.stringify(healthy)), from_cache: false });
});

Deno.test("lines come as their checks end, each at once", async () => {
  const gates = new Map(
    ["slow.example", "fast.example"].map((name) => [name, Promise.withResolvers<void>()]),
  );
  const { app } = appWith(healthy, {
    check: (_runtime, target) => gates.get(target)!.promise.then(() => healthy),
  });
  const response = await post(app, { targets: ["slow.example", "fast.example"] }, ndjson);
  assert.equal(response.headers.get("content-type"), "application/x-ndjson");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const nextRow = async () => JSON.parse((await reader.read()).value!) as Row;
  gates.get("fast.example")!.resolve();
  const first = await nextRow();
  assert.deepEqual([first.index, first.target], [1, "fast.example"]);
  gates.get("slow.example")!.resolve();
  assert.equal((await nextRow()).index, 0);
  assert.equal((await reader.read()).done, true);
});

Deno.test("what decides between lines and an array is Accept, with its weights", async () => {
  const { app } = appWith(healthy);
  const typeFor = async (accept: string) => {
    const response = await post(app, { targets: ["a.example"] }, { Accept: accept });
    await response.text();
    assert.equal(response.headers.get("vary"), "Accept");
    return response.headers.get("content-type");
  };
  assert.equal(await typeFor("*/*"), "application/json");
  assert.equal(await typeFor("application/json"), "application/json");
  assert.equal(await typeFor("application/x-ndjson"), "application/x-ndjson");
  assert.equal(await typeFor("application/json;q=0.5, application/x-ndjson"), "application/x-ndjson");
  assert.equal(await typeFor("application/json, application/x-ndjson;q=0.5"), "application/json");
});

Deno.test("options are those of the query, in JSON's own types or as in a query; a target's own come first", async () => {
  const { app, asked } = appWith(healthy);
  await rowsOf(
    await post(app, {
      targets: [
        "a.example",
        { target: "b.example", port: 8443, alpn: ["h2", "http/1.1"], bytes: true, native: 0, timeout: 2.5 },
        { target: "c.example", port: "8443", alpn: "h2", bytes: "1", sni: "", family: 6, warning: "20d" },
        { target: "d.example", alpn: [] },
      ],
      defaults: { timeout: 5, revocation: true },
    }, ndjson),
  );
  assert.deepEqual(asked, [
    { target: "a.example", options: { timeout: 5, revocation: true } },
    {
      target: "b.example",
      options: {
        timeout: 2.5,
        revocation: true,
        port: 8443,
        alpn: ["h2", "http/1.1"],
        bytes: true,
        noNative: true,
      },
    },
    {
      target: "c.example",
      options: {
        timeout: 5,
        revocation: true,
        port: 8443,
        alpn: ["h2"],
        bytes: true,
        sni: "",
        family: 6,
        warning: "20d",
      },
    },
    { target: "d.example", options: { timeout: 5, revocation: true, alpn: [] } },
  ]);
});

Deno.test("fields and max_age are for all targets or for one", async () => {
  const { app, asked } = appWith(healthy, { batch: { atOnce: 1 } });
  const response = await post(app, {
    targets: ["a.example", { target: "a.example", fields: "from_cache" }, {
      target: "a.example",
      max_age: 0,
    }],
    defaults: { fields: ["verdict", "summary"], max_age: 60 },
  });
  const { verdict, summary } = healthy;
  assert.deepEqual((await response.json() as Row[]).map(({ report }) => report), [
    { verdict, summary },
    { from_cache: true },
    { verdict, summary },
  ]);
  assert.equal(asked.length, 2);
});

Deno.test("a target that is none, or has a malformed option, is a row with its problem", async () => {
  // The real check, on a runtime that must not be asked for anything.
  const app = createApp(noRuntime, { termsFor: () => ownTerms });
  const bad: [given: unknown, target: string | null, field: string, fits: RegExp][] = [
    ["", "", "target", /host name/],
    ["not a host", "not a host", "target", /example\.com/],
    [5, null, "target", /string/],
    [null, null, "target", /string/],
    [["a.example"], null, "target", /string/],
    [{}, null, "target", /host name/],
    [{ target: { target: "a.example" } }, null, "target", /string/],
    [{ target: "a.example", port: 0 }, "a.example", "port", /1 to 65535/],
    [{ target: "a.example", port: true }, "a.example", "port", /number/],
    [{ target: "a.example", port: null }, "a.example", "port", /number/],
    [{ target: "a.example", bytes: "yes" }, "a.example", "bytes", /1 is on/],
    [{ target: "a.example", bytes: [] }, "a.example", "bytes", /true or false/],
    [{ target: "a.example", alpn: [1] }, "a.example", "alpn", /list/],
    [{ target: "a.example", alpn: 1 }, "a.example", "alpn", /list/],
    [{ target: "a.example", sni: 1 }, "a.example", "sni", /string/],
    [{ target: "a.example", sni: "a".repeat(2049) }, "a.example", "sni", /2048/],
    [{ target: "a.example", prot: 443 }, "a.example", "prot", /port/],
    [{ target: "a.example", fields: "verdikt" }, "a.example", "fields", /verdict/],
    [JSON.parse('{ "target": "a.example", "__proto__": "1" }'), "a.example", "__proto__", /port/],
  ];
  const response = await post(app, { targets: bad.map(([given]) => given) });
  assert.equal(response.status, 200);
  const rows = await response.json() as Row[];
  for (const [index, [given, target, field, fits]] of bad.entries()) {
    const about = JSON.stringify(given);
    const row = rows[index]!;
    assert.equal(row.index, index);
    assert.equal(row.target, target, about);
    assert.equal(row.problem?.status, 400, about);
    assert.equal(row.problem?.field, field, about);
    assert.match(row.problem?.hint ?? "", fits, about);
  }
});

Deno.test("policy and limits apply to each target, and leave the others alone", async () => {
  const limits = (burst: number) => memoryRateLimiter({ perMinute: 6, burst }, () => 0);
  const { app, asked } = appWith(healthy, {
    termsFor: () => ({ ...publicTerms, clientLimiter: limits(3), targetLimiter: limits(1) }),
    batch: { atOnce: 1 },
  });
  const targets = [
    "127.0.0.1",
    "a.example",
    { target: "a.example", bytes: true },
    "b.example:22",
    "c.example",
    "d.example",
  ];
  const rows = await (await post(app, { targets })).json() as Row[];
  assert.deepEqual(rows.map(({ problem }) => problem?.status ?? 200), [403, 200, 429, 403, 200, 429]);
  assert.deepEqual(rows.map(({ problem }) => problem?.retry_after ?? null), [null, null, 10, null, null, 10]);
  assert.deepEqual(asked.map(({ target }) => target), ["a.example", "c.example"]);
});

Deno.test("no more checks run at once than the instance gives to one request, nor than it has places", async () => {
  let running = 0;
  let most = 0;
  const check = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    return healthy;
  };
  const targets = Array.from({ length: 100 }, (_, index) => `host${index}.example`);
  const { app } = appWith(healthy, { check, batch: { atOnce: 5 } });
  const rows = await (await post(app, { targets })).json() as Row[];
  assert.equal(rows.length, 100);
  assert.ok(rows.every(({ index, target, report }) => target === targets[index] && report !== undefined));
  assert.equal(most, 5);
  const full = appWith(healthy, { check, capacity: { atOnce: 1, waiting: 0 }, batch: { atOnce: 2 } });
  const some = await (await post(full.app, { targets: targets.slice(0, 2) })).json() as Row[];
  assert.deepEqual(some.map(({ problem }) => problem?.status ?? 200), [200, 503]);
});

Deno.test("a bug in one check is its row, without its message, and goes to the log", async () => {
  const entries: LogEntry[] = [];
  const { app } = appWith(healthy, {
    check: (_runtime, target) =>
      target === "b.example" ? Promise.reject(new Error("secret detail")) : Promise.resolve(healthy),
    log: (entry) => entries.push(entry),
  });
  const response = await post(app, { targets: ["a.example", "b.example", "c.example"] });
  const text = await response.text();
  assert.doesNotMatch(text, /secret detail/);
  const rows = JSON.parse(text) as Row[];
  assert.deepEqual(rows.map(({ problem }) => problem?.status ?? 200), [200, 500, 200]);
  assert.ok(entries.some(({ level, error }) => level === "error" && /secret detail/.test(error ?? "")));
});

const noChecks: [body: string, field: string, says: RegExp][] = [
  ["", "body", /line 1, column 1\b/],
  ['{"targets": ["a.example",]}', "body", /line 1, column 26\b/],
  ['{\n"targets": [\n  a.example]}', "body", /line 3, column 3\b/],
  ["[]", "body", /object/],
  ["null", "body", /object/],
  ['"a.example"', "body", /object/],
  ["{}", "targets", /no list/],
  ['{"targets": []}', "targets", /no list/],
  ['{"targets": "a.example"}', "targets", /no list/],
  [JSON.stringify({ targets: Array(101).fill("a.example") }), "targets", /101/],
  ['{"targets": ["a.example"], "default": {}}', "default", /no member/],
  ['{"targets": ["a.example"], "defaults": 5}', "defaults", /no object/],
  ['{"targets": ["a.example"], "defaults": {"target": "b.example"}}', "defaults", /no object/],
  ['{"targets": ["a.example"], "defaults": {"port": 0}}', "defaults.port", /not a port/],
  ['{"targets": ["a.example"], "defaults": {"fields": ["x"]}}', "defaults.fields", /no field/],
];

Deno.test("a body that says no checks is 400, with what and where, and makes none", async () => {
  const { app, asked } = appWith(healthy);
  for (const [body, field, says] of noChecks) {
    const response = await post(app, body);
    assert.equal(response.status, 400, body);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const problem = await response.json();
    assert.equal(problem.field, field, body);
    assert.match(problem.detail, says, body);
    assert.ok(problem.hint);
  }
  assert.deepEqual(asked, []);
});

Deno.test("a body that is too long is 413, whether its length is said or not", async () => {
  const { app, asked } = appWith(healthy);
  const body = JSON.stringify({ targets: ["a.example"], padding: "a".repeat(256 * 1024) });
  const said = await post(app, body, { "Content-Length": String(body.length) });
  const unsaid = await app.request("/api/v1/checks", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: ReadableStream.from([new TextEncoder().encode(body)]),
  });
  for (const response of [said, unsaid]) {
    assert.equal(response.status, 413);
    assert.equal((await response.json()).status, 413);
  }
  assert.deepEqual(asked, []);
});

Deno.test("a page of another site cannot use it", async () => {
  const { app, asked } = appWith(healthy);
  const body = { targets: ["a.example"] };
  // What a form or a script may send across sites without asking first.
  for (
    const type of ["text/plain", "application/x-www-form-urlencoded", "text/plain; application/json", ""]
  ) {
    const response = await post(app, body, { "Content-Type": type });
    assert.equal(response.status, 415, type);
    await response.text();
  }
  // What it may only send after asking.
  const preflight = await app.request("/api/v1/checks", {
    method: "OPTIONS",
    headers: {
      Origin: "https://other.example",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type",
    },
  });
  assert.equal(preflight.status, 405);
  assert.equal(preflight.headers.get("allow"), "POST");
  for (const headers of [{ Origin: "https://other.example" }, { "Sec-Fetch-Site": "cross-site" }]) {
    const response = await post(app, body, headers as Record<string, string>);
    assert.equal(response.status, 403);
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    await response.text();
  }
  assert.deepEqual(asked, []);
  const own = await post(app, body, { Origin: "http://localhost", "Sec-Fetch-Site": "same-origin" });
  assert.equal(own.status, 200);
  assert.equal(own.headers.get("access-control-allow-origin"), null);
});

Deno.test("a client that goes away ends its checks, and none begins after that", async () => {
  for (const accept of ["application/json", "application/x-ndjson"]) {
    const begun: string[] = [];
    let ended = 0;
    const both = Promise.withResolvers<void>();
    const { app } = appWith(healthy, {
      batch: { atOnce: 2 },
      check: (_runtime, target, options) => {
        begun.push(target);
        if (begun.length === 2) both.resolve();
        return new Promise((_resolve, reject) =>
          options?.signal?.addEventListener("abort", () => {
            ended++;
            reject(new Error("cut short"));
          })
        );
      },
    });
    const client = new AbortController();
    const targets = ["a.example", "b.example", "c.example", "d.example"];
    const answer = post(app, { targets }, { Accept: accept }, client.signal);
    const reading = answer.then((response) => response.text());
    await both.promise;
    client.abort();
    await reading.catch(() => {});
    assert.deepEqual([begun, ended], [["a.example", "b.example"], 2], accept);
  }
});

Deno.test("a reader that stops in the middle of the lines ends the checks that run", async () => {
  const ended = Promise.withResolvers<void>();
  const { app } = appWith(healthy, {
    check: (_runtime, target, options) =>
      target === "a.example"
        ? Promise.resolve(healthy)
        : new Promise((_resolve, reject) =>
          options?.signal?.addEventListener("abort", () => {
            ended.resolve();
            reject(new Error("cut short"));
          })
        ),
  });
  const response = await post(app, { targets: ["a.example", "b.example"] }, ndjson);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  await ended.promise;
});

Deno.test("what a target or a server wrote cannot write on a terminal", async () => {
  const { app } = appWith({ ...healthy, summary: "\u001b[2Jgone\u202e" });
  const hostile = "\u001b[31m\u0085.example";
  for (const accept of ["application/json", "application/x-ndjson"]) {
    const text = await (await post(app, { targets: ["a.example", hostile] }, { Accept: accept })).text();
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(text.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  }
});
