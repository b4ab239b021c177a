import assert from "node:assert/strict";
import { KEPT_MS } from "../../routes/limits/answers.ts";
import { ownTerms, publicTerms } from "../../routes/terms.ts";
import { healthy, samples } from "./every_sample.ts";
import { hostileText } from "./samples.ts";
import { appWith } from "./support.ts";

const address = "/badge.svg?target=www.example.com";

Deno.test("the badge says the verdict of every report, and is never an error for the target's trouble", async () => {
  const words = { pass: "pass", warn: "warning", fail: "fail", unknown: "unknown" };
  for (const [name, report] of Object.entries(samples)) {
    const response = await appWith(report).app.request(address);
    assert.equal(response.status, 200, name);
    assert.equal(response.headers.get("content-type"), "image/svg+xml; charset=utf-8");
    const svg = await response.text();
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, new RegExp(`>TLS handshake</text><text[^>]*>${words[report.verdict]}</text>`), name);
    assert.doesNotMatch(svg, / style=| on[a-z]+=|<script|(?!\n)[\p{Cc}\p{Cf}]/u);
  }
});

Deno.test("it may be embedded anywhere and is kept a short while, but not when nothing was found out", async () => {
  const headersOf = async (name: string, terms = publicTerms) =>
    (await appWith(samples[name]!, { termsFor: () => terms }).app.request(address)).headers;
  const known = await headersOf("expired");
  assert.equal(known.get("cache-control"), "public, max-age=300");
  assert.equal(known.get("cross-origin-resource-policy"), "cross-origin");
  assert.equal((await headersOf("unreachable")).get("cache-control"), "no-cache");
  const inside = await headersOf("expired", ownTerms);
  assert.equal(inside.get("cache-control"), "private, max-age=300", "what is inside is not for everyone");
});

Deno.test("a report of the last minute is as good as a new one, and a newer one can be asked for", async () => {
  assert.equal(KEPT_MS, 60_000);
  const { app, asked } = appWith(healthy);
  await (await app.request("/check?target=www.example.com")).text();
  await app.request(address);
  await app.request(address);
  assert.equal(asked.length, 1);
  await app.request(`${address}&max_age=0`);
  assert.equal(asked.length, 2);
});

Deno.test("what is not checked is a badge too, with the status that says why", async () => {
  const limited = appWith(healthy, {
    termsFor: () => ({ ...publicTerms, clientLimiter: { take: () => Promise.resolve(7) } }),
  });
  const [invalid, forbidden, tooMany] = await Promise.all([
    appWith(healthy).app.request(`/badge.svg?${new URLSearchParams({ target: hostileText })}&port=x`),
    appWith(healthy, { termsFor: () => publicTerms }).app.request("/badge.svg?target=127.0.0.1"),
    limited.app.request(address),
  ]);
  assert.deepEqual([invalid.status, forbidden.status, tooMany.status], [400, 403, 429]);
  assert.equal(tooMany.headers.get("retry-after"), "7");
  for (const response of [invalid, forbidden, tooMany]) {
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.match(await response.text(), /^<svg [^>]*aria-label="TLS handshake: (no target|not checked)"/);
  }
});
