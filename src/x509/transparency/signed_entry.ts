/** What a log signs for an SCT, RFC 6962 §3.2: the timestamp, over the certificate or over what it was before. */
import { Writer } from "../../bytes/mod.ts";
import { hash } from "../../crypto/mod.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { precertificateTbs } from "./precertificate_tbs.ts";
import type { SignedCertificateTimestamp } from "./signed_certificate_timestamp.ts";

export type SignedEntry =
  | { readonly entryType: "x509_entry"; readonly certificate: Uint8Array }
  | {
    readonly entryType: "precert_entry";
    readonly issuerKeyHash: Uint8Array;
    readonly tbsCertificate: Uint8Array;
  };

/** For SCTs that came beside the certificate, in the TLS or an OCSP extension: the whole certificate. */
export function x509Entry({ der }: ParsedCertificate): SignedEntry {
  return { entryType: "x509_entry", certificate: der };
}

/** For SCTs within the certificate, which it cannot have had when the log saw it. */
export async function precertEntry(
  { tbsCertificate }: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<SignedEntry> {
  return {
    entryType: "precert_entry",
    issuerKeyHash: await hash("SHA-256").digest(issuer.subjectPublicKeyInfo),
    tbsCertificate: precertificateTbs(tbsCertificate),
  };
}

const SignatureType = { certificate_timestamp: 0 } as const;
const LogEntryType = { x509_entry: 0, precert_entry: 1 } as const;

/** The octets under the signature. */
export function signedData(
  { version, timestamp, extensions }: Pick<
    SignedCertificateTimestamp,
    "version" | "timestamp" | "extensions"
  >,
  entry: SignedEntry,
): Uint8Array<ArrayBuffer> {
  const writer = new Writer()
    .uint8(version)
    .uint8(SignatureType.certificate_timestamp)
    .uint64(timestamp)
    .uint16(LogEntryType[entry.entryType]);
  if (entry.entryType === "x509_entry") writer.vector(3, entry.certificate);
  else writer.opaque(entry.issuerKeyHash).vector(3, entry.tbsCertificate);
  return writer.vector(2, extensions).bytes();
}
