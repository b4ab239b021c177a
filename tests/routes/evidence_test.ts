/** A session's evidence through the service's doors: who gets it, for how long, and that nobody else does. */
import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import type { Hono } from "hono";
import { type AppOptions, createApp } from "../../routes/app.ts";
import { EvidenceStore } from "../../routes/evidence/store.ts";
import type { LogEntry } from "../../routes/request_log.ts";
import { ownTerms, publicTerms } from "../../routes/terms.ts";
import type { Runtime } from "../../src/net/mod.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { evidenceOf } from "../evidence/samples.ts";
import { MemoryRuntime } from "../support/memory_runtime.ts";
import { answering, httpOk, tlsServer } from "../support/peers.ts";
import { blocksOf, packetOf, segmentOf } from "../support/pcapng.ts";
import { textOf } from "./support.ts";

const query = "target=server.example&native=0";
const kinds = ["zip", "pcapng", "keylog", "json"];

Deno.test("evidence=1 keeps the session, and the answer says where it is and until when", async () => {
  const { app, ask } = service();
  const before = Date.now();
  const { evidence } = await ask(`/api/v1/check?${query}&evidence=1`);
  assert.match(evidence.id, /^[0-9a-f]{32}$/);
  assert.deepEqual(evidence.files, kinds.map((kind) => `/evidence/${evidence.id}.${kind}`));
  const minutes = (Date.parse(evidence.expires_at) - before) / 60_000;
  assert.ok(minutes > 4 && minutes < 6, `${minutes}`);

  const files = new Map<string, Uint8Array>();
  for (const [index, path] of evidence.files.entries()) {
    const response = await app.request(path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    const [, name] = /^attachment; filename="([a-z0-9.-]+)"$/i.exec(
      response.headers.get("content-disposition")!,
    )!;
    assert.match(name!, new RegExp(`^server\\.example-443-\\d{8}T\\d{6}Z\\.${kinds[index]}$`));
    files.set(name!, await response.bytes());
  }
  const [zip, pcapng, keylog, json] = [...files.values()] as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const { "README.txt": readme, ...archived } = unzipSync(zip);
  assert.deepEqual(archived, Object.fromEntries([...files].slice(1)));
  assert.ok(new TextDecoder().decode(readme).includes([...files.keys()][1]!));
  assert.ok(blocksOf(pcapng).some(({ type }) => type === 10));
  assert.match(new TextDecoder().decode(keylog), /^SERVER_TRAFFIC_SECRET_0 /m);
  const report = reportSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  assert.deepEqual([report.verdict, report.evidence], ["fail", undefined]);
});

Deno.test("a check that keeps evidence is shared with nobody, and its report is given to nobody again", async () => {
  const { app, ask, runtime } = service();
  const path = `/api/v1/check?${query}&max_age=60`;
  const reports = await Promise.all([`${path}&evidence=1`, `${path}&evidence=1`, path].map(ask));
  assert.equal(runtime.dialled.length, 3);
  const { headers } = await app.request(`${path}&evidence=1`);
  assert.equal(headers.get("cache-control"), "no-store");
  const later = await ask(path);
  assert.equal(later.from_cache, true);
  assert.deepEqual([...reports, later].map(({ evidence }) => evidence !== undefined), [
    true,
    true,
    false,
    false,
  ]);
  assert.notEqual(reports[0].evidence.id, reports[1].evidence.id);
});

Deno.test("the report event has it too", async () => {
  const { app } = service();
  const text = await (await app.request(`/api/v1/check/events?${query}&evidence=1`)).text();
  const [, data] = /^event: report\ndata: (.*)$/m.exec(text)!;
  assert.equal((await app.request(JSON.parse(data!).evidence.files[1])).status, 200);
});

Deno.test("the page offers the files when it was asked to keep them, and only then", async () => {
  const { app } = service();
  const page = async (more: string) => await (await app.request(`/check?${query}${more}`)).text();
  const html = await page("&evidence=1");
  const links = [...html.matchAll(/href="(\/evidence\/[^"]+)"/g)].map(([, path]) => path!);
  assert.deepEqual(links.map((path) => path.split(".").at(-1)), kinds);
  for (const link of links) assert.equal((await app.request(link)).status, 200);
  assert.match(html, /<input type="checkbox" name="evidence" value="1" checked>/);
  assert.doesNotMatch(await page(""), /\/evidence/);
});

Deno.test("what is not there, or no longer, is 404 and says how it comes to be there", async () => {
  const { app } = service();
  for (const file of [`${"0".repeat(32)}.zip`, "x.zip", `${"0".repeat(32)}.exe`, "..%2Fzip"]) {
    const response = await app.request(`/evidence/${file}`);
    assert.equal(response.status, 404, file);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.match((await response.json()).detail, /kept for a few minutes.*evidence=1/);
  }
});

Deno.test("an instance that keeps nothing says so, and /evidence.zip answers with a check of its own", async () => {
  const { app, ask } = service({ keepsEvidence: false });
  assert.equal((await ask(`/api/v1/check?${query}&evidence=1`)).evidence, null);
  const html = await (await app.request(`/check?${query}&evidence=1`)).text();
  const [, path] = /href="(\/evidence\.zip\?[^"]+)"/.exec(html)!;
  const response = await app.request(path!.replaceAll("&amp;", "&"));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/zip");
  assert.deepEqual(
    Object.keys(unzipSync(await response.bytes())).map((name) => name.split(".").at(-1)),
    ["pcapng", "keylog", "json", "txt"],
  );
});

