/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): what kind of key it is and the numbers in it. */
import { bitLength } from "./bigint.ts";
import { type Curve, curveOf } from "./curve.ts";
import { DerReader, tag } from "./der.ts";

export interface PublicKeyDescription {
  /** RSA, RSASSA-PSS, EC, Ed25519, Ed448, X25519, X448, DSA; the dotted OID of anything else. */
  readonly algorithm: string;
  /** P-256, P-384, P-521, …; the dotted OID of an unknown curve; `null` for other kinds of key. */
  readonly curve: string | null;
  /** Of the modulus, the prime or the field; `null` when it is not known. */
  readonly bits: number | null;
  /** RSA and RSASSA-PSS only. */
  readonly publicExponent: bigint | null;
}

/** What a DER SubjectPublicKeyInfo holds. Throws `DecodeError` when it is not one. */
export function describePublicKey(spki: Uint8Array): PublicKeyDescription {
  const key = parsePublicKey(spki);
  return algorithms[key.oid]?.describe(key) ?? describe(key.oid);
}

/** The SubjectPublicKeyInfo of a DER certificate, as DER. Throws `DecodeError` when it is not a certificate. */
export function spkiOf(certificate: Uint8Array): Uint8Array {
  const tbsCertificate = new DerReader(certificate).sequence("Certificate").sequence("tbsCertificate");
  if (tbsCertificate.nextTag === tag.explicit0) tbsCertificate.element("version");
  tbsCertificate.element("serialNumber", tag.integer);
  for (const name of ["signature", "issuer", "validity", "subject"]) {
    tbsCertificate.element(name, tag.sequence);
  }
  return tbsCertificate.element("subjectPublicKeyInfo", tag.sequence).bytes;
}

/** The object identifiers of keys. */
export const keyOid = {
  rsaEncryption: "1.2.840.113549.1.1.1",
  rsassaPss: "1.2.840.113549.1.1.10",
  ecPublicKey: "1.2.840.10045.2.1",
  dsa: "1.2.840.10040.4.1",
  x25519: "1.3.101.110",
  x448: "1.3.101.111",
  ed25519: "1.3.101.112",
  ed448: "1.3.101.113",
} as const;

/** A SubjectPublicKeyInfo in its parts. */
export interface PublicKey {
  /** Of the algorithm, dotted. */
  readonly oid: string;
  /** Of the algorithm: where its parameters begin, if it has any. */
  readonly parameters: () => DerReader;
  /** The octets of subjectPublicKey. */
  readonly bits: Uint8Array;
}

/** Throws `DecodeError`. */
export function parsePublicKey(spki: Uint8Array): PublicKey {
  const outer = new DerReader(spki);
  const info = outer.sequence("SubjectPublicKeyInfo");
  outer.end("SubjectPublicKeyInfo");
  const identifier = info.element("algorithm", tag.sequence).content;
  const algorithm = new DerReader(identifier);
  const oid = algorithm.objectIdentifier("algorithm");
  const parametersOffset = identifier.length - algorithm.remaining;
  if (algorithm.remaining > 0) algorithm.element("parameters");
  algorithm.end("parameters");
  const bits = info.octetAlignedBits("subjectPublicKey");
  info.end("subjectPublicKey");
  return { oid, parameters: () => new DerReader(identifier.subarray(parametersOffset)), bits };
}

export interface RsaPublicKey {
  readonly modulus: bigint;
  readonly publicExponent: bigint;
}

/** RFC 8017 §A.1.1. Throws `DecodeError`. */
export function rsaPublicKey({ bits }: PublicKey): RsaPublicKey {
  const outer = new DerReader(bits);
  const key = outer.sequence("RSAPublicKey");
  outer.end("RSAPublicKey");
  const modulus = key.unsigned("modulus");
  const publicExponent = key.unsigned("publicExponent");
  key.end("publicExponent");
  return { modulus, publicExponent };
}

export interface EcPublicKey {
  /** Dotted; `null` when the parameters are spelt out instead of named, which RFC 5480 §2.1.1 forbids. */
  readonly curveOid: string | null;
  /** `null` when the table does not have it. */
  readonly curve: Curve | null;
  /** ECPoint, compressed or not. */
  readonly point: Uint8Array;
}

/** RFC 5480 §2. Throws `DecodeError`. */
export function ecPublicKey({ parameters, bits }: PublicKey): EcPublicKey {
  const reader = parameters();
  const named = reader.nextTag === tag.objectIdentifier;
  const curveOid = named ? reader.objectIdentifier("namedCurve") : null;
  return { curveOid, curve: curveOid === null ? null : curveOf(curveOid), point: bits };
}

export interface DsaPublicKey {
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
}

/** RFC 3279 §2.3.2; `null` when the parameters are inherited. Throws `DecodeError`. */
export function dsaPublicKey({ parameters, bits }: PublicKey): DsaPublicKey | null {
  const reader = parameters();
  if (reader.nextTag !== tag.sequence) return null;
  const domain = reader.sequence("Dss-Parms");
  const [p, q, g] = [domain.unsigned("p"), domain.unsigned("q"), domain.unsigned("g")];
  domain.end("g");
  const outer = new DerReader(bits);
  const y = outer.unsigned("DSAPublicKey");
  outer.end("DSAPublicKey");
  return { p, q, g, y };
}

/** What can be said of each kind of key. */
const algorithms: Readonly<Record<string, { describe(key: PublicKey): PublicKeyDescription }>> = {
  [keyOid.rsaEncryption]: { describe: (key) => describeRsa("RSA", key) },
  [keyOid.rsassaPss]: { describe: (key) => describeRsa("RSASSA-PSS", key) },
  [keyOid.ecPublicKey]: { describe: describeEc },
  [keyOid.dsa]: {
    describe(key) {
      const dsa = dsaPublicKey(key);
      return describe("DSA", { bits: dsa === null ? null : bitLength(dsa.p) });
    },
  },
  [keyOid.x25519]: { describe: () => describe("X25519", { bits: 255 }) },
  [keyOid.x448]: { describe: () => describe("X448", { bits: 448 }) },
  [keyOid.ed25519]: { describe: () => describe("Ed25519", { bits: 255 }) },
  [keyOid.ed448]: { describe: () => describe("Ed448", { bits: 448 }) },
};

function describe(algorithm: string, known: Partial<PublicKeyDescription> = {}): PublicKeyDescription {
  return { algorithm, curve: null, bits: null, publicExponent: null, ...known };
}

function describeRsa(algorithm: string, key: PublicKey): PublicKeyDescription {
  const { modulus, publicExponent } = rsaPublicKey(key);
  return describe(algorithm, { bits: bitLength(modulus), publicExponent });
}

function describeEc(key: PublicKey): PublicKeyDescription {
  const { curveOid, curve } = ecPublicKey(key);
  return describe("EC", { curve: curve?.name ?? curveOid, bits: curve?.bits ?? null });
}
