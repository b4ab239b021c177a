import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { healthy, samples } from "./every_sample.ts";
import { hostileEverywhere, hostileText } from "./samples.ts";
import { expired, expiring, hostNotFound, passing } from "../support/report_samples.ts";
import { createApp } from "../../routes/app.ts";
import { appWith, noRuntime, textOf, withoutLive } from "./support.ts";

const address = "/check?target=www.example.com";

Deno.test("the page is 200 for every report and says verdict, host and summary first", async () => {
  for (const [name, report] of Object.entries(samples)) {
    if (name.startsWith("hostile")) continue;
    const response = await appWith(report).app.request(address);
    assert.equal(response.status, 200, name);
    const main = textOf(/<main.*<\/main>/s.exec(withoutLive(await response.text()))![0]);
    const word = { pass: "Pass", warn: "Warning", fail: "Fail", unknown: "Could not check" }[report.verdict];
    assert.ok(
      main.trimStart().startsWith(`${word} ${report.target.hostname}`),
      `${name}: ${main.slice(0, 80)}`,
    );
    assert.ok(main.indexOf(report.summary) > 0 && main.indexOf(report.summary) < 200, name);
  }
});

Deno.test("the nine steps are there in their order, each with mark, decisive fact and explanation", async () => {
  const html = withoutLive(await (await appWith(healthy).app.request(address)).text());
  const items = html.split('<li class="step ').slice(1);
  const steps = healthy.steps;
  assert.deepEqual(items.map((item) => /id="([^"]+)"/.exec(item)?.[1]), steps.map(({ id }) => id));
  for (const [index, step] of steps.entries()) {
    const text = textOf(items[index]!);
    assert.ok(text.includes(step.title));
    assert.ok(text.includes("Passed"), "the mark has a word");
    assert.ok(text.includes(step.facts[0]!.value));
    assert.ok(text.includes(step.explanation));
    assert.ok(text.includes(step.reference));
  }
});

Deno.test("messages show direction, type, length, protection and fields by name", async () => {
  const text = textOf(await (await appWith(healthy).app.request(address)).text());
  assert.match(text, /Sent client_hello In the clear 1,740 bytes, 15 ms/);
  assert.match(text, /Received certificate Handshake keys 2,204 bytes, 29 ms/);
  assert.match(text, /Sent application_data Application keys 64 bytes/);
  assert.match(text, /71 2 cipher_suite TLS_AES_128_GCM_SHA256/);
  assert.match(text, /75 2 cipher_suite 0xfe99/, "a code point without a name shows its number");
});

Deno.test("above the certificates stands when their end will be a warning and a failure", async () => {
  const text = textOf(await (await appWith(passing).app.request(address)).text());
  assert.match(text, /Warning from 2026-12-26 09:30:00 UTC ; failure from 2027-01-13 09:30:00 UTC/);
  const expiry = { ...passing.expiry!, warning_at: "2026-11-19T09:30:00.000Z" };
  const later = textOf(await (await appWith({ ...passing, expiry }).app.request(address)).text());
  assert.match(later, /Warning since 2026-11-19 09:30:00 UTC ; failure from/);
});

Deno.test("what the issuer suggests about renewal stands there too, or why that is not known", async () => {
  const renewal_info = {
    status: "suggested",
    detail: "It is <not> JSON",
    directory: null,
    url: null,
    suggested_window: { start: "2026-12-23T00:00:00.000Z", end: "2026-12-25T00:00:00.000Z" },
    explanation_url: null,
    retry_after: null,
  } as const;
  const page = async (report: Report) => await (await appWith(report).app.request(address)).text();
  assert.match(
    textOf(await page({ ...passing, renewal_info })),
    /suggests to renew it from 2026-12-23 00:00:00 UTC to 2026-12-25 00:00:00 UTC/,
  );
  const unknown = { ...renewal_info, status: "invalid", suggested_window: null } as const;
  assert.ok((await page({ ...passing, renewal_info: unknown })).includes("It is &lt;not&gt; JSON"));
});

