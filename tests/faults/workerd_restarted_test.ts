/** workerd dies under load and comes back: whoever asked is told at once, nobody hangs, and it serves as before. */
import assert from "node:assert/strict";
import { startGallery } from "../../src/demo/gallery.ts";
import { startSilentServer } from "../../src/demo/plain_server.ts";
import { services } from "./services.ts";

const CLIENTS = 50;
const LIFE_MS = 1_500;
const TIMEOUT_SECONDS = 3;
/** For a loaded machine, beyond the deadline of each check. */
const SLACK_MS = 4_000;

type Outcome = { readonly status: number; readonly tookMs: number };

const { missing, start } = services.find(({ title }) => title === "workerd")!;

Deno.test({
  name: `workerd is killed with SIGKILL under load and started again${missing ? ` (${missing})` : ""}`,
  ignore: missing !== undefined,
  async fn() {
    const gallery = await startGallery({ now: new Date() });
    const silent = await startSilentServer();
    const healthy = gallery.servers.find(({ id }) => id === "healthy-tls13")!.target;
    let worker = await start(gallery.anchorsPem);
    const lives: Outcome[][] = [[], []];
    let life = 0;
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, async (_, index) => {
      // Half of them wait for a server that says nothing.
      const target = index % 2 === 0 ? healthy : `localhost:${silent.port}`;
      const query = `target=${target}&native=0&max_age=0&timeout=${TIMEOUT_SECONDS}.${100 + index}`;
      while (!isOver) {
        const outcomes = lives[life]!;
        outcomes.push(await ask(`${worker.origin}/api/v1/check?${query}`));
        await sleep(20);
      }
    });
    try {
      await sleep(LIFE_MS);
      Deno.kill(worker.processId!, "SIGKILL");
      const dead = worker;
      await sleep(500);
      life = 1;
      worker = await start(gallery.anchorsPem, Number(new URL(dead.origin).port));
      await dead.stop();
      await sleep(LIFE_MS);
    } finally {
      isOver = true;
      await Promise.all(clients);
      await worker.stop();
      await silent.stop();
      await gallery.stop();
    }
    const outcomes = lives.flat();
    for (const [index, outcomes] of lives.entries()) {
      assert(outcomes.some(({ status }) => status === 200), `reports in life ${index + 1}`);
    }
    assert(outcomes.some(({ status }) => status === 0), "it did die");
    assert.deepEqual(
      [...new Set(outcomes.map(({ status }) => status))].filter((status) => ![0, 200, 503].includes(status)),
      [],
    );
    const slowest = Math.max(...outcomes.map(({ tookMs }) => tookMs));
    assert(slowest < (TIMEOUT_SECONDS + 1) * 1000 + SLACK_MS, `the slowest answer took ${slowest} ms`);
  },
});

/** Status 0: no answer. */
async function ask(url: string): Promise<Outcome> {
  const startedMs = performance.now();
  let status = 0;
  try {
    const response = await fetch(url);
    await response.text();
    status = response.status;
  } catch {
    // Nobody is there.
  }
  return { status, tookMs: performance.now() - startedMs };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
