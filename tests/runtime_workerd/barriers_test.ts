import assert from "node:assert/strict";
import { isInBlock, parseAddress } from "../../src/net/mod.ts";
import { barrierTo, cloudflareBlocks } from "../../src/runtime/workerd_barriers.ts";
import { workerdLimitations } from "../../src/runtime/workerd_limitations.ts";

const cloudflare = { cloudflare: true, reachesPrivate: false };
const elsewhere = { cloudflare: false, reachesPrivate: false };
const inside = { cloudflare: false, reachesPrivate: true };

Deno.test("Cloudflare's addresses are out of reach for its Workers, and for nobody else", () => {
  for (
    const address of ["104.16.132.229", "172.67.0.1", "188.114.97.3", "2606:4700::6810:84e5", "2a06:98c1::1"]
  ) {
    assert.equal(barrierTo(address, 443, cloudflare), workerdLimitations.cloudflareAddresses, address);
    assert.equal(barrierTo(address, 443, elsewhere), null, address);
  }
  for (
    const address of ["104.15.255.255", "104.28.0.1", "172.72.0.0", "9.9.9.9", "2606:4701::", "2620:fe::fe"]
  ) {
    assert.equal(barrierTo(address, 443, cloudflare), null, address);
  }
});

Deno.test("so is port 25, and what is not public", () => {
  assert.equal(barrierTo("9.9.9.9", 25, cloudflare), workerdLimitations.port25);
  assert.equal(barrierTo("9.9.9.9", 25, elsewhere), null);
  for (const address of ["127.0.0.1", "::1", "10.0.0.1", "fd00::1", "::ffff:10.0.0.1"]) {
    assert.equal(barrierTo(address, 443, cloudflare), workerdLimitations.privateAddresses, address);
    assert.equal(barrierTo(address, 443, elsewhere), workerdLimitations.privateAddresses, address);
    assert.equal(barrierTo(address, 443, inside), null, address);
  }
});

Deno.test("every block is one, and none lies in another", () => {
  for (const block of cloudflareBlocks) {
    const base = parseAddress(block.split("/")[0]!);
    assert.ok(base, block);
    assert.deepEqual(cloudflareBlocks.filter((other) => isInBlock(base, other)), [block]);
  }
});
