import assert from "node:assert/strict";
import { limitedByAddress } from "../../routes/limits/address_limit.ts";
import { memoryRateLimiter } from "../../routes/limits/memory_rate_limiter.ts";
import { counted, everywhere, guarded, publicOnly, refuseFetch, Wiretap } from "../../src/net/mod.ts";
import { budget } from "../../src/probes/deep/budget.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";

Deno.test("nothing is fetched from where a protocol begins in the clear, whatever the policy", () => {
  for (const port of [21, 24, 25, 110, 119, 143, 389, 587, 2525, 3306, 4190, 5222, 5269, 5432]) {
    for (const webPortsOnly of [false, true, undefined]) {
      const refused = refuseFetch({ webPortsOnly }, new URL(`http://ca.example:${port}/`));
      assert.equal(refused?.code, "port_not_allowed", String(port));
    }
  }
});

Deno.test("under a policy of web ports, http is fetched from port 80 and https from port 443", () => {
  for (
    const [url, allowed] of [
      ["http://ca.example/", true],
      ["http://ca.example:80/", true],
      ["https://ca.example/", true],
      ["https://ca.example:443/", true],
      ["http://ca.example:443/", false],
      ["https://ca.example:80/", false],
      ["http://ca.example:8080/", false],
      ["http://[2001:db8::1]:81/", false],
    ] as const
  ) {
    assert.equal(refuseFetch({ webPortsOnly: true }, new URL(url)) === null, allowed, url);
    assert.equal(refuseFetch({ webPortsOnly: false }, new URL(url)), null, url);
  }
});

Deno.test("the policy is kept through everything that is put around a runtime", () => {
  const { runtime } = recordingRuntime({});
  assert.equal(guarded(runtime, everywhere).webPortsOnly, false);
  const guard = guarded(runtime, publicOnly);
  const limiter = memoryRateLimiter({ perMinute: 1, burst: 1 });
  for (
    const around of [
      guard,
      counted(guard).runtime,
      new Wiretap().on(guard),
      budget(guard, 1).runtime,
      limitedByAddress(guard, { connections: limiter, deepChecks: limiter }, false),
    ]
  ) assert.equal(around.webPortsOnly, true);
});