Deno.test("/evidence.zip keeps to the rules of every check", async () => {
  const { app, runtime } = service({ termsFor: () => publicTerms });
  const cases: [query: string, status: number][] = [["", 400], ["target=127.0.0.1", 403], [
    "target=a&x=1",
    400,
  ]];
  for (const [query, status] of cases) {
    for (const method of ["GET", "HEAD"]) {
      assert.equal((await app.request(`/evidence.zip?${query}`, { method })).status, status, query);
    }
  }
  assert.equal((await app.request("/evidence.zip?target=example.com", { method: "HEAD" })).status, 200);
  assert.deepEqual(runtime.dialled, []);
});

for (const [title, terms, known] of [["own", ownTerms, true], ["public", publicTerms, false]] as const) {
  Deno.test(`where this machine stands is ${known ? "" : "not "}told on ${title} terms`, async () => {
    const { app, ask } = service({ termsFor: () => terms }, { address: "10.1.2.3", port: 40000 });
    const { evidence } = await ask("/api/v1/check?target=example.com&native=0&evidence=1");
    const file = await (await app.request(evidence.files[1])).bytes();
    const [packet] = blocksOf(file).filter(({ type }) => type === 6);
    const { source } = segmentOf(packetOf(packet!).frame);
    assert.equal(source, known ? "0a010203:40000" : "c0000201:49152");
  });
}

Deno.test("the log has no address of evidence", async () => {
  const entries: LogEntry[] = [];
  const { app, ask } = service({ log: (entry) => entries.push(entry) });
  const { evidence } = await ask(`/api/v1/check?${query}&evidence=1`);
  await app.request(evidence.files[0]);
  assert.equal(entries.length, 2);
  assert.ok(!JSON.stringify(entries).includes(evidence.id));
  assert.equal(entries[1]!.path, "/evidence/…");
});

Deno.test("evidence is forgotten when its time is up, and the oldest when there is too much", () => {
  let now = 0;
  let ids = 0;
  const store = new EvidenceStore((length) => new Uint8Array(length).fill(++ids), () => now);
  const small = { evidence: evidenceOf([{}]), json: "{}" };
  const { id, expiresAt } = store.keep(small);
  assert.equal(store.get(id), small);
  now = expiresAt.getTime() - 1;
  assert.equal(store.get(id), small);
  now += 1;
  assert.equal(store.get(id), null);

  const many = Array.from({ length: 101 }, () => store.keep(small).id);
  assert.deepEqual(many.map((id) => store.get(id) === null).indexOf(false), 1);
  const large = {
    evidence: evidenceOf([{ events: [{ kind: "sent", atMs: 0, bytes: new Uint8Array(8 * 1024 * 1024) }] }]),
    json: "{}",
  };
  const eight = Array.from({ length: 9 }, () => store.keep(large).id).filter((id) => store.get(id) !== null);
  assert.ok(eight.length <= 8 && eight.length > 4, `${eight.length}`);
});

function service(options: AppOptions = {}, local?: { readonly address: string; readonly port: number }) {
  const memory = new MemoryRuntime({ peer: tlsServer({ application: answering(httpOk) }) });
  const runtime: Runtime = Object.create(memory, {
    dial: {
      value: async (...args: Parameters<Runtime["dial"]>) => {
        const stream = await memory.dial(...args);
        return local === undefined ? stream : { ...stream, local };
      },
    },
    random: { value: (length: number) => memory.random(length) },
    resolve: { value: () => Promise.resolve([{ address: "9.9.9.9", family: 4 }]) },
  });
  const app: Hono = createApp(runtime, { termsFor: () => ownTerms, ...options });
  const ask = async (path: string) => {
    const response = await app.request(path);
    assert.equal(response.status, 200, textOf(path));
    return await response.json();
  };
  return { app, ask, runtime: memory };
}
