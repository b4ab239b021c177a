import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { concat, fromHex } from "../../src/bytes/mod.ts";
import { describePublicKey, rsaEncrypt, UnsupportedKeyError } from "../../src/crypto/mod.ts";
import { modInverse, modPow, toBigInt, toOctets } from "../../src/crypto/bigint.ts";
import { derElement, tag } from "../../src/crypto/der.ts";
import { publishedPrimes } from "../../src/crypto/published_primes.ts";
import { recordedSignature } from "./fixtures/signatures.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const premaster = Uint8Array.from({ length: 48 }, (_, i) => i === 0 ? 3 : i);

Deno.test("node:crypto decrypts what was encrypted", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  for (const message of [premaster, new Uint8Array(0), new Uint8Array(245).fill(9)]) {
    const ciphertext = rsaEncrypt(spki, message, random);
    assert.equal(ciphertext.length, 256);
    const decrypted = privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(ciphertext));
    assert.deepEqual(new Uint8Array(decrypted), message);
  }
});

Deno.test("a modulus of 8192 bits works too, and the padding is random octets without a zero", () => {
  const [p, q] = ["ffdhe4096", "MODP 4096"].map((name) =>
    publishedPrimes.find((each) => each.name === name)!.prime()
  );
  const modulus = p! * q!;
  const spki = rsaSpki(modulus, 65537n);
  assert.deepEqual(describePublicKey(spki), {
    algorithm: "RSA",
    curve: null,
    bits: 8192,
    publicExponent: 65537n,
  });
  const withZeros = (length: number) => random(length).map((octet, i) => i % 3 === 1 ? 0 : octet);
  const ciphertext = rsaEncrypt(spki, premaster, withZeros);
  const d = modInverse(65537n, (p! - 1n) * (q! - 1n))!;
  const em = toOctets(modPow(toBigInt(ciphertext), d, modulus), 1024);
  const padding = em.subarray(2, 1024 - 48 - 1);
  assert.deepEqual(em.subarray(0, 2), Uint8Array.of(0, 2));
  assert(padding.every((octet) => octet !== 0));
  assert(new Set(padding).size > 200);
  assert.deepEqual(em.subarray(1024 - 49), concat(Uint8Array.of(0), premaster));
});

Deno.test("a source of nothing but zeros ends in an error, not in a loop", () => {
  const { spki } = recordedSignature("RSA 2048 SHA-256");
  assert.throws(() => rsaEncrypt(spki, premaster, (length) => new Uint8Array(length)), RangeError);
});

Deno.test("keys that do not encrypt are refused", () => {
  for (const name of ["ECDSA P-256 SHA-256", "Ed25519", "id-RSASSA-PSS 2048"]) {
    const { spki } = recordedSignature(name);
    assert.throws(() => rsaEncrypt(spki, premaster, random), UnsupportedKeyError, name);
  }
  const { spki } = recordedSignature("RSA 1024 SHA-256");
  assert.throws(() => rsaEncrypt(spki.subarray(1), premaster, random), UnsupportedKeyError);
  assert.throws(() => rsaEncrypt(spki, new Uint8Array(118), random), UnsupportedKeyError);
  assert.equal(rsaEncrypt(spki, new Uint8Array(117), random).length, 128);
});

Deno.test("an RSA key out of bounds is refused before it costs anything", () => {
  const odd = (bits: number) => 2n ** BigInt(bits - 1) + 1n;
  for (
    const [modulus, exponent] of [
      [odd(16_385), 65537n],
      [odd(511), 65537n],
      [odd(2048), odd(65)],
      [odd(2048), 1n],
      [odd(2048), 0n],
      [odd(2048), 65536n],
      [odd(2048) + 1n, 65537n],
      [0n, 65537n],
    ] as const
  ) {
    assert.throws(() => rsaEncrypt(rsaSpki(modulus, exponent), premaster, random), UnsupportedKeyError);
  }
});

function rsaSpki(modulus: bigint, exponent: bigint): Uint8Array {
  const rsaEncryption = fromHex("300d06092a864886f70d0101010500");
  const key = derElement(tag.sequence, integer(modulus), integer(exponent));
  return derElement(tag.sequence, rsaEncryption, derElement(tag.bitString, Uint8Array.of(0), key));
}

function integer(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return derElement(tag.integer, fromHex(/^[89a-f]/.test(even) ? `00${even}` : even));
}
