/** RSASSA-PKCS1-v1_5 and RSASSA-PSS verification (RFC 8017 §8). */
import { concat, equalBytes } from "../bytes/mod.ts";
import { toBigInt, toOctets } from "./bigint.ts";
import { hashes, type HashName } from "./hash.ts";
import { Implementations } from "./implementation.ts";
import { keyOid } from "./public_key.ts";
import { rsaEncryptionSpki, type RsaKey, rsaKey } from "./rsa_key.ts";
import { source } from "./subtle.ts";
import type { Verifier, VerifierInput, Verify } from "./verifier.ts";

export const rsassaPkcs1: Verifier = {
  keyOids: [keyOid.rsaEncryption],
  precheck,
  implementations: implementations("RSASSA-PKCS1-v1_5", verifyPkcs1),
};

export const rsassaPss: Verifier = {
  keyOids: [keyOid.rsaEncryption, keyOid.rsassaPss],
  precheck,
  implementations: implementations("RSA-PSS", verifyPss),
};

/** RFC 8017 §8.1.2 and §8.2.2 step 1: the signature is as long as the modulus. */
function precheck({ key, signature }: VerifierInput): boolean {
  return signature.length === rsaKey(key).length;
}

/** `name`: WebCrypto's; `verifyEncoding`: whether EM, cut to `length` octets, encodes the data. */
function implementations(
  name: "RSASSA-PKCS1-v1_5" | "RSA-PSS",
  verifyEncoding: (m: bigint, key: RsaKey, hash: HashName, input: VerifierInput) => Promise<boolean>,
): Implementations<Verify> {
  return new Implementations<Verify>(name, {
    name: "subtle",
    load: () => (input) => subtleVerify(name, input),
  }, {
    // For moduli over 4096 bits and the hashes that WebCrypto does not sign with.
    name: "own",
    load: () => async (input) => {
      const key = rsaKey(input.key);
      const m = key.apply(toBigInt(input.signature));
      return m !== null && await verifyEncoding(m, key, input.hash!, input);
    },
  });
}

async function subtleVerify(
  name: string,
  { key, hash, saltLength, signature, data }: VerifierInput,
): Promise<boolean | null> {
  try {
    const algorithm = { name, hash: hash! };
    const imported = await crypto.subtle.importKey("spki", rsaEncryptionSpki(key), algorithm, false, [
      "verify",
    ]);
    return await crypto.subtle.verify({ name, saltLength }, imported, source(signature), source(data));
  } catch {
    return null;
  }
}

/** EMSA-PKCS1-v1_5: RFC 8017 §8.2.2, by building the one right encoding and comparing. */
async function verifyPkcs1(
  m: bigint,
  key: RsaKey,
  hash: HashName,
  { data }: VerifierInput,
): Promise<boolean> {
  const t = concat(hashes[hash].digestInfoPrefix, await hashes[hash].digest(data));
  const paddingLength = key.length - t.length - 3;
  if (paddingLength < MINIMUM_PADDING) return false; // RFC 8017 §9.2 step 3: the modulus is too short for the hash
  const padding = new Uint8Array(paddingLength).fill(0xff);
  const expected = concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), t);
  return equalBytes(toOctets(m, key.length), expected);
}

/** Octets of 0xff in EMSA-PKCS1-v1_5. */
const MINIMUM_PADDING = 8;

/** EMSA-PSS-VERIFY: RFC 8017 §9.1.2, with MGF1 over the same hash. */
async function verifyPss(
  m: bigint,
  key: RsaKey,
  hash: HashName,
  { data, saltLength }: VerifierInput,
): Promise<boolean> {
  const { length: hashLength, digest } = hashes[hash];
  const emBits = key.modulusBits - 1;
  const emLength = Math.ceil(emBits / 8);
  const dbLength = emLength - hashLength - 1;
  const separator = dbLength - saltLength - 1; // where DB has its 0x01, behind the padding of zero octets
  if (separator < 0) return false; // step 3
  const encoded = toOctets(m, key.length);
  if (encoded.length > emLength && encoded[0] !== 0) return false; // RFC 8017 §8.1.2 step 2c: EM does not fit
  const em = encoded.subarray(encoded.length - emLength);
  if (em.at(-1) !== 0xbc) return false; // step 4
  const h = em.subarray(dbLength, dbLength + hashLength);
  const topBits = 0xff >> (8 * emLength - emBits);
  if ((em[0]! & ~topBits) !== 0) return false; // step 6
  const mask = await mgf1(hash, h, dbLength);
  const db = em.slice(0, dbLength).map((octet, i) => octet ^ mask[i]!);
  db[0]! &= topBits; // step 9
  if (db.subarray(0, separator).some((octet) => octet !== 0) || db[separator] !== 1) return false; // step 10
  const salt = db.subarray(separator + 1);
  const expected = await digest(concat(new Uint8Array(8), await digest(data), salt));
  return equalBytes(h, expected); // step 14
}

/** RFC 8017 §B.2.1. */
async function mgf1(hash: HashName, seed: Uint8Array, length: number): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for (let counter = 0; counter * hashes[hash].length < length; counter++) {
    blocks.push(await hashes[hash].digest(concat(seed, toOctets(BigInt(counter), 4))));
  }
  return concat(...blocks).subarray(0, length);
}
