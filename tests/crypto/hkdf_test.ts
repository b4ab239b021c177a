import assert from "node:assert/strict";
import { hkdfSync } from "node:crypto";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import { type HashName, hkdfExpand, hkdfExtract, hmacKey } from "../../src/crypto/mod.ts";

interface Vector {
  readonly from: string;
  readonly hash: HashName;
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly prk: string;
  readonly okm: string;
}

const counted = (from: number, to: number) =>
  toHex(Uint8Array.from({ length: to - from + 1 }, (_, i) => from + i));

const vectors: readonly Vector[] = [
  {
    from: "RFC 5869 §A.1",
    hash: "SHA-256",
    ikm: "0b".repeat(22),
    salt: counted(0x00, 0x0c),
    info: counted(0xf0, 0xf9),
    prk: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
    okm: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  },
  {
    from: "RFC 5869 §A.2",
    hash: "SHA-256",
    ikm: counted(0x00, 0x4f),
    salt: counted(0x60, 0xaf),
    info: counted(0xb0, 0xff),
    prk: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
    okm: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09" +
      "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
  },
  {
    from: "RFC 5869 §A.3, without salt and info",
    hash: "SHA-256",
    ikm: "0b".repeat(22),
    salt: "",
    info: "",
    prk: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
    okm: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  },
  {
    from: "RFC 5869 §A.4",
    hash: "SHA-1",
    ikm: "0b".repeat(11),
    salt: counted(0x00, 0x0c),
    info: counted(0xf0, 0xf9),
    prk: "9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243",
    okm: "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896",
  },
  {
    from: "RFC 5869 §A.7",
    hash: "SHA-1",
    ikm: "0c".repeat(22),
    salt: "",
    info: "",
    prk: "2adccada18779e7c2077ad2eb19d3f3e731385dd",
    okm: "2c91117204d745f3500d636a62f64f0ab3bae548aa53d423b0d1f27ebba6f5e5673a081d70cce7acfc48",
  },
];

for (const { from, hash, ikm, salt, info, prk, okm } of vectors) {
  Deno.test(`HKDF gives what ${from} prints`, async () => {
    assert.equal(toHex(await hkdfExtract(hash, fromHex(salt), fromHex(ikm))), prk);
    assert.equal(
      toHex(await hkdfExpand(await hmacKey(hash, fromHex(prk)), fromHex(info), okm.length / 2)),
      okm,
    );
  });
}

Deno.test("HKDF with SHA-384 agrees with node:crypto at every length around a block", async () => {
  const [ikm, salt, info] = [fromHex("0a0b0c"), fromHex("01"), fromHex("0203")];
  const prk = await hmacKey("SHA-384", await hkdfExtract("SHA-384", salt, ikm));
  for (const length of [1, 12, 47, 48, 49, 96, 97, 255 * 48]) {
    const expected = new Uint8Array(hkdfSync("sha384", ikm, salt, info, length));
    assert.deepEqual(await hkdfExpand(prk, info, length), expected);
  }
});

Deno.test("HKDF-Expand gives no octets when none are wanted, and refuses more than 255 blocks", async () => {
  const prk = await hmacKey("SHA-256", new Uint8Array(32));
  assert.equal((await hkdfExpand(prk, new Uint8Array(0), 0)).length, 0);
  await assert.rejects(hkdfExpand(prk, new Uint8Array(0), 255 * 32 + 1), RangeError);
});
