/** The pseudorandom function of TLS 1.2 and older. */
import { concat, utf8 } from "../bytes/mod.ts";
import type { HashName } from "./hash.ts";
import { hmacKey } from "./hmac.ts";

/**
 * PRF(secret, label, seed) cut to `length` octets: RFC 5246 §5 with a hash of TLS 1.2,
 * RFC 4346 §5 (P_MD5 xor P_SHA-1) with `MD5+SHA-1`.
 */
export async function prf(
  hash: HashName,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const labelAndSeed = concat(utf8(label), seed);
  if (hash !== "MD5+SHA-1") return await expand(hash, secret, labelAndSeed, length); // RFC 5246 §5
  // RFC 4346 §5: the halves of the secret share its middle octet when its length is odd.
  const half = Math.ceil(secret.length / 2);
  const md5 = await expand("MD5", secret.subarray(0, half), labelAndSeed, length);
  const sha1 = await expand("SHA-1", secret.subarray(secret.length - half), labelAndSeed, length);
  return md5.map((octet, i) => octet ^ sha1[i]!);
}

/** P_hash: RFC 5246 §5. */
async function expand(
  hash: HashName,
  secret: Uint8Array,
  seed: Uint8Array,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await hmacKey(hash, secret);
  const output = new Uint8Array(length);
  let a: Uint8Array = seed; // A(0)
  for (let offset = 0; offset < length;) {
    a = await key.mac(a); // A(i) = HMAC_hash(secret, A(i-1))
    const block = await key.mac(concat(a, seed));
    output.set(block.subarray(0, length - offset), offset);
    offset += block.length;
  }
  return output;
}
