/** RSA public keys (RFC 8017 §3.1) within the bounds of what we compute for a peer. */
import { fromHex } from "../bytes/mod.ts";
import { bitLength, modPow } from "./bigint.ts";
import { derElement, tag } from "./der.ts";
import { InvalidKeyError, UnsupportedKeyError } from "./errors.ts";
import { type PublicKey, rsaPublicKey } from "./public_key.ts";

/** A server chooses both, and the work grows with them. */
const MAXIMUM_MODULUS_BITS = 16_384;
const MAXIMUM_EXPONENT_BITS = 64;
const MINIMUM_MODULUS_BITS = 512;

export interface RsaKey {
  readonly modulusBits: number;
  /** Octets of the modulus: k in RFC 8017. */
  readonly length: number;
  /** The public operation, m^e mod n; `null` when m is not below n (RFC 8017 §5.1.1, §5.2.2). */
  apply(m: bigint): bigint | null;
}

/** Throws `UnsupportedKeyError` when the key is out of bounds, `DecodeError` when it is not an RSA key. */
export function rsaKey(key: PublicKey): RsaKey {
  const { modulus, publicExponent } = rsaPublicKey(key);
  const modulusBits = bitLength(modulus);
  if (modulusBits < MINIMUM_MODULUS_BITS) {
    throw new InvalidKeyError(
      `The RSA modulus has ${modulusBits} bits, fewer than any signature or secret needs`,
    );
  }
  if (modulusBits > MAXIMUM_MODULUS_BITS) {
    throw new UnsupportedKeyError(
      `The RSA modulus has ${modulusBits} bits, more than ${MAXIMUM_MODULUS_BITS}`,
    );
  }
  if (bitLength(publicExponent) > MAXIMUM_EXPONENT_BITS) {
    throw new UnsupportedKeyError(`The RSA exponent has more than ${MAXIMUM_EXPONENT_BITS} bits`);
  }
  if (publicExponent < 3n || (publicExponent & 1n) === 0n || (modulus & 1n) === 0n) {
    throw new InvalidKeyError("The RSA modulus or exponent is even, or the exponent is 1");
  }
  return {
    modulusBits,
    length: Math.ceil(modulusBits / 8),
    apply: (m) => m < modulus ? modPow(m, publicExponent, modulus) : null,
  };
}

/**
 * The same key under rsaEncryption: WebCrypto takes no id-RSASSA-PSS (RFC 4055 §1.2), and no parameters
 * but NULL.
 */
export function rsaEncryptionSpki(key: PublicKey): Uint8Array<ArrayBuffer> {
  const rsaEncryption = fromHex("300d06092a864886f70d0101010500");
  return derElement(tag.sequence, rsaEncryption, derElement(tag.bitString, Uint8Array.of(0), key.bits));
}
