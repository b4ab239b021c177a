/** What the service does on every runtime, against servers of this machine: the same cases, whoever runs it. */
import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { type Gallery, type GalleryServer, startGallery } from "../../src/demo/gallery.ts";
import { decisiveCode } from "../../src/demo/outcome.ts";
import { reportSchema } from "../../src/report/schema.ts";
import type { Report, Step } from "../../src/report/mod.ts";
import { blocksOf, packetOf, segmentOf } from "../support/pcapng.ts";
import { type Event, readEvents } from "./events.ts";

/** The service, running. */
export interface Instance {
  /** `path` with its query. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export interface Subject {
  /** As in the report's `vantage`. */
  readonly name: string;
  /** What to call it among tests, when that is not its name. */
  readonly title?: string;
  /** Why there is nothing to test on this machine. */
  readonly missing?: string | undefined;
  /** Cases that it cannot pass, by their titles, and why. */
  readonly excused?: Readonly<Record<string, string>>;
  /** Starts the service so that it checks this machine for everyone, without limits, and trusts `anchorsPem` too. */
  start(anchorsPem: string): Promise<Instance>;
}

const nine = [
  "client_hello",
  "server_hello",
  "authentication",
  "premaster_secret",
  "private_key",
  "session_keys",
  "client_finished",
  "server_finished",
  "secure_channel",
] as const;

export function runtimeSuite({ name, title = name, missing, excused = {}, start }: Subject): void {
  Deno.test({
    name: `the service on ${title}${missing === undefined ? "" : ` (${missing})`}`,
    ignore: missing !== undefined,
    async fn(t) {
      const gallery = await startGallery({ now: new Date() });
      const instance = await start(gallery.anchorsPem).catch(async (error) => {
        await gallery.stop();
        throw error;
      });
      try {
        for (const [title, run] of cases) {
          const reason = excused[title];
          await t.step({
            name: reason === undefined ? title : `${title} (${reason})`,
            ignore: reason !== undefined,
            fn: () => run({ name, instance, gallery }),
          });
        }
      } finally {
        await instance.stop();
        await gallery.stop();
      }
    },
  });
}

interface Scene {
  readonly name: string;
  readonly instance: Instance;
  readonly gallery: Gallery;
}

