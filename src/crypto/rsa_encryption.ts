/**
 * RSAES-PKCS1-v1_5 (RFC 8017 §7.2.1) under the key of a SubjectPublicKeyInfo.
 * `random` gives that many octets; the padding takes those of them that are not zero.
 * Throws `UnsupportedKeyError` when the key is not RSA or out of bounds.
 */
export function rsaEncrypt(
  _spki: Uint8Array,
  _message: Uint8Array,
  _random: (length: number) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  throw new Error("being written");
}
