/** Input that is too long, is no text or means to break something is an answer below 500, and nobody is dialled. */
import fc from "fast-check";
import type { Hono } from "hono";
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import type { LogEntry } from "../../routes/request_log.ts";
import { ownTerms } from "../../routes/terms.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";
import { noRuntime } from "../routes/support.ts";

const doors = ["/check", "/api/v1/check", "/api/v1/check/events"];

/** As it stands in the address: percent-encoded octets that are no UTF-8 too. */
const queries = [
  "target=%ff%fe",
  "target=%c0%ae%c0%ae",
  "target=%ed%a0%80.example",
  "target=%f4%90%80%80",
  "target=%80example.com",
  "target=example.com%00",
  "target=%00",
  "target=%",
  "target=%zz",
  "target=example.com&sni=%ff%ff",
  "target=example.com&alpn=" + "%ff".repeat(100),
  "target=example.com&resolve=%ff",
  `target=${"a".repeat(64)}.example`,
  `target=${"a.".repeat(127)}example`,
  `target=${"a".repeat(2047)}`,
  `target=${"%F0%9F%92%A9".repeat(500)}`,
  `target=${"xn--".repeat(60)}`,
  "target=xn--a",
  "target=xn--0.example",
  "target=xn--ls8h%E2%80%8D.example",
  `target=${"[".repeat(500)}`,
  `target=${":".repeat(500)}`,
  `target=${"@".repeat(500)}`,
  `target=${"//".repeat(500)}`,
  `target=${"%22".repeat(500)}`,
  "target=example.com&port=1e3",
  "target=example.com&port=0x1bb",
  "target=example.com&port=%D9%A4%D9%A4%D9%A3", // 443 in Arabic digits
  "target=example.com&port=-1",
  "target=example.com&port=99999999999999999999",
  "target=example.com&timeout=1e9",
  "target=example.com&timeout=NaN",
  "target=example.com&warning=99999999999999999999d",
  "target=example.com&warning=-1d",
  "target=example.com&critical=1e3%25",
  "target=example.com&max_age=99999999999999999999",
  "target=example.com&max_age=-1",
  "target[]=example.com",
  "target=javascript:alert(1)",
  "target=data:text/html,x",
  "target=file:///etc/passwd",
  "target=../../etc/passwd",
];

/** The page leaves out parameters of others; the API takes none. */
const unknown = [
  "target=example.com&%ff=%ff",
  `target=example.com&${"a=1&".repeat(1000)}`,
  "target=example.com&constructor=1",
  "target=example.com&toString=1",
  "target=example.com&hasOwnProperty=1",
];

Deno.test("hostile queries are 4xx at every door: no check is made, nothing comes back unescaped", async () => {
  const { runtime, asked, reached } = recordingRuntime({});
  const app = createApp(runtime, { termsFor: () => ownTerms });
  for (const path of doors) {
    for (const query of path === "/check" ? queries : [...queries, ...unknown]) {
      const headers = { Accept: path === "/check" ? "text/html" : "*/*" };
      const response = await app.request(`${path}?${query}`, { headers });
      assert.ok(response.status >= 400 && response.status < 500, `${response.status} ${path}?${query}`);
      const text = await response.text();
      assert.ok(text.length < 40_000, `${text.length} for ${query}`);
      assert.doesNotMatch(text, unseen, query);
      if (path !== "/check") assert.equal(JSON.parse(text).status, response.status);
    }
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("hostile members of a body are each a row's 400: no check is made, nothing comes back unescaped", async () => {
  const { runtime, asked, reached } = recordingRuntime({});
  const app = createApp(runtime, { termsFor: () => ownTerms });
  const targets = [...queries, ...unknown].map((query) => Object.fromEntries(new URLSearchParams(query)));
  for (const accept of ["application/json", "application/x-ndjson"]) {
    const { status, text } = await post(app, JSON.stringify({ targets }), accept);
    assert.equal(status, 200);
    assert.doesNotMatch(text, unseen);
    const rows = accept === "application/json"
      ? JSON.parse(text)
      : text.trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.equal(rows.length, targets.length);
    for (const { index, problem } of rows) assert.equal(problem?.status, 400, JSON.stringify(targets[index]));
  }
  assert.deepEqual({ asked, reached }, { asked: [], reached: [] });
});

Deno.test("whatever the body is, JSON or cut short or no text, the answer is below 500", async () => {
  const app = createApp(recordingRuntime({}).runtime, { termsFor: () => ownTerms, log: unexpected });
  const isFine = async (body: BodyInit) => {
    const { status, text } = await post(app, body, "application/json");
    assert.ok(status === 200 || status === 400, `${status} ${text}`);
    JSON.parse(text);
  };
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 2 }), async (value, other) => {
      await isFine(value);
      await isFine(value.slice(0, value.length >> 1));
      await isFine(`{"targets":[${value}],"defaults":${other}}`);
      await isFine(`{"targets":[{"target":${value},"port":${other},"alpn":${value}}]}`);
    }),
    { numRuns: 100 },
  );
  for (const octets of [[0xff, 0xfe], [0xed, 0xa0, 0x80], [0], [0xef, 0xbb, 0xbf, 0x7b, 0x7d]]) {
    await isFine(new Uint8Array(octets));
  }
});

async function post(app: Hono, body: BodyInit, accept: string): Promise<{ status: number; text: string }> {
  const headers = { "Content-Type": "application/json", Accept: accept };
  const response = await app.request("/api/v1/checks", { method: "POST", headers, body });
  return { status: response.status, text: await response.text() };
}

function unexpected({ level, error }: LogEntry): void {
  if (level === "error") assert.fail(error);
}

Deno.test("over the wire, octets that are no text and headers without end are refused by whoever reads them first", async () => {
  const app = createApp(noRuntime, { termsFor: () => ownTerms });
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, app.fetch);
  const requests = [
    "GET /api/v1/check?target=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /api/v1/check?target=a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /api/v1/check?target=a\r\nX: y HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /api/v1/check?target=a..b HTTP/1.1\r\nHost: \xff\r\n\r\n",
    "GET /api/v1/check?target=a..b HTTP/1.1\r\nHost: a b\r\n\r\n",
    `GET /api/v1/check?target=${"a".repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${"X: y\r\n".repeat(20_000)}\r\n`,
    `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${"y".repeat(2_000_000)}\r\n\r\n`,
    "\x16\x03\x01\x00\x05hello",
    "\r\n\r\n\r\n\r\n",
  ];
  for (const request of requests) {
    const answer = await exchange(server.addr.port, request);
    assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/, JSON.stringify(request.slice(0, 60)));
  }
  assert.equal(await (await fetch(`http://127.0.0.1:${server.addr.port}/healthz`)).text(), '{"status":"ok"}');
});

/** What a terminal or a reader would fall for: controls but tab and line feed, and what turns text round. */
const unseen = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** What comes back for these octets, up to the end of the first header. */
async function exchange(port: number, request: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const octets = Uint8Array.from(request, (character) => character.charCodeAt(0));
  const buffer = new Uint8Array(4096);
  let answer = "";
  try {
    for (let sent = 0; sent < octets.length;) sent += await connection.write(octets.subarray(sent));
    await connection.closeWrite();
  } catch {
    // It has hung up before the end, and may have said why.
  }
  try {
    while (!answer.includes("\r\n\r\n")) {
      const length = await connection.read(buffer);
      if (length === null) break;
      answer += new TextDecoder("latin1").decode(buffer.subarray(0, length));
    }
  } catch {
    // A reset is an answer too.
  }
  return answer;
}
