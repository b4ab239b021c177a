import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { toHex } from "../../src/bytes/mod.ts";
import { hash, type HashName, hmac, UnsupportedAlgorithmError } from "../../src/crypto/mod.ts";
import { hashes } from "../../src/crypto/hash.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const repeated = (octet: number, length: number) => new Uint8Array(length).fill(octet);

interface Vector {
  readonly from: string;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
  readonly macs: Readonly<Partial<Record<HashName, string>>>;
}

const vectors: readonly Vector[] = [
  {
    from: "RFC 4231 §4.2",
    key: repeated(0x0b, 20),
    data: ascii("Hi There"),
    macs: {
      "SHA-1": "b617318655057264e28bc0b6fb378c8ef146be00", // RFC 2202 §3
      "SHA-224": "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22",
      "SHA-256": "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
      "SHA-384":
        "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
      "SHA-512":
        "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
    },
  },
  {
    from: "RFC 4231 §4.3",
    key: ascii("Jefe"),
    data: ascii("what do ya want for nothing?"),
    macs: {
      "MD5": "750c783e6ab0b503eaa86e310a5db738", // RFC 2202 §2
      "SHA-1": "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
      "SHA-224": "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44",
      "SHA-256": "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
      "SHA-384":
        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
      "SHA-512":
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    },
  },
  {
    from: "RFC 4231 §4.7, a key longer than a block",
    key: repeated(0xaa, 131),
    data: ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
    macs: {
      "SHA-256": "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
      "SHA-384":
        "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
      "SHA-512":
        "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
    },
  },
];

for (const { from, key, data, macs } of vectors) {
  for (const [name, mac] of Object.entries(macs) as [HashName, string][]) {
    Deno.test(`HMAC with ${name} is what ${from} prints`, async () => {
      assert.equal(toHex(await hmac(name, key, data)), mac);
    });
  }
}

for (const name of ["MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"] as const) {
  Deno.test(`every implementation of HMAC with ${name} agrees with node:crypto, the empty key included`, async () => {
    const { macs } = hashes[name];
    let asked = 0;
    for (const implementation of macs.names) {
      const mac = await macs.named(implementation);
      if (mac === null) continue;
      asked++;
      for (const keyLength of [0, 1, 20, 63, 64, 65, 127, 128, 129, 200]) {
        for (const dataLength of [0, 1, 100]) {
          const [key, data] = [repeated(keyLength, keyLength), repeated(1, dataLength)];
          const expected = createHmac(name.replace("-", "").toLowerCase(), key).update(data).digest("hex");
          assert.equal(
            toHex(await (await mac(key))(data)),
            expected,
            `${implementation}, key of ${keyLength} octets`,
          );
        }
      }
    }
    assert(asked > 0);
    assert(await macs.named("noble"));
  });
}

Deno.test("an empty key is as good as a block of zero octets", async () => {
  const zeros = new Uint8Array(hash("SHA-256").blockLength);
  assert.deepEqual(
    await hmac("SHA-256", new Uint8Array(0), ascii("x")),
    await hmac("SHA-256", zeros, ascii("x")),
  );
});

Deno.test("there is no HMAC with the concatenation of two hashes", async () => {
  await assert.rejects(hmac("MD5+SHA-1", ascii("key"), ascii("data")), UnsupportedAlgorithmError);
});
