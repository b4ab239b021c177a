/** What certificates, revocation lists and OCSP responses share: an AlgorithmIdentifier and a signature over DER. */
import {
  defaultHash,
  type SigningHash,
  type SigningKey,
  type SigningOptions,
} from "../crypto/signing_key.ts";
import { bitString, type Der, explicit, integer, nullValue, objectIdentifier, sequence } from "./der.ts";

const hashes: Readonly<Record<SigningHash, { oid: string; length: number; rsa: string; ecdsa: string }>> = {
  "SHA-1": { oid: "1.3.14.3.2.26", length: 20, rsa: "1.2.840.113549.1.1.5", ecdsa: "1.2.840.10045.4.1" },
  "SHA-256": {
    oid: "2.16.840.1.101.3.4.2.1",
    length: 32,
    rsa: "1.2.840.113549.1.1.11",
    ecdsa: "1.2.840.10045.4.3.2",
  },
  "SHA-384": {
    oid: "2.16.840.1.101.3.4.2.2",
    length: 48,
    rsa: "1.2.840.113549.1.1.12",
    ecdsa: "1.2.840.10045.4.3.3",
  },
  "SHA-512": {
    oid: "2.16.840.1.101.3.4.2.3",
    length: 64,
    rsa: "1.2.840.113549.1.1.13",
    ecdsa: "1.2.840.10045.4.3.4",
  },
};

/** The AlgorithmIdentifier of what `key.sign` makes with these options: RFC 4055, 5758, 8410. */
export function signatureAlgorithm(
  key: SigningKey,
  { hash = defaultHash(key.kind), pss }: SigningOptions = {},
): Der {
  if (key.kind === "Ed25519") return sequence(objectIdentifier("1.3.101.112"));
  const { oid, length, rsa, ecdsa } = hashes[hash];
  if (key.kind.startsWith("P-")) return sequence(objectIdentifier(ecdsa));
  if (!pss && key.kind !== "RSA-PSS-2048") return sequence(objectIdentifier(rsa), nullValue());
  const hashAlgorithm = sequence(objectIdentifier(oid), nullValue());
  const maskGeneration = sequence(objectIdentifier("1.2.840.113549.1.1.8"), hashAlgorithm);
  // RFC 4055 §3.1: the defaults are SHA-1 and 20 octets, and DER leaves defaults out.
  const parameters = hash === "SHA-1" ? [] : [
    explicit(0, hashAlgorithm),
    explicit(1, maskGeneration),
    explicit(2, integer(length)),
  ];
  return sequence(objectIdentifier("1.2.840.113549.1.1.10"), sequence(...parameters));
}

/** SEQUENCE { toBeSigned, signatureAlgorithm, signature BIT STRING, ...rest }, RFC 5280 §4.1. */
export async function signed(
  toBeSigned: Uint8Array,
  key: SigningKey,
  options: SigningOptions = {},
  rest: readonly Uint8Array[] = [],
): Promise<Der> {
  const signature = await key.sign(toBeSigned, options);
  return sequence(toBeSigned, signatureAlgorithm(key, options), bitString(signature), ...rest);
}
