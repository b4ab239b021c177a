import assert from "node:assert/strict";
import { Deadline, NetworkError } from "../../../src/net/mod.ts";
import { type AddressLimits, limitedByAddress } from "../../../routes/limits/address_limit.ts";
import { memoryRateLimiter } from "../../../routes/limits/memory_rate_limiter.ts";
import { networkKey, SITE_BITS } from "../../../routes/limits/network_key.ts";
import { recordingRuntime } from "../../support/recording_runtime.ts";

Deno.test("an address is left alone when it was connected to too often, whatever names lead to it", async () => {
  using deadline = new Deadline(1000);
  const { runtime, reached } = recordingRuntime({});
  const limited = limitedByAddress(runtime, limits(2, 2), false);
  const codes: string[] = [];
  for (const address of ["9.9.9.9", "9.9.9.9", "9.9.9.9", "8.8.8.8"]) {
    await limited.dial(address, 443, deadline).catch((error: NetworkError) => codes.push(error.code));
  }
  assert.deepEqual(reached, ["dial 9.9.9.9 443", "dial 9.9.9.9 443", "dial 8.8.8.8 443"]);
  assert.equal(codes[2], "address_not_allowed");
});

Deno.test("a deep check counts as one behind its first connections, and one that is too many gets no further", async () => {
  using deadline = new Deadline(1000);
  const { runtime, reached } = recordingRuntime({});
  const shared = limits(100, 1);
  const dialAll = async () => {
    const limited = limitedByAddress(runtime, shared, true);
    for (let index = 0; index < 40; index++) await limited.dial("9.9.9.9", 443, deadline).catch(() => {});
    return reached.splice(0).length;
  };
  assert.equal(await dialAll(), 40);
  assert.equal(await dialAll(), 10);
});

Deno.test("IPv4 is counted by address in whatever spelling, IPv6 by the /64 that one subscriber has", () => {
  assert.equal(networkKey("192.0.2.7"), "192.0.2.7");
  assert.equal(networkKey("::ffff:192.0.2.7"), "192.0.2.7");
  assert.equal(networkKey("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  assert.equal(networkKey("2001:0db8:1:2::ffff"), networkKey("2001:db8:1:2::1"));
  assert.notEqual(networkKey("2001:db8:1:3::1"), networkKey("2001:db8:1:2::1"));
  assert.equal(networkKey("2001:db8:1:2::1", SITE_BITS), "2001:db8:1::/48");
  assert.equal(networkKey("192.0.2.7", SITE_BITS), "192.0.2.7");
  assert.equal(networkKey("unix"), null);
});

function limits(connections: number, deepChecks: number): AddressLimits {
  const limiter = (burst: number) => memoryRateLimiter({ perMinute: burst, burst }, () => 0);
  return { connections: limiter(connections), deepChecks: limiter(deepChecks) };
}