const cases: readonly (readonly [title: string, run: (scene: Scene) => Promise<void>])[] = [
  ["all nine steps of TLS 1.3 pass, and the vantage is told", async (scene) => {
    const report = await check(scene, "healthy-tls13");
    assert.equal(report.verdict, "pass", report.summary);
    assert.equal(report.vantage.runtime, scene.name);
    assert.deepEqual(statuses(report), nine.map((id) => [id, "pass"]));
    assert.equal(report.connection?.protocol_version.name, "TLS 1.3");
    assert.equal(report.chain?.trusted, true);
    assert.equal(report.certificates.length, 3);
    assert.deepEqual(report.connections, { opened: 1, most_at_once: 1 });
  }],

  ["all nine steps of TLS 1.2 pass", async (scene) => {
    const report = await check(scene, "healthy-tls12");
    assert.equal(report.verdict, "pass", report.summary);
    assert.deepEqual(statuses(report), nine.map((id) => [id, "pass"]));
    assert.equal(report.connection?.protocol_version.name, "TLS 1.2");
    assert.equal(report.connection?.extended_main_secret, true);
  }],

  ["a post-quantum secret is agreed with whoever wants one", async (scene) => {
    const offer = await check(scene, "healthy-tls13", "&bytes=1");
    const names = offer.messages[0]!.fields.flatMap(({ code_point }) => code_point?.name ?? []);
    assert(names.includes("X25519MLKEM768"), "it is offered");
    // This process is the server, and what Deno's stack wants most depends on its version.
    if (serverWantsPostQuantum()) assert.equal(offer.connection?.named_group?.name, "X25519MLKEM768");
  }],

  ["every server of the gallery is judged as it deserves, in its own time", async (scene) => {
    for (const server of scene.gallery.servers) {
      const report = await checkUntilHeard(scene, server);
      const { verdict, code } = server.expected;
      assert.deepEqual([report.verdict, decisiveCode(report)], [verdict, code], server.id);
      assert(
        report.timings.total_ms < server.timeout * 1000 + 500,
        `${server.id}: ${report.timings.total_ms} ms`,
      );
      assert.equal(reportSchema.safeParse(report).error, undefined, server.id);
    }
  }],

  ["the runtime's own handshake is a witness", async (scene) => {
    const { native, findings, connections } = await check(scene, "healthy-tls13", "&native=1");
    assert.equal(native?.outcome, "trusted", native?.error ?? "");
    assert.deepEqual(connections, { opened: 2, most_at_once: 1 }, "one after the other");
    assert.deepEqual(findings, []);
  }],

  ["a deep check learns what the server accepts, and keeps to what it may use", async (scene) => {
    const { target } = find(scene.gallery, "healthy-tls12");
    const response = await scene.instance.fetch(`/api/v1/check?target=${target}&native=0&deep=1&timeout=30`);
    const report = await response.json() as Report;
    const { facts, probes, grade } = report.deep!;
    const accepted = facts.protocol_versions!.versions.filter(({ accepted }) => accepted);
    assert.deepEqual(accepted.map(({ version }) => version.name), ["TLS 1.2"]);
    const suites = facts.cipher_suites!.versions[0]!.suites.map(({ cipher_suite }) =>
      cipher_suite.name ?? ""
    );
    // The gallery's key is ECDSA, and Deno's stack has these for it, in whatever order.
    assert.deepEqual(
      suites.filter((suite) => /^TLS_ECDHE_ECDSA_WITH_(AES_.*_GCM|CHACHA20)/.test(suite)),
      suites,
    );
    assert.equal(suites.length, 3);
    for (const { id, connections, allowance, status, reason } of probes) {
      assert(connections <= allowance, id);
      assert(status !== "failed" || /look/i.test(reason!), `${id}: ${reason}`);
    }
    assert(report.connections.most_at_once <= 6);
    assert.equal(grade!.caps[0]?.reason, "No TLS 1.3");
  }],

  ["a session can be taken home: its packets, its secrets, and the report", async (scene) => {
    const { target } = find(scene.gallery, "healthy-tls13");
    const response = await scene.instance.fetch(`/evidence.zip?target=${target}&native=0`);
    assert.equal(response.status, 200);
    const files = Object.entries(unzipSync(await response.bytes()));
    const file = (end: string) => files.find(([path]) => path.endsWith(end))![1];
    assert.match(new TextDecoder().decode(file(".keylog")), /^CLIENT_TRAFFIC_SECRET_0 [0-9a-f]{64} /m);
    assert.equal(reportSchema.parse(JSON.parse(new TextDecoder().decode(file(".json")))).verdict, "pass");
    const packets = blocksOf(file(".pcapng")).filter(({ type }) => type === 6);
    const payloads = packets.map((block) => segmentOf(packetOf(block).frame).payload);
    // The first that says something is a record with a ClientHello.
    assert.deepEqual([...payloads.find(({ length }) => length > 0)!.subarray(0, 3)], [22, 3, 1]);
  }],

  ["and kept for another request, where that comes to the same memory", async (scene) => {
    const { evidence } = await check(scene, "healthy-tls13", "&evidence=1");
    if (scene.name === "workerd") return assert.equal(evidence, null);
    const response = await scene.instance.fetch(evidence!.files[1]!);
    assert.equal(blocksOf(await response.bytes())[0]!.type, 0x0a0d0d0a);
  }],

  ["the page comes before the check has ended, and says where its steps are told", async (scene) => {
    const { target } = find(scene.gallery, "silent");
    const response = await scene.instance.fetch(`/check?target=${target}&native=0&timeout=2`);
    const body = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let page = "";
    while (!page.includes("</section>")) page += (await body.read()).value ?? assert.fail("cut short");
    assert.doesNotMatch(page, /<article class="report"/);
    const events = await scene.instance.fetch(/data-events="([^"]+)"/.exec(page)![1]!);
    const told: Step["id"][] = [];
    for await (const { data } of readEvents(events)) told.push((data as Step).id);
    assert.deepEqual(told.slice(0, 2), ["dns", "tcp"]);
    assert.equal(told.at(-1), "secure_channel");
    for (let read = await body.read(); !read.done; read = await body.read()) page += read.value;
    assert.match(page, /<article class="report"/);
  }],

  ["what the page says is what the report says", async (scene) => {
    const home = await scene.instance.fetch("/");
    assert.equal(home.status, 200);
    assert.match(await home.text(), /<form/);
    const response = await scene.instance.fetch(
      `/check?target=${find(scene.gallery, "expired").target}&native=0`,
    );
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    const html = await response.text();
    assert.match(html, /localhost/);
    assert.match(html, /expired/);
  }],

  ["the events are each step in the order of the wire, and then the report", async (scene) => {
    const { target } = find(scene.gallery, "healthy-tls13");
    const response = await scene.instance.fetch(`/api/v1/check/events?target=${target}&native=0`, fresh);
    assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
    const events: Event[] = [];
    for await (const event of readEvents(response)) events.push(event);
    assert.deepEqual(
      events.filter(({ type }) => type === "step").map(({ data }) => (data as Step).id),
      // RFC 9846 §2: in TLS 1.3 the server's Finished comes first.
      ["dns", "tcp", "starttls", ...nine.slice(0, 6), "server_finished", "client_finished", "secure_channel"],
    );
    assert.deepEqual(events.slice(12).map(({ type }) => type), ["report"]);
    assert.equal((events[12]!.data as Report).verdict, "pass");
  }],

  [
    "many targets in one request are lines as they end, and what is wrong with one is its own",
    async (scene) => {
      const targets = ["healthy-tls13", "expired", "healthy-tls12"].map((id) =>
        find(scene.gallery, id).target
      );
      const response = await scene.instance.fetch("/api/v1/checks", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/x-ndjson" },
        body: JSON.stringify({
          targets: [...targets, "a..b"],
          defaults: { native: false, max_age: 0, fields: "verdict" },
        }),
      });
      assert.equal(response.headers.get("content-type"), "application/x-ndjson");
      const lines = (await response.text()).trimEnd().split("\n").map((line) => JSON.parse(line));
      assert.deepEqual(
        lines.toSorted((a, b) => a.index - b.index).map(({ report, problem }) =>
          report?.verdict ?? problem.status
        ),
        ["pass", "fail", "pass", 400],
      );
    },
  ],

  ["the API is described, as JSON and as a page", async (scene) => {
    const described = await (await scene.instance.fetch("/openapi.json")).json();
    assert.match(described.openapi, /^3\.1\./);
    const page = await (await scene.instance.fetch("/docs")).text();
    for (const path of Object.keys(described.paths)) assert(page.includes(`<code>${path}</code>`), path);
  }],

  ["it tells about itself", async (scene) => {
    await check(scene, "healthy-tls13");
    const response = await scene.instance.fetch("/metrics");
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.match(text, /^tls_checker_checks_total\{verdict="pass"\} [1-9]/m);
    assert.match(text, new RegExp(`^tls_checker_build_info\\{.*runtime="${scene.name}"`, "m"));
  }],

  ["whoever goes away ends the check", async (scene) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const accepting = listener.accept();
    const left = new AbortController();
    const response = await scene.instance.fetch(
      `/api/v1/check/events?target=127.0.0.1:${listener.addr.port}&native=0&timeout=20`,
      { signal: left.signal },
    );
    const reading = response.text().catch(() => {});
    using connection = await accepting;
    const ended = untilClosed(connection);
    left.abort();
    const startedMs = performance.now();
    await ended;
    await reading;
    assert(performance.now() - startedMs < 5_000, "and not when its time is up");
  }],

  ["what is asked wrongly is a problem that names the parameter", async (scene) => {
    const response = await scene.instance.fetch("/api/v1/check?target=localhost&port=99999");
    assert.equal(response.status, 400);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const problem = await response.json();
    assert.deepEqual([problem.status, problem.field], [400, "port"]);
    assert.equal((await scene.instance.fetch("/api/v1/nothing")).status, 404);
  }],
];

