/**
 * RSAES-PKCS1-v1_5 (RFC 8017 §7.2), which the RSA key exchange of TLS 1.2 and older sends the premaster
 * secret with. WebCrypto left it out, so it is computed here.
 */
import { concat, DecodeError } from "../bytes/mod.ts";
import { toBigInt, toOctets } from "./bigint.ts";
import { InvalidKeyError, UnsupportedKeyError } from "./errors.ts";
import { keyOid, parsePublicKey } from "./public_key.ts";
import { type RsaKey, rsaKey } from "./rsa_key.ts";

/** Octets of padding string, at least (RFC 8017 §7.2.1 step 2b). */
const MINIMUM_PADDING = 8;

/** Each leaves one octet in 256 to draw again, so only a broken source comes here. */
const MAXIMUM_DRAWS = 64;

/**
 * `message` encrypted to the key of a DER SubjectPublicKeyInfo. `random` gives that many octets; those that
 * are not zero become the padding.
 * Throws `UnsupportedKeyError` when the key is not RSA, out of bounds, or too short for the message.
 */
export function rsaEncrypt(
  spki: Uint8Array,
  message: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const key = encryptionKey(spki);
  const paddingLength = key.length - message.length - 3;
  if (paddingLength < MINIMUM_PADDING) {
    throw new UnsupportedKeyError(`An RSA modulus of ${key.modulusBits} bits is too short for the message`);
  }
  const em = concat(Uint8Array.of(0, 2), nonZero(paddingLength, random), Uint8Array.of(0), message);
  return toOctets(key.apply(toBigInt(em))!, key.length); // EM begins with a zero octet, so it is below the modulus
}

function encryptionKey(spki: Uint8Array): RsaKey {
  try {
    const key = parsePublicKey(spki);
    if (key.oid === keyOid.rsaEncryption) return rsaKey(key); // RFC 4055 §1.2: id-RSASSA-PSS keys sign alone
    throw new UnsupportedKeyError(`A key of the kind "${key.oid}" does not encrypt`);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new InvalidKeyError(`The public key is malformed: ${error.message}`, { cause: error });
  }
}

function nonZero(length: number, random: (length: number) => Uint8Array): Uint8Array {
  const padding = new Uint8Array(length);
  let filled = 0;
  for (let draw = 0; filled < length; draw++) {
    if (draw === MAXIMUM_DRAWS) throw new RangeError("The random octets are all zero");
    const octets = random(length - filled).filter((octet) => octet !== 0);
    padding.set(octets, filled);
    filled += octets.length;
  }
  return padding;
}
