/** What workerd keeps from us is told as that, and not as a verdict about the target. */
import assert from "node:assert/strict";
import type { Report } from "../../src/report/mod.ts";
import { missing, startWorker } from "./workerd.ts";

const cfHeader = "Test-Cf";

export function limitationsOfWorkerd(): void {
  Deno.test({
    name: `in Cloudflare's network a target out of reach is unknown, not down${
      missing === undefined ? "" : ` (${missing})`
    }`,
    ignore: missing !== undefined,
    async fn(t) {
      // No network at all is what a Worker sees of Cloudflare's own.
      const instance = await startWorker({ bindings: {}, networks: [], trustedCertificates: "", cfHeader });
      const check = async (target: string): Promise<Report> => {
        const response = await instance.fetch(`/api/v1/check?target=${target}`, {
          headers: { [cfHeader]: JSON.stringify({ colo: "AMS" }), "CF-Connecting-IP": "192.0.2.7" },
        });
        assert.equal(response.status, 200, await response.clone().text());
        return await response.json();
      };
      try {
        await t.step("the vantage is the location that serves the request", async () => {
          const { vantage } = await check("104.16.132.229");
          assert.deepEqual(vantage, { runtime: "workerd", runtime_version: "unknown", region: "AMS" });
        });
        for (const target of ["104.16.132.229", "[2606:4700::6810:84e5]", "smtp://9.9.9.9"]) {
          await t.step(`${target} cannot be reached from there`, async () => {
            const report = await check(target);
            const tcp = report.steps.find(({ id }) => id === "tcp")!;
            assert.deepEqual([tcp.error?.code, tcp.error?.fault], ["unreachable_from_vantage", "policy"]);
            assert.equal(report.verdict, "unknown");
          });
        }
        await t.step("any other address that does not answer is the target's trouble", async () => {
          const report = await check("9.9.9.9");
          const tcp = report.steps.find(({ id }) => id === "tcp")!;
          assert.equal(tcp.error?.code, "connection_refused");
          assert.match(tcp.error!.message, /does not say whether/);
          assert.equal(report.verdict, "fail");
        });
        await t.step("and one that is not public is refused before", async () => {
          const response = await instance.fetch("/api/v1/check?target=127.0.0.1", {
            headers: { [cfHeader]: JSON.stringify({ colo: "AMS" }), Host: "localhost" },
          });
          assert.equal(response.status, 403);
          await response.body?.cancel();
        });
      } finally {
        await instance.stop();
      }
    },
  });
}
