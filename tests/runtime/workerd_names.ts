/** Names on workerd, by a DNS over HTTPS service of this machine. */
import assert from "node:assert/strict";
import { startGallery } from "../../src/demo/gallery.ts";
import type { Report } from "../../src/report/mod.ts";
import { type Answers, startResolver } from "./resolver.ts";
import { missing, startWorker } from "./workerd.ts";

const answers: Answers = {
  "both.example.": { A: ["127.0.0.1"], AAAA: ["::1"] },
  "four.example.": { A: ["127.0.0.1"] },
  "alias.example.": { cname: "four.example.", A: ["127.0.0.1"] },
  "half.example.": { A: ["127.0.0.1"], AAAA: "SERVFAIL" },
  "empty.example.": {},
  "broken.example.": { A: "SERVFAIL", AAAA: "SERVFAIL" },
  "slow.example.": { A: "silence", AAAA: "silence" },
  "status.example.": { A: "HTTP 500", AAAA: "HTTP 500" },
  "garbage.example.": { A: "garbage", AAAA: "garbage" },
};

export function namesOnWorkerd(): void {
  Deno.test({
    name: `names are looked up by DNS over HTTPS${missing === undefined ? "" : ` (${missing})`}`,
    ignore: missing !== undefined,
    async fn(t) {
      const gallery = await startGallery({ now: new Date() });
      const resolver = startResolver(answers);
      const instance = await startWorker({
        bindings: { ALLOW_PRIVATE_TARGETS: "true", DNS_OVER_HTTPS: resolver.url },
        networks: ["public", "private"],
        trustedCertificates: "",
      });
      const { port } = gallery.servers.find(({ id }) => id === "healthy-tls13")!;
      const check = async (name: string): Promise<Report> => {
        const response = await instance.fetch(`/api/v1/check?target=${name}:${port}&timeout=2&native=0`);
        assert.equal(response.status, 200);
        return await response.json();
      };
      try {
        await t.step("both families are reported, IPv6 first", async () => {
          const { addresses, connection } = await check("both.example");
          assert.deepEqual(addresses, [{ address: "::1", family: 6 }, { address: "127.0.0.1", family: 4 }]);
          assert.equal(connection?.protocol_version.name, "TLS 1.3");
        });
        for (const name of ["four.example", "alias.example", "half.example"]) {
          await t.step(`${name} leads to its address`, async () => {
            const { address, steps } = await check(name);
            assert.equal(address, "127.0.0.1");
            assert.equal(steps.find(({ id }) => id === "server_finished")?.status, "pass");
          });
        }
        for (
          const [name, code] of [
            ["missing.example", "host_not_found"],
            ["empty.example", "host_not_found"],
            ["broken.example", "dns_failed"],
            ["status.example", "dns_failed"],
            ["garbage.example", "dns_failed"],
            ["slow.example", "dns_timeout"],
          ] as const
        ) {
          await t.step(`${name} is ${code}`, async () => {
            const { verdict, steps } = await check(name);
            assert.equal(steps.find(({ id }) => id === "dns")?.error?.code, code);
            assert.equal(verdict, "fail");
          });
        }
      } finally {
        await instance.stop();
        await resolver.stop();
        await gallery.stop();
      }
    },
  });
}
