/** Signature verification: the algorithms, one entry each, apart from what X.509 and TLS call them. */
import { DecodeError } from "../bytes/mod.ts";
import { dsa } from "./dsa.ts";
import { ecdsa } from "./ecdsa.ts";
import { ed25519, ed448 } from "./eddsa.ts";
import { InvalidKeyError, UnsupportedKeyError } from "./errors.ts";
import { hash as hashNamed, type HashName } from "./hash.ts";
import { parsePublicKey, type PublicKey } from "./public_key.ts";
import { rsassaPkcs1, rsassaPss } from "./rsa_signature.ts";
import type { Verifier, VerifierInput } from "./verifier.ts";

export type SignatureAlgorithm = "RSASSA-PKCS1-v1_5" | "RSASSA-PSS" | "ECDSA" | "Ed25519" | "Ed448" | "DSA";

export interface SignatureParameters {
  readonly algorithm: SignatureAlgorithm;
  /** `null` for Ed25519 and Ed448. `MD5+SHA-1` is what RSA signs in TLS 1.0 and 1.1. */
  readonly hash: HashName | null;
  /** RSASSA-PSS only; defaults to the hash's length. */
  readonly saltLength?: number;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** As it stands in the certificate or message: for ECDSA and DSA a DER SEQUENCE of r and s. */
  readonly signature: Uint8Array;
  readonly data: Uint8Array;
}

/**
 * Whether the signature is good.
 * Throws `UnsupportedKeyError` when the key is of another kind, malformed, or nothing here can use it, so
 * `false` always means a bad signature.
 */
export function verifySignature(parameters: SignatureParameters): Promise<boolean> {
  return verifyWithKeyOf(verifiers[parameters.algorithm].keyOids, parameters);
}

/** The same for keys of these kinds alone: a TLS SignatureScheme allows one where X.509 allows more. */
export async function verifyWithKeyOf(
  keyOids: readonly string[],
  parameters: SignatureParameters,
): Promise<boolean> {
  const { algorithm, hash, signature, data } = parameters;
  const verifier = verifiers[algorithm];
  const key = publicKey(keyOids, parameters);
  const saltLength = parameters.saltLength ?? (hash === null ? 0 : hashNamed(hash).length);
  const input = { key, hash, saltLength, signature, data };
  if (!precheck(verifier, input)) return false;
  for await (const verify of verifier.implementations.available()) {
    const good = await verify(input);
    if (good !== null) return good;
  }
  throw new UnsupportedKeyError(`The public key cannot be used for ${algorithm}`);
}

/** What the tests see. */
export const verifiers: Readonly<Record<SignatureAlgorithm, Verifier>> = {
  "RSASSA-PKCS1-v1_5": rsassaPkcs1,
  "RSASSA-PSS": rsassaPss,
  "ECDSA": ecdsa,
  "Ed25519": ed25519,
  "Ed448": ed448,
  "DSA": dsa,
};

function publicKey(keyOids: readonly string[], { spki, algorithm }: SignatureParameters): PublicKey {
  const key = orUnsupported(() => parsePublicKey(spki));
  if (keyOids.includes(key.oid)) return key;
  throw new UnsupportedKeyError(`A key of the kind "${key.oid}" does not sign with ${algorithm}`);
}

function precheck(verifier: Verifier, input: VerifierInput): boolean {
  return orUnsupported(() => verifier.precheck(input));
}

function orUnsupported<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new InvalidKeyError(`The public key is malformed: ${error.message}`, { cause: error });
  }
}
