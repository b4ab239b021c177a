/** `GET /probe`, as a Prometheus with a relabelled `scrape_config` asks it. */
import assert from "node:assert/strict";
import { healthy, samples } from "./every_sample.ts";
import { appWith } from "./support.ts";

Deno.test("every target that may be checked is 200, with probe_success 1 exactly for pass and warn", async () => {
  for (const [name, report] of Object.entries(samples)) {
    const response = await appWith(report).app.request("/probe?target=www.example.com");
    assert.equal(response.status, 200, name);
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
    const success = report.verdict === "pass" || report.verdict === "warn" ? 1 : 0;
    assert.match(await response.text(), new RegExp(`^probe_success ${success}$`, "m"), name);
  }
});

Deno.test("without a target it is 400", async () => {
  assert.equal((await appWith(healthy).app.request("/probe")).status, 400);
});

Deno.test("blackbox_exporter's module parameter is passed over", async () => {
  assert.equal((await appWith(healthy).app.request("/probe?module=tcp_tls&target=a.example")).status, 200);
});

Deno.test("the check ends before Prometheus stops waiting", async () => {
  const timeoutFor = async (header: string, query = "") => {
    const { app, asked } = appWith(healthy);
    const headers = { "X-Prometheus-Scrape-Timeout-Seconds": header };
    await app.request(`/probe?target=a.example${query}`, { headers });
    return asked[0]?.options.timeout;
  };
  assert.equal(await timeoutFor("5"), 4.5);
  assert.equal(await timeoutFor("2.75"), 2.25);
  assert.equal(await timeoutFor("5", "&timeout=2"), 2);
  assert.equal(await timeoutFor("60"), 10);
  assert.equal(await timeoutFor("0.25"), 0.1);
  for (const absurd of ["not a number", "", "0", "-3", "NaN", "Infinity", "1e999", "9".repeat(400)]) {
    assert.equal(await timeoutFor(absurd), 10, absurd);
  }
});
