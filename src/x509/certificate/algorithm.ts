/** AlgorithmIdentifier (RFC 5280 §4.1.1.2), and what the signature algorithms among them mean. */
import type { HashName, SignatureAlgorithm } from "../../crypto/mod.ts";
import { DerReader, type Element } from "../der/reader.ts";
import { contextConstructed, tag } from "../der/tag.ts";

export interface AlgorithmIdentifier {
  /** Dotted. */
  readonly algorithm: string;
  /** The parameters' whole DER element; `null` when there are none. */
  readonly parameters: Uint8Array | null;
  /** The whole SEQUENCE. */
  readonly der: Uint8Array;
}

export function readAlgorithmIdentifier(reader: DerReader, field: string): AlgorithmIdentifier {
  const element = reader.read(tag.sequence, field);
  return reader.within(element, field, (sequence) => {
    const algorithm = sequence.objectIdentifier("algorithm");
    const parameters: Element | null = sequence.atEnd ? null : sequence.any("parameters");
    return { algorithm, parameters: parameters && sequence.whole(parameters), der: reader.whole(element) };
  });
}

export interface SignatureDescription {
  /** The RFC's name, as `ecdsa-with-SHA256`. */
  readonly name: string;
  readonly algorithm: SignatureAlgorithm;
  readonly hash: HashName | null;
  /** RSASSA-PSS only. */
  readonly saltLength: number | null;
  /** What of the parameters the algorithm's RFC does not allow; `null` when all is well. */
  readonly parameterFault: string | null;
}

/** What an AlgorithmIdentifier says about a signature; `null` for an algorithm that nothing here verifies. */
export function describeSignature(identifier: AlgorithmIdentifier): SignatureDescription | null {
  if (identifier.algorithm === rsassaPss) return describePss(identifier);
  const known = ALGORITHMS.get(identifier.algorithm);
  if (known === undefined) return null;
  const [name, algorithm, hash] = known;
  const parameterFault = algorithm === "RSASSA-PKCS1-v1_5"
    // RFC 4055 §5: NULL, and implementations accept its absence
    ? (identifier.parameters === null || isNull(identifier.parameters) ? null : "are not NULL")
    // RFC 5758 §3.2, RFC 8410 §3: absent
    : (identifier.parameters === null ? null : "are there, though this algorithm has none");
  return { name, algorithm, hash, saltLength: null, parameterFault };
}

/** The name of a signature algorithm; the dotted number when it has none here. */
export function signatureAlgorithmName(identifier: AlgorithmIdentifier): string {
  const described = describeSignature(identifier);
  if (described === null) return UNSUPPORTED.get(identifier.algorithm) ?? identifier.algorithm;
  return described.algorithm === "RSASSA-PSS" ? `${described.name} (${described.hash})` : described.name;
}

export const rsassaPss = "1.2.840.113549.1.1.10";

/** RFC 4055 §3.1. Defaults: SHA-1, MGF1 with SHA-1, 20 octets, trailer field 1. */
function describePss({ parameters }: AlgorithmIdentifier): SignatureDescription | null {
  if (parameters === null) return { ...PSS, hash: "SHA-1", saltLength: 20, parameterFault: "are missing" };
  try {
    return DerReader.over(parameters).sequence("RSASSA-PSS-params", (sequence) => {
      const hash = explicitHash(sequence, 0) ?? "SHA-1";
      let maskHash: HashName | "unknown" = "SHA-1";
      if (sequence.nextTag === contextConstructed(1)) {
        maskHash = sequence.sequence("maskGenAlgorithm", (wrapped) => {
          const mask = readAlgorithmIdentifier(wrapped, "MaskGenAlgorithm");
          if (mask.algorithm !== "1.2.840.113549.1.1.8" || mask.parameters === null) return "unknown";
          return hashOf(DerReader.over(mask.parameters));
        }, contextConstructed(1));
      }
      const saltLength = explicitInteger(sequence, 2) ?? 20;
      const trailerField = explicitInteger(sequence, 3) ?? 1;
      if (hash === "unknown") return null;
      const parameterFault = maskHash !== hash
        ? `use ${hash} for the hash and ${maskHash} for the mask`
        : trailerField !== 1
        ? `have trailer field ${trailerField}`
        : null;
      return { ...PSS, hash, saltLength, parameterFault };
    });
  } catch {
    return { ...PSS, hash: "SHA-256", saltLength: 32, parameterFault: "cannot be read" };
  }
}

