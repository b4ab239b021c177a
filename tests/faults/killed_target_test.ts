/** A target that is killed in the middle of its handshake: the report says where, at once, and keeps what came before. */
import assert from "node:assert/strict";
import { startGallery } from "../../src/demo/gallery.ts";
import type { Report } from "../../src/report/mod.ts";
import { startChild } from "./child.ts";
import { services } from "./services.ts";

/** Seconds; far more than any of this takes. */
const TIMEOUT = 20;
const MILLISECONDS_AFTER_THE_KILL = 3_000;

interface Case {
  readonly id: string;
  /** Of the server's that arrive whole. */
  readonly records: number;
  /** The steps that come to pass all the same. */
  readonly passed: readonly string[];
}

const cases: readonly Case[] = [
  { id: "healthy-tls13", records: 0, passed: ["client_hello"] },
  // RFC 9846 §2: the keys of the handshake follow from the ServerHello alone.
  { id: "healthy-tls13", records: 2, passed: ["client_hello", "premaster_secret"] },
  { id: "healthy-tls12", records: 0, passed: ["client_hello"] },
  {
    id: "healthy-tls12",
    records: 1,
    passed: [
      "client_hello",
      "server_hello",
      "authentication",
      "premaster_secret",
      "private_key",
      "session_keys",
      "client_finished",
    ],
  },
];

for (const { title, missing, start } of services) {
  Deno.test({
    name: `a target is killed with SIGKILL in mid-handshake, on ${title}${missing ? ` (${missing})` : ""}`,
    ignore: missing !== undefined,
    async fn(t) {
      const gallery = await startGallery({ now: new Date() });
      const service = await start(gallery.anchorsPem);
      try {
        for (const { id, records, passed } of cases) {
          await t.step(`${id}, in the midst of the server's record ${records + 1}`, async () => {
            const { port } = gallery.servers.find((server) => server.id === id)!;
            await using target = await startChild("stalling.ts", [String(port), String(records)]);
            const asking = ask(
              `${service.origin}/api/v1/check?target=localhost:${target.port}` +
                `&resolve=127.0.0.1&native=0&timeout=${TIMEOUT}`,
            );
            await target.says("stalled");
            const killedMs = performance.now();
            target.kill();
            const report = await asking;
            assert(
              performance.now() - killedMs < MILLISECONDS_AFTER_THE_KILL,
              "it does not wait for its time",
            );
            judge(report, passed);
          });
        }
      } finally {
        await service.stop();
        await gallery.stop();
      }
    },
  });
}

async function ask(url: string): Promise<Report> {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  return await response.json();
}

function judge({ verdict, steps }: Report, passed: readonly string[]): void {
  assert.equal(verdict, "fail");
  const failed = steps.filter(({ status }) => status === "fail");
  assert.deepEqual(failed.map(({ error }) => error?.fault), ["peer"]);
  assert.match(failed[0]!.error!.code, /^connection_(closed|reset)$/);
  for (const { id, status } of steps) {
    if (passed.includes(id)) assert.equal(status, "pass", id);
  }
  assert.equal(steps.find(({ id }) => id === "secure_channel")?.status, "skipped");
}
