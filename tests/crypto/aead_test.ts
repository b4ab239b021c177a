import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { concat, fromHex, toHex } from "../../src/bytes/mod.ts";
import { aead, type AeadName } from "../../src/crypto/mod.ts";
import { aeads } from "../../src/crypto/aead.ts";

interface Vector {
  readonly from: string;
  readonly name: AeadName;
  readonly key: string;
  readonly nonce: string;
  readonly additionalData: string;
  readonly plaintext: string;
  /** Ciphertext and tag. */
  readonly sealed: string;
}

const counted = (length: number, first: number, step = 1) =>
  toHex(Uint8Array.from({ length }, (_, i) => first + step * i));

const gcmKey = "feffe9928665731c6d6a8f9467308308";
const gcmPlaintext = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" +
  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
const gcm = {
  nonce: "cafebabefacedbaddecaf888",
  additionalData: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
  plaintext: gcmPlaintext,
};
const nothing = { nonce: "00".repeat(12), additionalData: "", plaintext: "" };

const vectors: readonly Vector[] = [
  {
    from: "McGrew and Viega, test case 1",
    name: "AES-128-GCM",
    key: "00".repeat(16),
    ...nothing,
    sealed: "58e2fccefa7e3061367f1d57a4e7455a",
  },
  {
    from: "McGrew and Viega, test case 4",
    name: "AES-128-GCM",
    key: gcmKey,
    ...gcm,
    sealed: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e" +
      "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091" + "5bc94fbc3221a5db94fae95ae7121a47",
  },
  {
    from: "McGrew and Viega, test case 13",
    name: "AES-256-GCM",
    key: "00".repeat(32),
    ...nothing,
    sealed: "530f8afbc74536b9a963b4f1c4cb738b",
  },
  {
    from: "McGrew and Viega, test case 16",
    name: "AES-256-GCM",
    key: gcmKey + gcmKey,
    ...gcm,
    sealed: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa" +
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b",
  },
  {
    from: "RFC 8439 §2.8.2",
    name: "CHACHA20-POLY1305",
    key: counted(32, 0x80),
    nonce: "070000004041424344454647",
    additionalData: "50515253c0c1c2c3c4c5c6c7",
    plaintext: toHex(
      new TextEncoder().encode(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
      ),
    ),
    sealed: "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6" +
      "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36" +
      "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc" +
      "3ff4def08e4b7a9de576d26586cec64b6116" + "1ae10b594f09e26a7e902ecbd0600691",
  },
  {
    from: "NIST SP 800-38C, example 3",
    name: "AES-128-CCM-8",
    key: counted(16, 0x40),
    nonce: counted(12, 0x10),
    additionalData: counted(20, 0x00),
    plaintext: counted(24, 0x20),
    sealed: "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5" + "484392fbc1b09951",
  },
  ...ccm("AES-128-CCM", 13, 0, "9e231b43ca6e8ee9fa5a830cb934173e"),
  ...ccm("AES-128-CCM", 13, 1, "4fe987bd29a28d5ecb0c704dfa4f00016a"),
  ...ccm("AES-128-CCM", 0, 16, "4fd4fba577ae100ef6995c0a5f7dff954e7a37728f5dac090a9e5da385dd8482"),
  ...ccm(
    "AES-128-CCM",
    14,
    32,
    "4fd4fba577ae100ef6995c0a5f7dff955c2e3fb42f38eebd429e3780c3a5f40f7793eb2ca39c62d0a0dcf14a0ee22ca8",
  ),
  ...ccm("AES-256-CCM", 13, 0, "cf1ca0e4518d959f1c59c76ca69c7f34"),
  ...ccm("AES-256-CCM", 13, 1, "cb2c6838941357d12e7433a38caf80d30c"),
  ...ccm(
    "AES-256-CCM",
    14,
    32,
    "cbc2a2ad11466bc4097120f3a8a19a9633389947da4132aa13b225aea6c4a8e92ebc536874f0c126529e09f49f87002d",
  ),
  ...ccm("AES-128-CCM-8", 13, 0, "b0053940b116b7e1"),
  ...ccm("AES-256-CCM-8", 13, 1, "cbe6554a29ea0f94bc"),
  ...ccm(
    "AES-256-CCM-8",
    14,
    32,
    "cbc2a2ad11466bc4097120f3a8a19a9633389947da4132aa13b225aea6c4a8e93eed7462ccfad909",
  ),
];

