/** Finite-field Diffie-Hellman with parameters of the server's own: TLS 1.2 and older. */
import { bitLength, toBigInt } from "./bigint.ts";
import { KeyShareError } from "./errors.ts";
import { finiteFieldKeyPair, MAXIMUM_PRIME_BITS } from "./finite_field.ts";
import { publishedPrime } from "./published_primes.ts";

/** As a ServerKeyExchange has them (RFC 5246 §7.4.3): big-endian octets. */
export interface DheParameters {
  readonly p: Uint8Array;
  readonly g: Uint8Array;
}

export interface DheKeyShare {
  /** Yc, as long as p. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Z without its leading zero octets (RFC 5246 §8.1.2). Throws `KeyShareError` unless 1 < Ys < p - 1. */
  deriveSharedSecret(peerPublicKey: Uint8Array): Uint8Array<ArrayBuffer>;
}

export interface DheGroupDescription {
  /** Of the prime. */
  readonly bits: number;
  /** `ffdhe2048` (RFC 7919), `MODP 2048` (RFC 3526, 2409, 5114); `null` when the prime is not a published one. */
  readonly name: string | null;
  readonly reference: string | null;
  /** The NamedGroup code point, for RFC 7919's. */
  readonly namedGroup: number | null;
}

/**
 * A fresh key pair; `random` gives that many octets.
 * Throws `KeyShareError` when the parameters cannot be used or the prime has more than 8192 bits.
 */
export function dhe(parameters: DheParameters, random: (length: number) => Uint8Array): DheKeyShare {
  mustBeBounded(parameters);
  const pair = finiteFieldKeyPair(toBigInt(parameters.p), toBigInt(parameters.g), random);
  return {
    publicKey: pair.publicKey,
    deriveSharedSecret(peerPublicKey) {
      const z = pair.deriveSharedSecret(peerPublicKey);
      return z.slice(z.findIndex((octet) => octet !== 0));
    },
  };
}

/** What is known of a group by its prime. Throws `KeyShareError` when the prime has more than 8192 bits. */
export function describeDheParameters(parameters: DheParameters): DheGroupDescription {
  mustBeBounded(parameters);
  const p = toBigInt(parameters.p);
  const published = publishedPrime(p);
  return {
    bits: bitLength(p),
    name: published?.name ?? null,
    reference: published?.reference ?? null,
    namedGroup: published?.namedGroup ?? null,
  };
}

/** Before the octets become integers. */
function mustBeBounded({ p, g }: DheParameters): void {
  const longest = Math.max(p.length, g.length);
  if (longest * 8 > MAXIMUM_PRIME_BITS + 8) { // one more octet: some encode an unsigned integer with a leading zero
    throw new KeyShareError(`The Diffie-Hellman parameters have ${longest} octets, more than are allowed`);
  }
}