const PSS = { name: "id-RSASSA-PSS", algorithm: "RSASSA-PSS" } as const;

function explicitHash(reader: DerReader, number: number): HashName | "unknown" | null {
  if (reader.nextTag !== contextConstructed(number)) return null;
  return reader.sequence("hashAlgorithm", hashOf, contextConstructed(number));
}

function hashOf(reader: DerReader): HashName | "unknown" {
  return HASHES.get(readAlgorithmIdentifier(reader, "HashAlgorithm").algorithm) ?? "unknown";
}

function explicitInteger(reader: DerReader, number: number): number | null {
  if (reader.nextTag !== contextConstructed(number)) return null;
  return reader.sequence("INTEGER", (wrapped) => wrapped.smallInteger("INTEGER"), contextConstructed(number));
}

function isNull(der: Uint8Array): boolean {
  return der.length === 2 && der[0] === tag.null && der[1] === 0;
}

const HASHES: ReadonlyMap<string, HashName> = new Map([
  ["1.3.14.3.2.26", "SHA-1"],
  ["2.16.840.1.101.3.4.2.4", "SHA-224"],
  ["2.16.840.1.101.3.4.2.1", "SHA-256"],
  ["2.16.840.1.101.3.4.2.2", "SHA-384"],
  ["2.16.840.1.101.3.4.2.3", "SHA-512"],
]);

const ALGORITHMS: ReadonlyMap<string, readonly [string, SignatureAlgorithm, HashName | null]> = new Map([
  ["1.2.840.113549.1.1.4", ["md5WithRSAEncryption", "RSASSA-PKCS1-v1_5", "MD5"]],
  ["1.2.840.113549.1.1.5", ["sha1WithRSAEncryption", "RSASSA-PKCS1-v1_5", "SHA-1"]],
  ["1.2.840.113549.1.1.14", ["sha224WithRSAEncryption", "RSASSA-PKCS1-v1_5", "SHA-224"]],
  ["1.2.840.113549.1.1.11", ["sha256WithRSAEncryption", "RSASSA-PKCS1-v1_5", "SHA-256"]],
  ["1.2.840.113549.1.1.12", ["sha384WithRSAEncryption", "RSASSA-PKCS1-v1_5", "SHA-384"]],
  ["1.2.840.113549.1.1.13", ["sha512WithRSAEncryption", "RSASSA-PKCS1-v1_5", "SHA-512"]],
  ["1.2.840.10045.4.1", ["ecdsa-with-SHA1", "ECDSA", "SHA-1"]],
  ["1.2.840.10045.4.3.1", ["ecdsa-with-SHA224", "ECDSA", "SHA-224"]],
  ["1.2.840.10045.4.3.2", ["ecdsa-with-SHA256", "ECDSA", "SHA-256"]],
  ["1.2.840.10045.4.3.3", ["ecdsa-with-SHA384", "ECDSA", "SHA-384"]],
  ["1.2.840.10045.4.3.4", ["ecdsa-with-SHA512", "ECDSA", "SHA-512"]],
  ["1.3.101.112", ["id-Ed25519", "Ed25519", null]],
  ["1.3.101.113", ["id-Ed448", "Ed448", null]],
  ["1.2.840.10040.4.3", ["id-dsa-with-sha1", "DSA", "SHA-1"]],
  ["2.16.840.1.101.3.4.3.2", ["id-dsa-with-sha256", "DSA", "SHA-256"]],
]);

/** Seen in the wild, not verified here. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.2", "md2WithRSAEncryption"],
  ["2.16.840.1.101.3.4.3.17", "id-ml-dsa-44"],
  ["2.16.840.1.101.3.4.3.18", "id-ml-dsa-65"],
  ["2.16.840.1.101.3.4.3.19", "id-ml-dsa-87"],
]);