Deno.test("a failure says what to do before it shows the steps", async () => {
  const text = textOf(await (await appWith(hostNotFound).app.request(address)).text());
  const { hint } = hostNotFound.steps[0]!.error!;
  assert.ok(text.indexOf("What to do") < text.indexOf(hint!));
  assert.ok(text.indexOf(hint!) < text.indexOf("The handshake in nine steps"));
});

Deno.test("a finding that covers a failed step stands for it among what to do", async () => {
  const html = await (await appWith(expired).app.request(address)).text();
  const advice = textOf(/<section class="advice".*?<\/section>/s.exec(html)![0]);
  assert.match(advice, /Renew the certificate/);
  assert.equal(advice.match(/Seen in/g)?.length, 1);
});

Deno.test("a passing report has nothing to do", async () => {
  assert.doesNotMatch(await (await appWith(healthy).app.request(address)).text(), /What to do/);
  assert.match(await (await appWith(expiring).app.request(address)).text(), /What to do/);
});

Deno.test("certificates show names, dates, key, source and the share of the lifetime that is spent", async () => {
  const html = await (await appWith(healthy).app.request(address)).text();
  const [leaf] = healthy.certificates;
  const cards = html.split('<li class="certificate ').slice(1).map(textOf);
  assert.equal(cards.length, 3);
  assert.match(cards[0]!, /www\.example\.com Sent by the server 60 days left 2026-10-24 2027-01-22/);
  assert.ok(cards[0]!.includes(leaf!.fingerprint_sha256));
  assert.match(cards[0]!, /EC, P-256, 256 bits/);
  assert.match(cards[2]!, /From the trust store/);
  assert.match(html, /aria-label="33 % of the lifetime is spent"/);
});

Deno.test("an expired certificate says how long ago", async () => {
  const html = await (await appWith(expired).app.request(address)).text();
  assert.match(textOf(html), /expired 3 days ago/);
});

Deno.test("a certificate with many names stays readable and small", async () => {
  const dns_names = Array.from({ length: 5000 }, (_, index) => `host-${index}.example.com`);
  const certificates = [{ ...healthy.certificates[0]!, dns_names }];
  const html = await (await appWith({ ...healthy, certificates }).app.request(address)).text();
  assert.match(textOf(html), /4992 more names/);
  assert.ok(html.length < 100_000);
});

Deno.test("a peer that sends much makes no large page", async () => {
  const [, message] = healthy.messages;
  const fields = Array.from({ length: 20_000 }, (_, offset) => ({ name: "x", offset, length: 1, depth: 0 }));
  const messages = Array.from(
    { length: 1000 },
    (_, index) => ({ ...message!, index, fields: index === 0 ? fields : [] }),
  );
  const steps = healthy.steps.map((step) =>
    step.id === "secure_channel" ? { ...step, messages: messages.map(({ index }) => index) } : step
  );
  const html = await (await appWith({ ...healthy, messages, steps }).app.request(address)).text();
  assert.match(textOf(html), /19760 more fields in the JSON.*976 more messages in the JSON/);
  assert.ok(html.length < 100_000);
});

Deno.test("the page links to the same check in the API", async () => {
  const { app, asked } = appWith(healthy);
  const html = await (await app.request("/check?target=example.com&port=8443&no_sni=1&utm_source=mail"))
    .text();
  const link = /<link rel="alternate" type="application\/json" href="([^"]+)"/.exec(html)![1]!.replaceAll(
    "&amp;",
    "&",
  );
  assert.ok(html.includes(`<a href="${link.replaceAll("&", "&amp;")}"`));
  assert.equal((await app.request(link)).status, 200);
  assert.deepEqual(asked[0], asked[1]);
  assert.deepEqual(asked[0], { target: "example.com", options: { port: 8443, sni: "" } });
});

Deno.test("parameters of others on a shared address are left alone, unlike in the API", async () => {
  const { app } = appWith(healthy);
  assert.equal((await app.request("/check?target=example.com&utm_source=newsletter&fbclid=x")).status, 200);
  assert.equal((await app.request("/api/v1/check?target=example.com&utm_source=newsletter")).status, 400);
});

