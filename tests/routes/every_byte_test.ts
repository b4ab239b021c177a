/** The page with every byte: each octet is in its place, what is too much is left out, and what is hostile is inert. */
import assert from "node:assert/strict";
import type { Field, Message, Report, WireRecord } from "../../src/report/mod.ts";
import { everyByteOf, everyByteScripts } from "../support/every_byte.ts";
import { healthy } from "./every_sample.ts";
import { appWith, textOf } from "./support.ts";

const report = await everyByteOf(everyByteScripts["tls13"]);

Deno.test("without bytes the page links to the same check with them, and stays below 100 KB", async () => {
  const { html } = await page(healthy, "/check?target=example.com&port=8443&no_sni=1");
  assert.match(html, /href="\/check\?target=example\.com&amp;port=8443&amp;no_sni=1&amp;bytes=1"/);
  assert(html.length < 100_000);
  assert.doesNotMatch(html, /class="hex"/);
});

Deno.test("the link asks for bytes, and the page with them has no such link", async () => {
  const { app, asked } = appWith(report);
  const html = await (await app.request("/check?target=example.com&bytes=1")).text();
  assert.equal(asked[0]!.options.bytes, true);
  assert.doesNotMatch(html, /Show every byte/);
});

Deno.test("every octet of every message is shown, and so is every record with what it decrypts to", async () => {
  const { html } = await page(report);
  const dumps = [...html.matchAll(/aria-hidden="true">[\da-f\n]*<\/span><code>(.*?)<\/code>/gs)].map((
    [, code],
  ) => code!.replace(/<[^>]*>/g, "").replace(/\s/g, ""));
  const wanted = [
    ...report.messages.map(({ bytes }) => bytes!),
    ...report.records!.flatMap(({ bytes, decrypted }) =>
      decrypted === null ? [bytes] : [bytes, decrypted.bytes]
    ),
  ];
  assert.deepEqual(dumps.sort(), wanted.sort());
});

Deno.test("each field points to its own octets, and has its sentence and its section", async () => {
  const { html } = await page(report);
  const hello = report.messages[0]!;
  for (const [index, { name, offset, length }] of hello.fields.entries()) {
    if (length === 0) continue;
    assert.match(html, new RegExp(`<a class="name" href="#m0-${index}">${name.replaceAll(".", "\\.")}</a>`));
    assert.equal(octetsOf(html, `m0-${index}`), hello.bytes!.slice(2 * offset, 2 * (offset + length)), name);
  }
  const text = textOf(html);
  assert.match(text, /random 32 random octets: with the server's they make this handshake unlike any other/);
  assert.match(text, /TLS_AES_128_GCM_SHA256 0x1301 RFC 9846/);
  assert.match(text, /host_name “server\.example”/);
  assert.match(text, /Says application_data whatever is inside/);
  assert.match(text, /The true content type, put behind the content before encryption/);
  assert.match(text, /Padding: zeros that hide how long the message is/);
  assert.match(text, /1 record without a message/);
  assert.match(text, /Came in record \d+, which is shown with encrypted_extensions/);
});

for (const [name, script] of Object.entries(everyByteScripts)) {
  Deno.test(`${name}: no id is there twice, and every link within the page leads to something`, async () => {
    const { html } = await page(await everyByteOf(script));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) assert(ids.includes(target!), target);
  });
}

Deno.test("fields that do not fit each other are listed, and point to no octets", async () => {
  const fields: Field[] = [
    { name: "first", offset: 0, length: 4, depth: 0 },
    { name: "overlapping", offset: 2, length: 4, depth: 0 },
    { name: "within", offset: 6, length: 1, depth: 1 },
    { name: "behind", offset: 1e9, length: 1e9, depth: 0 },
    { name: "deep", offset: 5, length: 1, depth: 1e6 },
    { name: "__proto__", offset: 7, length: 1, depth: 0 },
  ];
  const { html } = await page(
    withMessage({ ...report.messages[0]!, bytes: "0102030405060708", length: 8, fields }),
  );
  const named = [...html.matchAll(/<th scope="row"[^>]*><\w+ class="name"(?: href="#(m0-\d+)")?>(\w+)</g)]
    .slice(0, fields.length);
  assert.deepEqual(named.map(([, href, name]) => [name, href !== undefined]), [
    ["first", true],
    ["overlapping", false],
    ["within", true],
    ["behind", false],
    ["deep", false],
    ["__proto__", true],
  ]);
});

Deno.test("a server that sends too much makes a page of bounded size, which says what is missing", async () => {
  const message = { ...report.messages[0]!, bytes: "ab".repeat(260_000), length: 260_000 };
  const fields = Array.from({ length: 4000 }, (_, offset) => ({ ...message.fields[0]!, offset }));
  const record: WireRecord = { ...report.records![0]!, bytes: "cd".repeat(16_000), length: 16_000 };
  const { html } = await page({
    ...report,
    messages: Array.from(
      { length: 200 },
      (_, index) => ({ ...message, index, fields, records: [index * 2, index * 2 + 1] }),
    ),
    records: Array.from({ length: 8000 }, (_, index) => ({ ...record, index })),
    steps: report.steps.map((step) => ({
      ...step,
      messages: step.id === "client_hello" ? Array.from({ length: 200 }, (_, i) => i) : [],
    })),
  });
  assert(html.length < 4_000_000, `${html.length}`);
  assert.match(html, /[\d,]+ more bytes in the JSON/);
  assert.match(html, /[\d,]+ more fields? in the JSON/);
  assert.match(html, /[\d,]+ more records? in the JSON/);
});

Deno.test("what a peer or a file names is text on the page and nothing else", async () => {
  const hostile = `"><img src=x onerror=alert(1)>\u202e`;
  const point = { value: 1, hex: "0x01", name: hostile };
  const field: Field = { name: hostile, offset: 0, length: 1, depth: 0, code_point: point };
  const record: WireRecord = { ...report.records![0]!, content_type: point, fields: [field] };
  const bytes = hostile as string;
  const { html } = await page({
    ...withMessage({ ...report.messages[0]!, msg_type: point, content_type: point, bytes, fields: [field] }),
    records: [{ ...record, bytes, decrypted: { bytes, length: 1, fields: [field] } }],
  });
  assert.doesNotMatch(html, /<img/);
  assert.doesNotMatch(html, /\u202e/);
  assert.match(html, /&lt;img/);
});

function withMessage(message: Message): Report {
  return { ...report, messages: [{ ...message, index: 0 }, ...report.messages.slice(1)] };
}

async function page(report: Report, path = "/check?target=example.com&bytes=1"): Promise<{ html: string }> {
  const response = await appWith(report).app.request(path);
  assert.equal(response.status, 200);
  return { html: await response.text() };
}

/** The text of the element with this id, which may have others within it. */
function octetsOf(html: string, id: string): string {
  const start = html.indexOf(`<span id="${id}">`);
  assert(start >= 0, id);
  let depth = 0;
  for (const match of html.slice(start).matchAll(/<(\/?)span[^>]*>/g)) {
    depth += match[1] === "" ? 1 : -1;
    if (depth === 0) return html.slice(start, start + match.index).replace(/<[^>]*>/g, "").replace(/\s/g, "");
  }
  throw new Error(`${id} has no end`);
}
