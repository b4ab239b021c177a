import assert from "node:assert/strict";
import { createDiffieHellman, createHash, getDiffieHellman } from "node:crypto";
import { concat, toHex } from "../../src/bytes/mod.ts";
import { describeDheParameters, dhe, KeyShareError } from "../../src/crypto/mod.ts";
import { bitLength, toBigInt, toOctets } from "../../src/crypto/bigint.ts";
import { publishedPrime, publishedPrimes } from "../../src/crypto/published_primes.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const two = Uint8Array.of(2);

function primeNamed(name: string): Uint8Array<ArrayBuffer> {
  const { bits, prime } = publishedPrimes.find((each) => each.name === name)!;
  return toOctets(prime(), bits / 8);
}

Deno.test("RFC 3526's and 2409's primes are those of node:crypto", () => {
  const names = {
    768: "modp1",
    1024: "modp2",
    1536: "modp5",
    2048: "modp14",
    3072: "modp15",
    4096: "modp16",
    6144: "modp17",
    8192: "modp18",
  };
  for (const [bits, name] of Object.entries(names)) {
    assert.equal(toHex(primeNamed(`MODP ${bits}`)), getDiffieHellman(name).getPrime("hex"));
  }
});

Deno.test("RFC 7919's and 5114's primes are those of OpenSSL", () => {
  // SHA-256 of the primes that `openssl genpkey -genparam -algorithm DH` (3.0) writes.
  const digests = {
    "ffdhe2048": "9cd3b7f336872f46c09428d1bbc19877a4d440512cda8d1c1cf0cd6e33698966",
    "ffdhe3072": "0eaf67db3a839156d5013494a5318a772b5697d270d721f37f092efc69ea5a17",
    "ffdhe4096": "4648414224ac881b3d0dc59b466f96d06a558278776807797ecf1f66ff397b3e",
    "ffdhe6144": "227ac9066b3ddd9e193670cda2388fa884f65ba0cf98b742d1fe77a6687c79c7",
    "ffdhe8192": "770b14efaf6f049929c523113b3fa99a8d11dab1b18af3609590122075d19833",
    "MODP 1024 with a subgroup of 160 bits":
      "44c55cfee5c075927cf682da5b681bdecbd5c3eb0784c14f5dce7610f0ef133d",
    "MODP 2048 with a subgroup of 224 bits":
      "bfe545862ca102ad1eeddb5fbfa5bf855ac4995c56a8b408ce3fe099dce93a9d",
    "MODP 2048 with a subgroup of 256 bits":
      "0b7835722cb619827610c2549fdda5587421686c4409a13865e76225522ddcc9",
  };
  for (const [name, digest] of Object.entries(digests)) {
    assert.equal(createHash("sha256").update(primeNamed(name)).digest("hex"), digest, name);
  }
});

Deno.test("a published prime is known by its value alone", () => {
  for (const published of publishedPrimes) {
    assert.equal(bitLength(published.prime()), published.bits, published.name);
    assert.equal(publishedPrime(published.prime()), published);
    assert.equal(publishedPrime(published.prime() + 2n), null);
  }
  assert.deepEqual(describeDheParameters({ p: primeNamed("ffdhe3072"), g: two }), {
    bits: 3072,
    name: "ffdhe3072",
    reference: "RFC 7919",
    namedGroup: 257,
  });
  assert.deepEqual(describeDheParameters({ p: concat(Uint8Array.of(0), primeNamed("MODP 2048")), g: two }), {
    bits: 2048,
    name: "MODP 2048",
    reference: "RFC 3526 §3",
    namedGroup: null,
  });
  const own = createDiffieHellman(256).getPrime();
  assert.deepEqual(describeDheParameters({ p: new Uint8Array(own), g: two }), {
    bits: 256,
    name: null,
    reference: null,
    namedGroup: null,
  });
});

Deno.test("a key exchange with node:crypto over 2048 bits agrees", () => {
  const p = primeNamed("ffdhe2048");
  for (let i = 0; i < 5; i++) {
    const peer = createDiffieHellman(p, two);
    peer.generateKeys();
    const share = dhe({ p, g: two }, random);
    assert.equal(share.publicKey.length, 256);
    const expected = new Uint8Array(peer.computeSecret(share.publicKey));
    const first = expected.findIndex((octet) => octet !== 0);
    assert.deepEqual(share.deriveSharedSecret(new Uint8Array(peer.getPublicKey())), expected.subarray(first));
  }
});

Deno.test("leading zero octets of Z go, all of them (RFC 5246 §8.1.2)", () => {
  // A modulus of 2^1024 - 1 makes powers of two that wrap around, so some secrets are short.
  const p = new Uint8Array(128).fill(0xff);
  const lengths = new Set<number>();
  for (let i = 0; i < 60; i++) {
    const z = dhe({ p, g: two }, random).deriveSharedSecret(two);
    assert.notEqual(z[0], 0);
    lengths.add(z.length);
  }
  assert(lengths.size > 1);
});

Deno.test("the private key is the random octets' doing, and different octets give different shares", () => {
  const p = primeNamed("MODP 1024");
  const fixed = (octet: number) =>
    dhe({ p, g: two }, (length) => new Uint8Array(length).fill(octet)).publicKey;
  assert.deepEqual(fixed(1), fixed(1));
  assert.notDeepEqual(fixed(1), fixed(2));
  assert.equal(toBigInt(fixed(0)), 4n); // the smallest private key is 2
});

Deno.test("a public value of 0, 1, p - 1, p or more is refused (RFC 7919 §3)", () => {
  const p = primeNamed("MODP 1024");
  const prime = toBigInt(p);
  const share = dhe({ p, g: two }, random);
  for (const y of [0n, 1n, prime - 1n, prime, prime + 1n]) {
    assert.throws(() => share.deriveSharedSecret(toOctets(y, 129)), KeyShareError, `${y}`);
  }
  assert.throws(() => share.deriveSharedSecret(new Uint8Array(0)), KeyShareError);
});

Deno.test("parameters that no secret can come from are refused", () => {
  const p = primeNamed("MODP 1024");
  const even = p.slice();
  even[127] = 0;
  const minusOne = toOctets(toBigInt(p) - 1n, 128);
  for (
    const bad of [
      { p, g: Uint8Array.of(1) },
      { p, g: new Uint8Array(0) },
      { p, g: minusOne },
      { p, g: p },
      { p: even, g: two },
      { p: new Uint8Array(0), g: two },
      { p: new Uint8Array(128), g: two },
      { p: Uint8Array.of(23), g: Uint8Array.of(5) },
    ]
  ) assert.throws(() => dhe(bad, random), KeyShareError);
});

Deno.test("a prime over 8192 bits is refused before it costs anything", () => {
  const p = new Uint8Array(8193 / 8 + 1).fill(0xff);
  assert.throws(() => dhe({ p, g: two }, random), KeyShareError);
  const huge = new Uint8Array(65_535).fill(0xff);
  assert.throws(() => dhe({ p: huge, g: two }, random), KeyShareError);
  assert.throws(() => dhe({ p: primeNamed("MODP 1024"), g: huge }, random), KeyShareError);
  assert.throws(() => describeDheParameters({ p: huge, g: two }), KeyShareError);
});
