/** A saved report that is opened: shown as a check's is, for this site's own form alone, and nothing is contacted. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { REPORT_OCTETS_MAX } from "../../routes/report.tsx";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { formatJson } from "../../src/formats/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { everyByteOf } from "../support/every_byte.ts";
import { expired, passing } from "../support/report_samples.ts";
import { samples } from "./every_sample.ts";
import { appWith, noRuntime, textOf } from "./support.ts";

/** Whatever asks the runtime for anything fails. */
const app = createApp(noRuntime, { check: () => Promise.reject(new Error("a check was made")) });
const everyByte = await everyByteOf();

for (const [name, report] of Object.entries({ ...samples, everyByte })) {
  Deno.test(`${name}: a saved report is shown as the check's own was`, async () => {
    const response = await open(formatJson(report));
    assert.equal(response.status, 200);
    const checked = await (await appWith(report).app.request("/check?target=example.com")).text();
    const opened = await response.text();
    // What leads to a check has no place on a page without one.
    const of = (html: string) =>
      textOf(
        html.slice(html.indexOf("<article"), html.indexOf("</article>"))
          .replace(/<details class="share">.*?<\/details>/s, "")
          .replace(/<p class="every-byte-link">.*?<\/p>/, "")
          .replace(/<p class="look-deeper">.*?<\/p>/s, ""),
      ).replace("Check as JSON ", "");
    assert.equal(of(opened), of(checked));
    assert.match(opened, /nothing was contacted to show it/);
  });
}

Deno.test("one that was saved with its bytes shows every byte", async () => {
  const html = await (await open(formatJson(everyByte))).text();
  assert.match(html, /<div class="hex"/);
  assert.match(html, /As on the wire/);
});

Deno.test("of a file with several reports the first is shown, and the others are counted", async () => {
  const lines = [passing, expired, expired].map((report) => formatJson(report, { several: true })).join("");
  const html = await (await open(lines)).text();
  assert.match(html, /class="verdict is-pass"/);
  assert.match(html, /The file has 2 more; the first is shown/);
});

Deno.test("the first page has the form, which is sent without script", async () => {
  const html = await (await app.request("/")).text();
  assert.match(
    html,
    /<form class="open-report" action="\/report" method="post" enctype="multipart\/form-data">/,
  );
  assert.match(html, /<input[^>]* name="report"[^>]* type="file"/);
});

