import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { concat, fromHex, toHex } from "../../src/bytes/mod.ts";
import { blockCipher, type BlockCipherName } from "../../src/crypto/mod.ts";
import { blockCiphers } from "../../src/crypto/cbc.ts";

interface Vector {
  readonly from: string;
  readonly name: BlockCipherName;
  readonly key: string;
  readonly iv: string;
  readonly plaintext: string;
  readonly ciphertext: string;
}

const nistPlaintext = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51" +
  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

const vectors: readonly Vector[] = [
  {
    from: "NIST SP 800-38A §F.2.1",
    name: "AES-128-CBC",
    key: "2b7e151628aed2a6abf7158809cf4f3c",
    iv: "000102030405060708090a0b0c0d0e0f",
    plaintext: nistPlaintext,
    ciphertext: "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2" +
      "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7",
  },
  {
    from: "NIST SP 800-38A §F.2.5",
    name: "AES-256-CBC",
    key: "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
    iv: "000102030405060708090a0b0c0d0e0f",
    plaintext: nistPlaintext,
    ciphertext: "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d" +
      "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b",
  },
  {
    from: "openssl enc -des-ede3-cbc -nopad",
    name: "3DES-EDE-CBC",
    key: "0123456789abcdeffedcba987654321089abcdef01234567",
    iv: "0011223344556677",
    plaintext: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    ciphertext: "48b3b0072ceb1e11d3c3b3169bc3394f46dd53ac99963e887d81b77941c213a9",
  },
];

for (const { from, name, key, iv, plaintext, ciphertext } of vectors) {
  Deno.test(`${name} gives what ${from} gives, in every implementation`, async () => {
    for (const implementation of blockCiphers[name].implementations.names) {
      const cbc = await blockCiphers[name].implementations.named(implementation);
      assert(cbc, `${implementation} is in every runtime that these tests run on`);
      const inputs = [fromHex(key), fromHex(iv)] as const;
      assert.equal(toHex(await cbc.encrypt(...inputs, fromHex(plaintext))), ciphertext, implementation);
      assert.equal(toHex(await cbc.decrypt(...inputs, fromHex(ciphertext))), plaintext, implementation);
      assert.equal((await cbc.encrypt(...inputs, new Uint8Array(0))).length, 0, implementation);
      assert.equal((await cbc.decrypt(...inputs, new Uint8Array(0))).length, 0, implementation);
    }
  });

  Deno.test(`every implementation of ${name} agrees with node:crypto under many keys`, async () => {
    const { implementations, keyLength, blockLength } = blockCiphers[name];
    const nodeName =
      { "AES-128-CBC": "aes-128-cbc", "AES-256-CBC": "aes-256-cbc", "3DES-EDE-CBC": "des-ede3-cbc" }[name];
    for (let blocks = 1; blocks <= 40; blocks++) {
      const [randomKey, randomIv, data] = [keyLength, blockLength, blocks * blockLength].map((length) =>
        crypto.getRandomValues(new Uint8Array(length))
      ) as [Uint8Array, Uint8Array, Uint8Array];
      const cipher = createCipheriv(nodeName, randomKey, randomIv).setAutoPadding(false);
      const expected = concat(cipher.update(data), cipher.final());
      for (const implementation of implementations.names) {
        const cbc = await implementations.named(implementation);
        assert.deepEqual(await cbc!.encrypt(randomKey, randomIv, data), expected, implementation);
        assert.deepEqual(
          new Uint8Array(await cbc!.decrypt(randomKey, randomIv, expected)),
          data,
          implementation,
        );
      }
    }
  });

  Deno.test(`${name} decrypts what no padding could end`, async () => {
    const { blockLength, decrypt, encrypt } = blockCipher(name);
    const garbage = new Uint8Array(5 * blockLength).fill(0xee);
    const decrypted = await decrypt(fromHex(key), fromHex(iv), garbage);
    assert.equal(decrypted.length, garbage.length);
    assert.deepEqual(await encrypt(fromHex(key), fromHex(iv), decrypted), garbage);
  });

  Deno.test(`${name} refuses what is not whole blocks`, async () => {
    const { encrypt, decrypt, keyLength, blockLength } = blockCipher(name);
    const [goodKey, goodIv] = [new Uint8Array(keyLength), new Uint8Array(blockLength)];
    for (const operation of [encrypt, decrypt]) {
      await assert.rejects(operation(goodKey, goodIv, new Uint8Array(blockLength + 1)), RangeError);
      await assert.rejects(operation(goodKey, goodIv.subarray(1), new Uint8Array(blockLength)), RangeError);
      await assert.rejects(operation(goodKey.subarray(1), goodIv, new Uint8Array(blockLength)), RangeError);
    }
  });
}
