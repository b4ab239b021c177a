/** `GET /docs`: the document as a page, whole without a script. */
import assert from "node:assert/strict";
import { healthy } from "./every_sample.ts";
import { servedDocument } from "./openapi_document.ts";
import { appWith, textOf } from "./support.ts";

const { app } = appWith(healthy);
const html = await (await app.request("http://checker.example/docs")).text();
const document = await servedDocument();

Deno.test("every operation is there, with its parameters and every answer", () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [, article] =
        new RegExp(`<article[^>]* id="${operation.operationId}"([^]*?)</article>`).exec(html) ??
          assert.fail(operation.operationId);
      const text = textOf(`<article ${article}`);
      assert.ok(text.includes(`${method.toUpperCase()} ${path} ${operation.summary}`), path);
      for (const { name, description } of operation.parameters ?? []) {
        assert.ok(text.includes(name) && text.includes(description.split("`")[0]!), `${path} ${name}`);
      }
      for (const status of Object.keys(operation.responses)) {
        assert.match(article!, new RegExp(`<dt>${status}</dt>`), path);
      }
    }
  }
});

Deno.test("every schema is there with its members, and every link within the page leads somewhere", () => {
  const text = textOf(html);
  for (const [name, { properties = {} }] of Object.entries(document.components.schemas)) {
    assert.ok(html.includes(`id="schema-${name}"`), name);
    for (const member of Object.keys(properties)) assert.ok(text.includes(member), `${name} ${member}`);
  }
  const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id!);
  assert.ok(links.length > 50);
  for (const id of links) assert.ok(html.includes(` id="${id}"`), id);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  assert.equal(new Set(ids).size, ids.length, "no id is there twice");
});

Deno.test("its examples are commands for this very service, and what they ask for is answered", async () => {
  const examples = [...html.matchAll(/<pre class="code"[^>]*><code>([^]*?)<\/code><\/pre>/g)]
    .map(([, code]) => code!.replaceAll("&#39;", "'").replaceAll("&quot;", '"'));
  assert.equal(examples.length, Object.keys(document.paths).length);
  for (const example of examples) {
    const [, url] = /^curl '(http:\/\/checker\.example\/[^']+)'/.exec(example) ?? assert.fail(example);
    if (/\{file\}|metrics|evidence/.test(url!)) continue; // what it keeps, and whom it tells, depends on the instance
    const [, body] = /-d '([^']+)'$/.exec(example) ?? [];
    const init = body === undefined
      ? {}
      : { method: "POST", body, headers: { "Content-Type": "application/json" } };
    const response = await app.request(url!, init);
    assert.equal(response.status, 200, example);
    await response.body?.cancel();
  }
});

Deno.test("it needs nothing from elsewhere, and nothing inline", () => {
  assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]*src="\/)|\son\w+=|(?:src|href)="https?:/);
});

Deno.test("the foot of every page leads to it", async () => {
  for (const path of ["/", "/check?target=a.example", "/nowhere"]) {
    const page = await app.request(path, { headers: { Accept: "text/html" } });
    assert.match(await page.text(), /<a href="\/docs">/, path);
  }
});