const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["an empty file", "", /There is no file in the form|It is not JSON/],
  ["a text", "hello", /It is not JSON/],
  ["another JSON", '{"a":1}', /it has no schema_version/],
  [
    "a newer report",
    JSON.stringify({ ...passing, schema_version: 2 }),
    /report of version 2, and this program reads version 1/,
  ],
  ["half a report", JSON.stringify({ ...passing, steps: 7 }), /it is not a whole report: steps: /],
  [
    "a hostile key",
    JSON.stringify({ ...passing, steps: [{ '"><img src=x>': 1 }] }),
    /it is not a whole report/,
  ],
  ["a very deep one", "[".repeat(100_000), /It is not JSON/],
  [
    "a report with something very deep beside it",
    `${JSON.stringify(passing).slice(0, -1)},"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    /it is nested deeper than any report/,
  ],
];

for (const [what, text, message] of refused) {
  Deno.test(`${what} is 400, with the reason and the form`, async () => {
    const response = await open(text);
    assert.equal(response.status, 400);
    const html = await response.text();
    assert.match(textOf(html), message);
    assert.match(html, /aria-invalid="true"/);
    assert.doesNotMatch(html, /<img/);
  });
}

Deno.test("what is no form, or has no file, is 400 too", async () => {
  for (
    const [type, body] of [["text/plain", "x"], ["multipart/form-data; boundary=x", "garbage"], [
      "application/json",
      formatJson(passing),
    ]]
  ) {
    const response = await app.request("/report", {
      method: "POST",
      headers: { "Content-Type": type! },
      body: body!,
    });
    assert.equal(response.status, 400, type);
    assert.match(textOf(await response.text()), /There is no file in the form/);
  }
});

Deno.test("a file that is too long is 413, and says what opens it", async () => {
  const response = await open(" ".repeat(REPORT_OCTETS_MAX));
  assert.equal(response.status, 413);
  assert.match(await response.text(), /deno task check --replay/);
});

Deno.test("only this site's own page, or no page, may send it: what is shown looks like our word", async () => {
  const of = async (headers: Record<string, string>) => (await open(formatJson(passing), headers)).status;
  assert.equal(await of({ "Sec-Fetch-Site": "same-origin", "Origin": "https://localhost" }), 200);
  assert.equal(await of({ "Origin": "http://localhost" }), 200);
  for (const site of ["cross-site", "same-site", "none"]) {
    assert.equal(await of({ "Sec-Fetch-Site": site }), 403, site);
  }
  for (const origin of ["https://evil.example", "http://localhost.evil.example"]) {
    assert.equal(await of({ "Origin": origin }), 403, origin);
  }
  // What a browser says of a page without referrers, which over plain HTTP is all that it says.
  assert.equal(await of({ "Origin": "null" }), 200);
  assert.equal(await of({ "Origin": "null", "Sec-Fetch-Site": "cross-site" }), 403);
});

Deno.test("it counts as a request of its client", async () => {
  const limited = createApp(noRuntime, {
    termsFor: () => ({ ...ownTerms, clientLimiter: { take: () => Promise.resolve(7) } }),
  });
  const response = await open(formatJson(passing), {}, limited);
  assert.equal(response.status, 429);
  assert.equal(response.headers.get("retry-after"), "7");
});

Deno.test("reloading leads back to the form", async () => {
  const response = await app.request("/report");
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("location"), "/#open-report");
});

Deno.test("the evidence and the addresses that a saved report names are not linked", async () => {
  const files = ["javascript:alert(1)", "https://evil.example/x.zip"];
  const html =
    await (await open(JSON.stringify({ ...passing, evidence: { files, expires_at: passing.started_at } })))
      .text();
  assert.doesNotMatch(html, /javascript:|evil\.example/);
});

Deno.test("whatever has the shape of a report is shown, and everything in it is inert", async () => {
  const hostile = fc.constantFrom(
    `"><script>alert(1)</script>`,
    "\u202e\u001b[2J",
    "javascript:alert(1)",
    "",
    "x".repeat(3000),
  );
  const paths = leaves(everyByte);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 40 }),
      async (changes) => {
        const report = JSON.parse(JSON.stringify(everyByte));
        for (const [at, text] of changes) set(report, paths[at % paths.length]!, text);
        const response = await open(JSON.stringify(report));
        const html = await response.text();
        assert([200, 400].includes(response.status));
        // deno-lint-ignore no-control-regex
        assert.doesNotMatch(html, /<script>|href="javascript:|\u202e|\u001b/);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("emptied lists and numbers without measure are shown too", async () => {
  const empty: Report = {
    ...everyByte,
    steps: [],
    messages: [],
    records: [],
    certificates: [],
    addresses: [],
    attempts: [],
    findings: [],
  };
  const crossed: Report = {
    ...everyByte,
    messages: everyByte.messages.map((message) => ({
      ...message,
      index: 9e15,
      length: 9e15,
      records: [0, 9e15, 0],
      at_ms: 1e300,
    })),
    records: everyByte.records!.map((record) => ({ ...record, index: 3, length: 9e15, at_ms: 1e300 })),
    steps: everyByte.steps.map((step) => ({ ...step, messages: [9e15, 9e15], duration_ms: 1e300 })),
  };
  for (const report of [empty, crossed]) assert.equal((await open(JSON.stringify(report))).status, 200);
});

Deno.test("the largest file that is taken is shown in a time that nobody notices", async () => {
  const message = JSON.stringify({ ...everyByte.messages[0]!, fields: [], bytes: "00", records: [0] });
  const count = Math.floor((REPORT_OCTETS_MAX - 200_000) / (message.length + 8));
  const messages = `[${Array(count).fill(message).join(",")}]`;
  const steps = passing.steps.map((step) => ({
    ...step,
    messages: Array.from({ length: 1000 }, (_, index) => index),
  }));
  const text = JSON.stringify({ ...everyByte, steps, messages: "MESSAGES" }).replace('"MESSAGES"', messages);
  const since = performance.now();
  assert.equal((await open(text)).status, 200);
  assert(performance.now() - since < 10_000);
});

function open(text: string, headers: Record<string, string> = {}, to = app): Response | Promise<Response> {
  const body = new FormData();
  body.set("report", new File([text], "report.json", { type: "application/json" }));
  return to.request("/report", { method: "POST", body, headers: { Accept: "text/html", ...headers } });
}

type Path = readonly (string | number)[];

/** Where the report has a text. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function set(value: Record<string, unknown>, path: Path, text: string): void {
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key] as Record<string, unknown>, value);
  holder[path.at(-1)!] = text;
}
