/** Finite-field Diffie-Hellman in integers: what DHE of TLS 1.2 and the ffdhe groups of TLS 1.3 share. */
import { bitLength, modPow, toBigInt, toOctets } from "./bigint.ts";
import { KeyShareError } from "./errors.ts";

/** Of the prime. Work grows with its cube, so what a server may ask of us is bounded. */
export const MAXIMUM_PRIME_BITS = 8192;
const MINIMUM_PRIME_BITS = 256;

/** Of the private key: twice the strength of the largest prime (RFC 7919 appendix A.5 asks for 400). */
const PRIVATE_KEY_OCTETS = 56;

export interface FiniteFieldKeyPair {
  /** As long as the prime. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** As long as the prime. Throws `KeyShareError` unless 1 < peer's public key < p - 1. */
  deriveSharedSecret(peerPublicKey: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** Throws `KeyShareError` when nobody could agree on a key with these parameters. */
export function finiteFieldKeyPair(
  p: bigint,
  g: bigint,
  random: (length: number) => Uint8Array,
): FiniteFieldKeyPair {
  const bits = bitLength(p);
  if (bits < MINIMUM_PRIME_BITS || bits > MAXIMUM_PRIME_BITS) {
    throw new KeyShareError(
      `The Diffie-Hellman prime has ${bits} bits, not ${MINIMUM_PRIME_BITS} to ${MAXIMUM_PRIME_BITS}`,
    );
  }
  if ((p & 1n) === 0n) throw new KeyShareError("The Diffie-Hellman modulus is even, so it is no prime");
  mustBeElement(g, p, "generator");
  const length = Math.ceil(bits / 8);
  const privateKey = privateKeyBelow(p, random);
  return {
    publicKey: toOctets(modPow(g, privateKey, p), length),
    deriveSharedSecret(peerPublicKey) {
      const y = toBigInt(peerPublicKey);
      mustBeElement(y, p, "public value");
      return toOctets(modPow(y, privateKey, p), length);
    },
  };
}

/** RFC 7919 §3: 1 < y < p - 1, which keeps the secret out of the subgroups of one and two elements. */
function mustBeElement(y: bigint, p: bigint, what: string): void {
  if (y <= 1n || y >= p - 1n) {
    throw new KeyShareError(`The Diffie-Hellman ${what} is not between 1 and p - 1`);
  }
}

/** At least 2, so that the public value is not the generator. */
function privateKeyBelow(p: bigint, random: (length: number) => Uint8Array): bigint {
  return 2n + toBigInt(random(PRIVATE_KEY_OCTETS)) % (p - 3n);
}
