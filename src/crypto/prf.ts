import type { HashName } from "./hash.ts";

/**
 * PRF(secret, label, seed) cut to `length` octets: RFC 5246 §5 with a hash of TLS 1.2,
 * RFC 4346 §5 (P_MD5 xor P_SHA-1) with `MD5+SHA-1`.
 */
export function prf(
  _hash: HashName,
  _secret: Uint8Array,
  _label: string,
  _seed: Uint8Array,
  _length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  throw new Error("being written");
}
