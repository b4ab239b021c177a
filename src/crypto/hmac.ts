/** HMAC (RFC 2104). */
import { hashes, type HashName } from "./hash.ts";

/** HMAC of `data`. A zero-length key is a key. Rejects with `UnsupportedAlgorithmError` for `MD5+SHA-1`. */
export async function hmac(
  hash: HashName,
  key: Uint8Array,
  data: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return (await hashes[hash].macs.first())(key, data);
}
