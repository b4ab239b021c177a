import assert from "node:assert/strict";
import { createWatchApp } from "../../routes/watch/app.ts";
import { hostile, view } from "./samples.ts";

const app = createWatchApp(view, "mailto:tls@example.com");

Deno.test("the page names every target, the worst first, with its verdict in words", async () => {
  const html = await (await app.request("/watch")).text();
  const list = html.slice(html.indexOf('class="watched"'));
  const order = [
    "smtp://mx.example.com",
    "down.example.com",
    "soon.example.com",
    "www.example.com",
    "new.example.com",
  ];
  assert.deepEqual(order.toSorted((a, b) => list.indexOf(a) - list.indexOf(b)), order);
  for (const word of ["Fail", "Could not check", "Warning", "Pass", "Not checked yet"]) {
    assert(list.includes(word), word);
  }
  assert(html.includes("each checked every hour"));
  assert(html.includes("disk is full") && html.includes("2 webhooks are waiting"));
});

Deno.test("the chart has a bar for each certificate, the first to end first, in the tone of its threshold", async () => {
  const html = await (await app.request("/watch")).text();
  const chart = html.slice(html.indexOf('class="waterfall expiry"'), html.indexOf('class="watched"'));
  const bars = [...chart.matchAll(/<li class="is-(\w+)"><a href="[^"]+">([^<]+)<\/a><time[^>]*>([^<]+)</g)];
  assert.deepEqual(bars.map(([, tone, target, left]) => [tone, target, left]), [
    ["fail", "smtp://mx.example.com", "has ended"],
    ["warn", "soon.example.com:8443", "11 days"],
    ["pass", "www.example.com", "59 days"],
  ]);
  assert.equal(/style=/.test(html), false, "the policy allows no inline style");
});

Deno.test("what a peer says is escaped on the page, in the JSON and in the problem", async () => {
  for (
    const path of [
      "/watch",
      "/watch?target=www.example.com",
      "/api/v1/watch",
      `/watch?target=${encodeURIComponent(hostile)}`,
    ]
  ) {
    const response = await app.request(path);
    const body = await response.text();
    assert(!body.includes("\u202e") && !body.includes("\u001b"), path);
    if (response.headers.get("content-type")!.startsWith("text/html")) {
      assert(!body.includes("<script>alert"), path);
    }
    assert.match(response.headers.get("content-security-policy")!, /default-src 'none'/);
  }
});

Deno.test("a target has its history, and one that is not watched is 404", async () => {
  const html = await (await app.request("/watch?target=www.example.com")).text();
  assert(html.includes("Changed: verdict"));
  const response = await app.request("/api/v1/watch?target=www.example.com");
  const { target, verdict, history } = await response.json();
  assert.deepEqual([target, verdict, history.length], ["www.example.com", "pass", 2]);
  assert.deepEqual(history[0].changed, ["verdict"]);
  for (
    const path of [
      "/watch?target=other.example",
      "/api/v1/watch?target=other.example",
      "/check?target=example.com",
    ]
  ) {
    const missing = await app.request(path);
    assert.equal(missing.status, 404, path);
    assert.equal(missing.headers.get("content-type"), "application/problem+json");
  }
});

Deno.test("the JSON says how each target stands, what is left to post, and what keeps results from being recorded", async () => {
  const response = await app.request("/api/v1/watch");
  assert.equal(response.headers.get("cache-control"), "no-store");
  const { targets, webhooks, problem, every_seconds } = await response.json();
  assert.deepEqual(
    targets.map(({ target, verdict }: { target: string; verdict: string }) => [target, verdict]),
    [
      ["www.example.com", "pass"],
      ["soon.example.com:8443", "warn"],
      ["smtp://mx.example.com", "fail"],
      ["down.example.com", null],
      ["new.example.com", null],
    ],
  );
  assert.deepEqual([webhooks.waiting, every_seconds], [2, 3600]);
  assert.match(problem, /disk is full/);
});

Deno.test("the first page is /watch, and the service says that it lives", async () => {
  const response = await app.request("/");
  assert.deepEqual([response.status, response.headers.get("location")], [302, "/watch"]);
  assert.deepEqual(await (await app.request("/healthz")).json(), { status: "ok" });
});
