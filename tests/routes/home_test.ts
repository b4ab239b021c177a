import assert from "node:assert/strict";
import { healthy } from "./every_sample.ts";
import { appWith, textOf } from "./support.ts";

const gallery = [
  {
    title: "Expired",
    target: "localhost:4434",
    explanation: "It ran out.",
    anchors: ["PEM of the demo root"],
  },
  {
    title: "Silent",
    target: "localhost:4435",
    explanation: "It says nothing.",
    anchors: ["PEM of the demo root"],
  },
];

Deno.test("the first page is a form with one focused field that asks for a check by GET", async () => {
  const html = await (await appWith(healthy).app.request("/")).text();
  assert.match(html, /^<!DOCTYPE html><html lang="en">/);
  assert.match(html, /<form[^>]+action="\/check" method="get"/);
  const input = /<input id="target"[^>]*>/.exec(html)?.[0] ?? "";
  assert.match(input, / name="target"/);
  assert.match(input, / autofocus/);
  assert.match(html, /<label for="target">/);
  assert.equal(html.match(/<h1/g)?.length, 1);
});

Deno.test("the first page tells link previews in text what it is", async () => {
  const html = await (await appWith(healthy).app.request("/")).text();
  assert.match(html, /<meta property="og:title" content="[^"]{5,}"/);
  assert.match(html, /<meta property="og:description" content="[^"]{50,}"/);
});

Deno.test("the demonstration servers are on the first page, each a link to its check", async () => {
  const { app } = appWith(healthy, { gallery });
  const html = await (await app.request("/")).text();
  assert.match(html, /<a href="\/check\?target=localhost%3A4434" rel="nofollow">Expired<\/a>/);
  assert.match(textOf(html), /It says nothing\./);
  assert.doesNotMatch(await (await appWith(healthy).app.request("/")).text(), /gallery/);
});

Deno.test("a demonstration server is checked with the root that it was made with, others are not", async () => {
  const { app, asked } = appWith(healthy, {
    gallery,
    defaults: { anchors: ["PEM of the operator"], timeout: 5 },
  });
  await app.request("/check?target=localhost:4434");
  await app.request("/api/v1/check?target=localhost:4434&timeout=2");
  await app.request("/check?target=example.com");
  assert.deepEqual(asked.map(({ options }) => options), [
    { anchors: ["PEM of the operator", "PEM of the demo root"], timeout: 5 },
    { anchors: ["PEM of the operator", "PEM of the demo root"], timeout: 2 },
    { anchors: ["PEM of the operator"], timeout: 5 },
  ]);
});

Deno.test("whom to ask is at the foot of the page when the operator says so", async () => {
  const { app } = appWith(healthy, { contactUrl: "https://operator.example/contact" });
  assert.match(await (await app.request("/")).text(), /<a href="https:\/\/operator\.example\/contact">/);
});