Deno.test("fields left empty in the form are taken out of the address", async () => {
  const { app, asked } = appWith(healthy);
  const response = await app.request("/check?target=example.com&port=8443&sni=&alpn=&resolve=&timeout=");
  assert.equal(response.status, 302);
  assert.equal(response.headers.get("location"), "/check?target=example.com&port=8443");
  assert.deepEqual(asked, []);
});

Deno.test("bad input is 400 with the form as it was filled and the message beside its field", async () => {
  const { app, asked } = appWith(healthy);
  const response = await app.request("/check?target=%22%3Eexample.com&port=99999&native=0");
  assert.equal(response.status, 400);
  const html = await response.text();
  assert.match(html, /<input id="target"[^>]* value="&quot;&gt;example\.com"/);
  const port = /<input id="port"[^>]*>/.exec(html)![0];
  assert.match(port, / value="99999"/);
  assert.match(port, / aria-invalid="true"/);
  assert.match(port, / aria-describedby="port-error"/);
  assert.match(html, /<input type="checkbox" name="native" value="0" checked/);
  assert.match(
    textOf(/<p[^>]+id="port-error".*?<\/p>/s.exec(html)![0]),
    /"99999" is not a port\. .*1 to 65535/,
  );
  assert.match(html, /<details class="options" open/);
  assert.deepEqual(asked, []);
});

Deno.test("a target that cannot be one is 400 with the message beside the target", async () => {
  for (const target of ["", "not a host", "ssh://mx.example"]) {
    const response = await createApp(noRuntime).request(`/check?${new URLSearchParams({ target })}`);
    assert.equal(response.status, 400, target);
    const html = await response.text();
    assert.match(/<input id="target"[^>]*>/.exec(html)![0], / aria-describedby="target-error"/);
    assert.match(html, /id="target-error"/);
  }
  assert.equal((await appWith(healthy).app.request("/check")).status, 400);
});

Deno.test("going back shows the report that was seen: the page may be kept, but not by others", async () => {
  const response = await appWith(healthy).app.request(address);
  assert.equal(response.headers.get("cache-control"), "private, no-cache");
});

Deno.test("a certificate that was spelled out is folded below its facts, line by line", async () => {
  const [leaf, ...others] = healthy.certificates;
  const text = "Certificate:\n  Data:\n    Subject: <b>&\u001b[31m";
  const html = await (await appWith({ ...healthy, certificates: [{ ...leaf!, text }, ...others] }).app
    .request(`${address}&bytes=1`)).text();
  const shown = [
    ...html.matchAll(/<details class="text"><summary>[^<]+<\/summary><pre[^>]*>([^<]*)<\/pre>/g),
  ];
  assert.deepEqual(shown.map(([, inner]) => inner), [
    "Certificate:\n  Data:\n    Subject: &lt;b&gt;&amp;\\u{1b}[31m",
  ]);
});

Deno.test("what a peer wrote is inert: no tag, no attribute, no link and no control or bidi character of its own", async () => {
  const { app } = appWith(hostileEverywhere);
  const html = await (await app.request(`/check?${new URLSearchParams({ target: hostileText })}`)).text();
  assert.doesNotMatch(html, /<script>|<img|javascript:[^<]*"/);
  const value = /<input id="target"[^>]*>/.exec(html)![0];
  const rest = html.replaceAll(value, "");
  assert.doesNotMatch(rest, /(?!\n)[\p{Cc}\p{Cf}]/u);
  assert.equal(html.match(/<script /g)?.length, 1, "our own, by address");
  assert.doesNotMatch(html, / on[a-z]+="| style="/);
});

Deno.test("headings go down one level at a time, and every id is there once", async () => {
  for (const [name, report] of Object.entries(samples)) {
    const html = withoutLive(await (await appWith(report).app.request(address)).text());
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1, name);
    assert.equal(levels[0], 1, name);
    levels.reduce((before, level) => (assert.ok(level <= before + 1, name), level));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, name);
  }
});
