/**
 * The system's own resolver, whose name server says nothing: a look-up cannot be called off, and the check ends all
 * the same. In a mount namespace of its own, whose `/etc/resolv.conf` names a server of this test; that takes root.
 */
import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import type { Report } from "../../src/report/mod.ts";

const NAME_SERVER = "127.0.0.53";
const TIMEOUT_SECONDS = 2;
const entry = new URL("../../src/cli.ts", import.meta.url).pathname;
const mayMount = Deno.build.os === "linux" && Deno.uid() === 0;

Deno.test({
  name: `a name server that says nothing is dns_timeout, in time${mayMount ? "" : " (only root may mount)"}`,
  ignore: !mayMount,
  async fn() {
    const folder = await Deno.makeTempDir();
    const server = await silentNameServer();
    try {
      const configuration = `${folder}/resolv.conf`;
      await Deno.writeTextFile(configuration, `nameserver ${NAME_SERVER}\noptions timeout:30 attempts:5\n`);
      const check = [
        `"${Deno.execPath()}" run --no-prompt --allow-net --allow-read --allow-env "${entry}"`,
        `--json --timeout ${TIMEOUT_SECONDS} silent-resolver.example`,
      ].join(" ");
      const startedMs = performance.now();
      const { code, stdout } = await new Deno.Command("unshare", {
        args: ["--mount", "sh", "-c", `mount --bind "${configuration}" /etc/resolv.conf && exec ${check}`],
        stdout: "piped",
      }).output();
      const tookMs = performance.now() - startedMs;
      assert.equal(code, 2, "no such answer is the target's trouble");
      const report: Report = JSON.parse(new TextDecoder().decode(stdout));
      assert.equal(report.steps.find(({ id }) => id === "dns")?.error?.code, "dns_timeout");
      assert(server.asked(), "the resolver did ask");
      assert(report.timings.total_ms < (TIMEOUT_SECONDS + 1) * 1000, `${report.timings.total_ms} ms`);
      assert(tookMs < (TIMEOUT_SECONDS + 10) * 1000, `the process took ${tookMs} ms`);
    } finally {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function silentNameServer(): Promise<{ asked(): boolean; stop(): Promise<void> }> {
  let asked = false;
  const socket: Socket = createSocket("udp4");
  socket.on("message", () => asked = true);
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>();
  socket.once("error", reject);
  socket.bind(53, NAME_SERVER, resolve);
  await bound;
  return {
    asked: () => asked,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
