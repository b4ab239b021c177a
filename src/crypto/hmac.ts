/** HMAC (RFC 2104). */
import { hashes, type HashName } from "./hash.ts";

/** Ready for use, as one key authenticates several things. */
export interface HmacKey {
  readonly hash: HashName;
  mac(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

/** A zero-length key is a key. Rejects with `UnsupportedAlgorithmError` for `MD5+SHA-1`. */
export async function hmacKey(hash: HashName, key: Uint8Array): Promise<HmacKey> {
  const mac = await (await hashes[hash].macs.first())(key);
  return { hash, mac: async (data) => await mac(data) };
}

/** HMAC of `data`, with a key that is used once. */
export async function hmac(
  hash: HashName,
  key: Uint8Array,
  data: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return (await hmacKey(hash, key)).mac(data);
}
