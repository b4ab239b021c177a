import type { HashName } from "./hash.ts";

/** RFC 5869 §2.2: PRK = HMAC(salt, IKM). An empty salt stands for `hash.length` zero octets. */
export function hkdfExtract(
  _hash: HashName,
  _salt: Uint8Array,
  _ikm: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  throw new Error("being written");
}

/** RFC 5869 §2.3: `length` octets of output keying material; at most 255 times the hash's length. */
export function hkdfExpand(
  _hash: HashName,
  _prk: Uint8Array,
  _info: Uint8Array,
  _length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  throw new Error("being written");
}
