/** What the API's answers tell caches: RFC 9110 §8.8 and §13, RFC 9111 §5. */
import assert from "node:assert/strict";
import { publicTerms } from "../../routes/terms.ts";
import { healthy, samples } from "./every_sample.ts";
import { appWith } from "./support.ts";

type App = ReturnType<typeof appWith>["app"];

async function ask(app: App, query: string, headers: Record<string, string> = {}) {
  const response = await app.request(`/api/v1/check?target=example.com${query}`, { headers });
  const of = (name: string) => response.headers.get(name);
  return {
    status: response.status,
    text: await response.text(),
    etag: of("etag") ?? "",
    age: of("age"),
    cacheControl: of("cache-control"),
  };
}

Deno.test("a kept report has the tag that it had when it was new, and another check another", async () => {
  const { app } = appWith(healthy);
  const first = await ask(app, "&max_age=60");
  assert.match(first.etag, /^W\/"[^"]+"$/, "weak: from_cache differs from answer to answer");
  assert.equal((await ask(app, "&max_age=60")).etag, first.etag);
  assert.notEqual((await ask(app, "&max_age=0")).etag, first.etag);
});

Deno.test("whoever has a kept report already is told so, without it", async () => {
  const { app, asked } = appWith(healthy);
  const { etag } = await ask(app, "&max_age=60");
  for (const given of [etag, etag.replace("W/", ""), `"another", ${etag}`]) {
    const again = await ask(app, "&max_age=60", { "If-None-Match": given });
    assert.deepEqual(
      [again.status, again.text, again.etag, again.age, again.cacheControl],
      [304, "", etag, "0", "private, max-age=60"],
    );
  }
  assert.equal((await ask(app, "&max_age=60", { "If-None-Match": '"another"' })).status, 200);
  assert.equal(asked.length, 1);
  const anew = await ask(app, "&max_age=0", { "If-None-Match": etag });
  assert.equal(anew.status, 200, "a new check is never what someone has");
  assert.equal(asked.length, 2);
});

Deno.test("HEAD is told the same", async () => {
  const { app } = appWith(healthy);
  const { etag } = await ask(app, "&max_age=60");
  const response = await app.request("/api/v1/check?target=example.com&max_age=60", {
    method: "HEAD",
    headers: { "If-None-Match": etag },
  });
  assert.equal(response.status, 304);
  await response.body?.cancel();
});

Deno.test("an answer may be kept on its way for as long as it is kept here, by its reader alone", async () => {
  const cacheControl = async (maxAgeMs: number, query: string) =>
    (await ask(appWith(healthy, { termsFor: () => ({ ...publicTerms, maxAgeMs }) }).app, query)).cacheControl;
  assert.equal(await cacheControl(10_000, ""), "private, max-age=10");
  assert.equal(await cacheControl(10_000, "&max_age=30"), "private, max-age=30");
  assert.equal(await cacheControl(10_000, "&max_age=0"), "private, no-cache");
  assert.equal(await cacheControl(0, ""), "private, no-cache");
  assert.equal(await cacheControl(0, "&max_age=999999999"), "private, max-age=60", "nothing is kept longer");
});

Deno.test("neither what could not be checked nor an error is kept", async () => {
  const unknown = Object.values(samples).find(({ verdict }) => verdict === "unknown") ??
    assert.fail("no sample");
  assert.equal((await ask(appWith(unknown).app, "&max_age=60")).cacheControl, "no-store");
  const error = await ask(appWith(healthy).app, "&port=0&max_age=60", { "If-None-Match": "*" });
  assert.deepEqual([error.status, error.cacheControl, error.etag], [400, "no-store", ""]);
});
