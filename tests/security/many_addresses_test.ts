/** Whoever asks for one check of a name with a thousand addresses has no scan of a thousand hosts made. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { MAXIMUM_ATTEMPTS, NetworkError } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

const addresses = Array.from({ length: 1_000 }, (_, n) => ({
  address: `8.8.${n >> 8}.${n & 255}`,
  family: 4 as const,
}));

Deno.test("a check of a name with a thousand addresses dials eight, and lists them all", async () => {
  const dialled = new Set<string>();
  const app = createApp({
    ...denoRuntime(),
    resolve: () => Promise.resolve(addresses),
    dial(address) {
      dialled.add(address);
      return Promise.reject(new NetworkError("connection_refused", `${address} refused the connection`));
    },
  });
  const response = await app.request("/api/v1/check?target=many.example&native=0");
  const report = await response.json() as Report;
  assert.equal(dialled.size, MAXIMUM_ATTEMPTS);
  assert.equal(report.addresses.length, addresses.length);
  const { error } = report.steps.find(({ id }) => id === "tcp")!;
  assert.deepEqual([error!.code, error!.message], [
    "connection_refused",
    "8.8.0.0 refused the connection; addresses tried: 8 of 1000",
  ]);
});
