/** HKDF (RFC 5869): the two halves apart, because the TLS 1.3 key schedule uses them apart. */
import { concat } from "../bytes/mod.ts";
import { hash, type HashName } from "./hash.ts";
import { hmac, type HmacKey } from "./hmac.ts";

/** RFC 5869 §2.2: PRK = HMAC(salt, IKM). An empty salt stands for as many zero octets as the hash has. */
export function hkdfExtract(
  hash: HashName,
  salt: Uint8Array,
  ikm: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return hmac(hash, salt, ikm); // HMAC pads a short key with zero octets, so the empty salt needs no replacing
}

/** RFC 5869 §2.3: `length` octets of output keying material; throws `RangeError` past 255 times the hash's length. */
export async function hkdfExpand(
  prk: HmacKey,
  info: Uint8Array,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const blocks = Math.ceil(length / hash(prk.hash).length);
  if (blocks > 255) throw new RangeError(`HKDF-Expand with ${prk.hash} cannot give ${length} octets`);
  const okm: Uint8Array[] = [];
  let previous = new Uint8Array(0);
  for (let counter = 1; counter <= blocks; counter++) {
    previous = await prk.mac(concat(previous, info, Uint8Array.of(counter)));
    okm.push(previous);
  }
  return concat(...okm).slice(0, length);
}
