import assert from "node:assert/strict";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import { type HashName, prf } from "../../src/crypto/mod.ts";

const secret = Uint8Array.from({ length: 48 }, (_, i) => i + 1);
const seed = Uint8Array.from({ length: 16 }, (_, i) => 0xa0 + i);

/** What `openssl kdf … TLS1-PRF` (3.0) gives for the same secret, label and seed. */
const expansions: readonly (readonly [HashName, string])[] = [
  [
    "SHA-256",
    "590d11ab42ccc969d0f2d8af4ee2ef8c1cb986cc242562194171757e1881c57aeb566cf18c0749f7b9e9f03fca0423ed" +
    "16ea73e50a21fa88ddbe1f8c87b12e06a64a1069d6f78da7c0b9c2bc416d43c7",
  ],
  [
    "SHA-384",
    "a2fd60de01ab0165bfbd435c4cb647033eee6d200fae4f1a906bac107e0422ba6be9711e85782bbc1eabb756dc54cab9" +
    "5d6a9269252dd275ef6bb3a440fd6da15f86aaf836db0e43eca7ad2f71a23f7d",
  ],
  [
    "MD5+SHA-1",
    "fb9517f37c2e0aadf1e8da26991a4dcb6daeef5c137728a5d7921364d1bf7f62b0a21dcf58dcc736da6bd0a69665b292" +
    "f90ac70ff6077f1cdc68a67a3ffcbc4a1b9945e7d2b14b4f88c3778658e7009a",
  ],
];

for (const [hash, expected] of expansions) {
  Deno.test(`the PRF with ${hash} gives what OpenSSL gives`, async () => {
    assert.equal(toHex(await prf(hash, secret, "key expansion", seed, 80)), expected);
  });

  Deno.test(`the PRF with ${hash} cut shorter is a prefix of itself`, async () => {
    for (const length of [0, 1, 12, 16, 20, 32, 33, 48, 79]) {
      const output = await prf(hash, secret, "key expansion", seed, length);
      assert.equal(toHex(output), expected.slice(0, 2 * length));
    }
  });
}

Deno.test("both halves of a secret of odd length have its middle octet (RFC 4346 §5)", async () => {
  // openssl kdf -keylen 12 -kdfopt digest:MD5-SHA1 -kdfopt hexsecret:0102030405 …
  const output = await prf("MD5+SHA-1", fromHex("0102030405"), "client finished", seed, 12);
  assert.equal(toHex(output), "db35702f1b9a2a3897e6f7b7");
});
