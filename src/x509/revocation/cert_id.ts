/** CertID (RFC 6960 §4.1.1): how OCSP names a certificate, by its issuer's name and key, hashed, and its serial number. */
import { equalBytes } from "../../bytes/mod.ts";
import { hash, type HashName } from "../../crypto/mod.ts";
import { readAlgorithmIdentifier } from "../certificate/algorithm.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { DerReader } from "../der/reader.ts";
import { tag } from "../der/tag.ts";

export interface CertId {
  /** Dotted. */
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export function readCertId(reader: DerReader): CertId {
  return reader.sequence("certID", (sequence) => ({
    hashAlgorithm: readAlgorithmIdentifier(sequence, "hashAlgorithm").algorithm,
    issuerNameHash: sequence.octetString("issuerNameHash"),
    issuerKeyHash: sequence.octetString("issuerKeyHash"),
    serialNumber: sequence.integer("serialNumber"),
  }));
}

/** Whether `id` names `certificate`, which `issuer` issued. An unknown hash names nothing. */
export async function namesCertificate(
  id: CertId,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<boolean> {
  const name = HASHES.get(id.hashAlgorithm);
  if (name === undefined || !equalBytes(id.serialNumber, certificate.serialNumber)) return false;
  const { issuerNameHash, issuerKeyHash } = await issuerHashes(name, certificate, issuer);
  return equalBytes(id.issuerNameHash, issuerNameHash) && equalBytes(id.issuerKeyHash, issuerKeyHash);
}

export async function issuerHashes(
  name: HashName,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<{ readonly issuerNameHash: Uint8Array; readonly issuerKeyHash: Uint8Array }> {
  return {
    // RFC 6960 §4.1.1: the issuer's name as it stands in the certificate being asked about
    issuerNameHash: await hash(name).digest(certificate.issuer.der),
    issuerKeyHash: await hash(name).digest(subjectPublicKey(issuer)),
  };
}

/** RFC 6960 §4.1.1, §4.2.1: the BIT STRING subjectPublicKey without tag, length and number of unused bits. */
export function subjectPublicKey({ subjectPublicKeyInfo }: ParsedCertificate): Uint8Array {
  return DerReader.over(subjectPublicKeyInfo).sequence("subjectPublicKeyInfo", (sequence) => {
    sequence.read(tag.sequence, "algorithm");
    return sequence.bitString("subjectPublicKey").bytes;
  });
}

/** What every responder knows (RFC 5019 §2.1.1); it identifies, and nothing is signed with it. */
export const sha1 = "1.3.14.3.2.26";

const HASHES: ReadonlyMap<string, HashName> = new Map([
  [sha1, "SHA-1"],
  ["2.16.840.1.101.3.4.2.1", "SHA-256"],
  ["2.16.840.1.101.3.4.2.2", "SHA-384"],
  ["2.16.840.1.101.3.4.2.3", "SHA-512"],
]);