/** Not a report that is kept from before. */
const fresh: RequestInit = { headers: { "Cache-Control": "no-cache" } };

async function check({ instance, gallery }: Scene, id: string, more = "&native=0"): Promise<Report> {
  const { target, timeout } = find(gallery, id);
  const response = await instance.fetch(`/api/v1/check?target=${target}&timeout=${timeout}${more}`, fresh);
  assert.equal(response.status, 200, id);
  return await response.json();
}

/**
 * Deno's stack, which serves here, now and then hangs up before its alert has left, if its client is another process.
 * Then there is nothing but the hanging up to report.
 */
async function checkUntilHeard(scene: Scene, { id }: GalleryServer): Promise<Report> {
  for (let attempt = 1;; attempt++) {
    const report = await check(scene, id);
    const isUnheard = decisiveCode(report) === "connection_closed" ||
      decisiveCode(report) === "connection_reset";
    if (!isUnheard || !id.startsWith("client-cert-") || attempt === MAXIMUM_ATTEMPTS) return report;
  }
}

const MAXIMUM_ATTEMPTS = 8;

function find({ servers }: Gallery, id: string): GalleryServer {
  return servers.find((server) => server.id === id)!;
}

function statuses({ steps }: Report): [string, string][] {
  return steps.filter(({ number }) => number !== null).map(({ id, status }) => [id, status]);
}

function serverWantsPostQuantum(): boolean {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return major > 2 || minor >= 9;
}

async function untilClosed(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(4096);
  try {
    while (await connection.read(buffer) !== null);
  } catch {
    // Reset is closed too.
  }
}
