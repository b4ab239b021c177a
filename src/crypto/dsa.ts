/** DSA verification (FIPS 186-4 §4.7), for servers older than TLS 1.2. No runtime has it in WebCrypto. */
import { bitLength, modInverse, modPow, toBigInt } from "./bigint.ts";
import { DerReader } from "./der.ts";
import { InvalidKeyError, UnsupportedKeyError } from "./errors.ts";
import { hash as hashNamed } from "./hash.ts";
import { Implementations } from "./implementation.ts";
import { type DsaPublicKey, dsaPublicKey, keyOid, type PublicKey } from "./public_key.ts";
import type { Verifier, VerifierInput, Verify } from "./verifier.ts";

/** A server chooses both, and the work grows with them. */
const MAXIMUM_P_BITS = 4096;
const MAXIMUM_Q_BITS = 512;

export const dsa: Verifier = {
  keyOids: [keyOid.dsa],
  precheck: ({ key, signature }) => boundedKey(key) !== null && dssSigValue(signature) !== null,
  implementations: new Implementations<Verify>("DSA", { name: "own", load: () => verify }),
};

async function verify({ key, hash, signature, data }: VerifierInput): Promise<boolean> {
  const { p, q, g, y } = boundedKey(key);
  const { r, s } = dssSigValue(signature)!;
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const digest = await hashNamed(hash!).digest(data);
  const excess = BigInt(Math.max(0, 8 * digest.length - bitLength(q)));
  const z = toBigInt(digest) >> excess; // the leftmost bits of the digest
  const w = modInverse(s, q);
  if (w === null) throw new InvalidKeyError("The DSA parameter q is not prime");
  const v = modPow(g, z * w % q, p) * modPow(y, r * w % q, p) % p % q;
  return v === r;
}

/** Throws `UnsupportedKeyError` when nothing can be computed with the key. */
function boundedKey(publicKey: PublicKey): DsaPublicKey {
  const key = dsaPublicKey(publicKey);
  if (key === null) throw new UnsupportedKeyError("The DSA key has no parameters of its own");
  const { p, q, g, y } = key;
  if (bitLength(p) > MAXIMUM_P_BITS || bitLength(q) > MAXIMUM_Q_BITS) {
    throw new UnsupportedKeyError(`The DSA parameters have ${bitLength(p)} and ${bitLength(q)} bits`);
  }
  if (q <= 1n || p <= q || g <= 1n || g >= p || y <= 1n || y >= p) {
    throw new InvalidKeyError("The DSA key is not one of its parameters'");
  }
  return key;
}

/** RFC 3279 §2.2.2; `null` when it is not one. */
function dssSigValue(signature: Uint8Array): { r: bigint; s: bigint } | null {
  try {
    const outer = new DerReader(signature);
    const value = outer.sequence("Dss-Sig-Value");
    outer.end("Dss-Sig-Value");
    const [r, s] = [value.unsigned("r"), value.unsigned("s")];
    value.end("s");
    return { r, s };
  } catch {
    return null;
  }
}