/** Made with OpenSSL's aes-*-ccm through Node; octet i of the key is 1 + 7 i, and so on. */
function ccm(name: AeadName, additionalLength: number, length: number, sealed: string): Vector[] {
  return [{
    from: `OpenSSL (${additionalLength} octets of additional data, ${length} of plaintext)`,
    name,
    key: counted(aead(name).keyLength, 1, 7),
    nonce: counted(12, 2, 7),
    additionalData: counted(additionalLength, 3, 7),
    plaintext: counted(length, 4, 7),
    sealed,
  }];
}

for (const vector of vectors) {
  const { name, from } = vector;
  const [nonce, additionalData] = [fromHex(vector.nonce), fromHex(vector.additionalData)];
  const [plaintext, sealed] = [fromHex(vector.plaintext), fromHex(vector.sealed)];

  Deno.test(`${name} gives what ${from} gives, in every implementation`, async () => {
    for (const implementation of aeads[name].implementations.names) {
      const importKey = await aeads[name].implementations.named(implementation);
      assert(importKey, `${implementation} is in every runtime that these tests run on`);
      const key = await importKey(fromHex(vector.key));
      assert.equal(toHex(await key.seal(nonce, additionalData, plaintext)), vector.sealed, implementation);
      assert.deepEqual(await key.open(nonce, additionalData, sealed), plaintext, implementation);
    }
  });

  Deno.test(`${name} opens nothing that was changed in ${from}, in any implementation`, async () => {
    for (const implementation of aeads[name].implementations.names) {
      const importKey = await aeads[name].implementations.named(implementation);
      const key = await importKey!(fromHex(vector.key));
      for (let i = 0; i < sealed.length; i++) {
        assert.equal(await key.open(nonce, additionalData, flipped(sealed, i)), null, `octet ${i}`);
      }
      for (let length = 0; length < sealed.length; length++) {
        assert.equal(
          await key.open(nonce, additionalData, sealed.subarray(0, length)),
          null,
          `${length} octets`,
        );
      }
      assert.equal(await key.open(flipped(nonce, 11), additionalData, sealed), null, "another nonce");
      const more = concat(additionalData, new Uint8Array(1));
      assert.equal(await key.open(nonce, more, sealed), null, "other additional data");
    }
  });
}

Deno.test("each algorithm says its lengths, and refuses a key of another", async () => {
  for (const [name, { keyLength, nonceLength, tagLength, importKey }] of Object.entries(aeads)) {
    const key = await importKey(new Uint8Array(keyLength));
    const sealed = await key.seal(new Uint8Array(nonceLength), new Uint8Array(0), new Uint8Array(5));
    assert.equal(sealed.length, 5 + tagLength, name);
    await assert.rejects(importKey(new Uint8Array(keyLength - 1)), RangeError, name);
    await assert.rejects(importKey(new Uint8Array(0)), RangeError, name);
  }
});

Deno.test("a full record of every AEAD that node:crypto has is sealed as node:crypto seals it", async () => {
  const names = {
    "AES-128-GCM": "aes-128-gcm",
    "AES-256-GCM": "aes-256-gcm",
    "CHACHA20-POLY1305": "chacha20-poly1305",
  };
  for (const [name, nodeName] of Object.entries(names)) {
    const { keyLength, importKey } = aead(name as AeadName);
    const [key, nonce] = [new Uint8Array(keyLength).fill(7), new Uint8Array(12).fill(9)];
    const additionalData = fromHex("1703034011");
    const plaintext = new Uint8Array(16_385).fill(0x61);
    const cipher = createCipheriv(nodeName as "chacha20-poly1305", key, nonce, { authTagLength: 16 });
    cipher.setAAD(additionalData, { plaintextLength: plaintext.length });
    const expected = concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
    const imported = await importKey(key);
    assert.deepEqual(await imported.seal(nonce, additionalData, plaintext), expected, name);
    assert.deepEqual(await imported.open(nonce, additionalData, expected), plaintext, name);
  }
});

Deno.test("AES-CCM refuses what its counters cannot count", async () => {
  const key = await aead("AES-128-CCM").importKey(new Uint8Array(16));
  const nonce = new Uint8Array(12);
  await assert.rejects(key.seal(nonce, new Uint8Array(0xff00), new Uint8Array(0)), RangeError);
  await assert.rejects(key.seal(nonce, new Uint8Array(0), new Uint8Array(2 ** 24)), RangeError);
});

function flipped(bytes: Uint8Array, index: number): Uint8Array {
  const copy = bytes.slice();
  copy[index]! ^= 0x80;
  return copy;
}
