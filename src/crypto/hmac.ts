import type { HashName } from "./hash.ts";

/** RFC 2104. A zero-length key is a key. */
export function hmac(_hash: HashName, _key: Uint8Array, _data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  throw new Error("being written");
}
