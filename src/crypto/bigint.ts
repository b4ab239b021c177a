/**
 * Integers as octets, and modular exponentiation.
 *
 * Not constant-time: what it is used for is public (verifying signatures) or lives for one handshake of a
 * measuring instrument.
 */
import { fromHex, toHex } from "../bytes/mod.ts";

/** OS2IP of RFC 8017 §4.2: big-endian, unsigned. */
export function toBigInt(octets: Uint8Array): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${toHex(octets)}`);
}

/** I2OSP of RFC 8017 §4.1. Throws `RangeError` when `value` does not fit `length` octets. */
export function toOctets(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  if (value < 0n || hex.length > 2 * length) {
    throw new RangeError(`The integer does not fit ${length} octets`);
  }
  return fromHex(hex.padStart(2 * length, "0"));
}

/** 0 for 0. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** base ** exponent mod modulus, for exponents of 0 and more. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  const reduced = base % modulus;
  for (const digit of exponent.toString(2)) {
    result = result * result % modulus;
    if (digit === "1") result = result * reduced % modulus;
  }
  return result;
}

/** The x with value * x = 1 mod modulus. `null` when there is none. */
export function modInverse(value: bigint, modulus: bigint): bigint | null {
  let [remainder, next] = [modulus, (value % modulus + modulus) % modulus];
  let [coefficient, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, following] = [following, coefficient - quotient * following];
  }
  if (remainder !== 1n) return null;
  return (coefficient % modulus + modulus) % modulus;
}
