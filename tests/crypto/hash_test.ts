import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { concat, toHex } from "../../src/bytes/mod.ts";
import { hash, type HashName } from "../../src/crypto/mod.ts";
import { hashes } from "../../src/crypto/hash.ts";

/** Digests of "abc": RFC 1321 §A.5, RFC 3174 §7.3, FIPS 180-4's examples. */
const abc: readonly (readonly [HashName, string])[] = [
  ["MD5", "900150983cd24fb0d6963f7d28e17f72"],
  ["SHA-1", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["SHA-224", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"],
  ["SHA-256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "SHA-384",
    "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
  ],
  [
    "SHA-512",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ],
];

const data = Uint8Array.from({ length: 400 }, (_, i) => i * 7);

for (const [name, digest] of abc) {
  Deno.test(`${name} of "abc" is what its specification prints`, async () => {
    assert.equal(toHex(await hash(name).digest(new TextEncoder().encode("abc"))), digest);
    assert.equal(hash(name).length, digest.length / 2);
  });

  Deno.test(`every implementation of ${name} agrees with node:crypto at every length around a block`, async () => {
    const { digests } = hashes[name];
    let asked = 0;
    for (const implementation of digests.names) {
      const digestOf = await digests.named(implementation);
      if (digestOf === null) continue; // WebCrypto has no MD5 on Deno, and no SHA-224 anywhere
      asked++;
      for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 400]) {
        const part = data.subarray(0, length);
        const expected = createHash(name.replace("-", "").toLowerCase()).update(part).digest("hex");
        assert.equal(toHex(await digestOf(part)), expected, `${implementation}, ${length} octets`);
      }
    }
    assert(asked > 0);
    assert(await digests.named("noble"));
  });
}

Deno.test("MD5+SHA-1 is the one digest after the other", async () => {
  const both = hash("MD5+SHA-1");
  assert.deepEqual(
    await both.digest(data),
    concat(await hash("MD5").digest(data), await hash("SHA-1").digest(data)),
  );
  assert.equal(both.length, 36);
});

Deno.test("a digest covers the view it is given, not the buffer behind it", async () => {
  const view = data.subarray(10, 20);
  for (const name of ["SHA-256", "MD5", "MD5+SHA-1"] as const) {
    assert.deepEqual(await hash(name).digest(view), await hash(name).digest(view.slice()));
  }
});
