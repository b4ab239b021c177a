/**
 * The published Diffie-Hellman primes.
 *
 * RFC 7919, 3526 and 2409 give a formula for theirs, so they are computed, not listed:
 * 2^b - 2^(b-64) + ([2^(b-130) c] + X) 2^64 - 1, with c = e (RFC 7919 appendix A) or c = pi.
 * RFC 5114 gives none.
 */
import { bitLength } from "./bigint.ts";

export interface PublishedPrime {
  readonly name: string;
  readonly reference: string;
  readonly bits: number;
  /** The NamedGroup code point, for RFC 7919's. */
  readonly namedGroup: number | null;
  prime(): bigint;
}

export const publishedPrimes: readonly PublishedPrime[] = [
  ffdhe(2048, 560316n, 256),
  ffdhe(3072, 2625351n, 257),
  ffdhe(4096, 5736041n, 258),
  ffdhe(6144, 15705020n, 259),
  ffdhe(8192, 10965728n, 260),
  modp(768, 149686n, "RFC 2409 §6.1"),
  modp(1024, 129093n, "RFC 2409 §6.2"),
  modp(1536, 741804n, "RFC 3526 §2"),
  modp(2048, 124476n, "RFC 3526 §3"),
  modp(3072, 1690314n, "RFC 3526 §4"),
  modp(4096, 240904n, "RFC 3526 §5"),
  modp(6144, 929484n, "RFC 3526 §6"),
  modp(8192, 4743158n, "RFC 3526 §7"),
  listed(
    "MODP 1024 with a subgroup of 160 bits",
    "RFC 5114 §2.1",
    1024,
    "b10b8f96a080e01dde92de5eae5d54ec52c99fbcfb06a3c69a6a9dca52d23b616073e28675a23d189838ef1e2ee652c0" +
      "13ecb4aea906112324975c3cd49b83bfaccbdd7d90c4bd7098488e9c219a73724effd6fae5644738faa31a4ff55bccc0" +
      "a151af5f0dc8b4bd45bf37df365c1a65e68cfda76d4da708df1fb2bc2e4a4371",
  ),
  listed(
    "MODP 2048 with a subgroup of 224 bits",
    "RFC 5114 §2.2",
    2048,
    "ad107e1e9123a9d0d660faa79559c51fa20d64e5683b9fd1b54b1597b61d0a75e6fa141df95a56dbaf9a3c407ba1df15" +
      "eb3d688a309c180e1de6b85a1274a0a66d3f8152ad6ac2129037c9edefda4df8d91e8fef55b7394b7ad5b7d0b6c12207" +
      "c9f98d11ed34dbf6c6ba0b2c8bbc27be6a00e0a0b9c49708b3bf8a317091883681286130bc8985db1602e714415d9330" +
      "278273c7de31efdc7310f7121fd5a07415987d9adc0a486dcdf93acc44328387315d75e198c641a480cd86a1b9e587e8" +
      "be60e69cc928b2b9c52172e413042e9b23f10b0e16e79763c9b53dcf4ba80a29e3fb73c16b8e75b97ef363e2ffa31f71" +
      "cf9de5384e71b81c0ac4dffe0c10e64f",
  ),
  listed(
    "MODP 2048 with a subgroup of 256 bits",
    "RFC 5114 §2.3",
    2048,
    "87a8e61db4b6663cffbbd19c651959998ceef608660dd0f25d2ceed4435e3b00e00df8f1d61957d4faf7df4561b2aa30" +
      "16c3d91134096faa3bf4296d830e9a7c209e0c6497517abd5a8a9d306bcf67ed91f9e6725b4758c022e0b1ef4275bf7b" +
      "6c5bfc11d45f9088b941f54eb1e59bb8bc39a0bf12307f5c4fdb70c581b23f76b63acae1caa6b7902d52526735488a0e" +
      "f13c6d9a51bfa4ab3ad8347796524d8ef6a167b5a41825d967e144e5140564251ccacb83e6b486f6b3ca3f7971506026" +
      "c0b857f689962856ded4010abd0be621c3a3960a54e710c375f26375d7014103a4b54330c198af126116d2276e11715f" +
      "693877fad7ef09cadb094ae91e1a1597",
  ),
];

/** The published prime that `p` is, or `null`. */
export function publishedPrime(p: bigint): PublishedPrime | null {
  const bits = bitLength(p);
  return publishedPrimes.find((each) => each.bits === bits && each.prime() === p) ?? null;
}

function ffdhe(bits: number, x: bigint, namedGroup: number): PublishedPrime {
  return {
    name: `ffdhe${bits}`,
    reference: "RFC 7919",
    bits,
    namedGroup,
    prime: once(() => fromConstant(bits, eulersNumber, x)),
  };
}

function modp(bits: number, x: bigint, reference: string): PublishedPrime {
  return {
    name: `MODP ${bits}`,
    reference,
    bits,
    namedGroup: null,
    prime: once(() => fromConstant(bits, pi, x)),
  };
}

function listed(name: string, reference: string, bits: number, hex: string): PublishedPrime {
  return { name, reference, bits, namedGroup: null, prime: once(() => BigInt(`0x${hex}`)) };
}

function fromConstant(bits: number, constant: (fractionBits: number) => bigint, x: bigint): bigint {
  const b = BigInt(bits);
  return 2n ** b - 2n ** (b - 64n) + ((constant(bits - 130) + x) << 64n) - 1n;
}

/** Bits below the wanted ones, so that the errors of the series' terms do not reach them. */
const GUARD_BITS = 32n;

/** floor(e * 2^fractionBits): the sum of 1 / k!. */
function eulersNumber(fractionBits: number): bigint {
  let term = 1n << (BigInt(fractionBits) + GUARD_BITS);
  let sum = 0n;
  for (let k = 1n; term > 0n; k++) {
    sum += term;
    term /= k;
  }
  return sum >> GUARD_BITS;
}

/** floor(pi * 2^fractionBits): Machin's 16 arctan(1/5) - 4 arctan(1/239). */
function pi(fractionBits: number): bigint {
  const one = 1n << (BigInt(fractionBits) + GUARD_BITS);
  return (16n * arctangentOfInverse(5n, one) - 4n * arctangentOfInverse(239n, one)) >> GUARD_BITS;
}

/** arctan(1 / n) in units of 1 / one. */
function arctangentOfInverse(n: bigint, one: bigint): bigint {
  let power = one / n;
  let sum = 0n;
  for (let k = 1n; power > 0n; k += 2n) {
    sum += (k & 2n) === 0n ? power / k : -power / k;
    power /= n * n;
  }
  return sum;
}

function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | null = null;
  return () => (computed ??= { value: compute() }).value;
}
