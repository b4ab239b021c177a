/**
 * The certificates in what an authorityInfoAccess address gives (RFC 5280 §4.2.2.1): one in DER, or a "certs-only"
 * CMS message (RFC 5272 §4.1, RFC 5652 §5.1) with several. PEM is not allowed there and often served: it is read.
 */
import { DerReader } from "../der/reader.ts";
import { contextConstructed, tag } from "../der/tag.ts";
import { readPemCertificates } from "../pem.ts";

/** Certificates taken out of one message. Bridges between government hierarchies publish some dozens. */
export const MAXIMUM_CERTIFICATES_IN_BAG = 32;

const signedData = "1.2.840.113549.1.7.2";

/** DER of each, not looked into. Throws `MalformedCertificateError` for what is none of the three. */
export function readCertificateBag(octets: Uint8Array): Uint8Array[] {
  const pem = octets[0] === tag.sequence ? [] : readPemCertificates(new TextDecoder("latin1").decode(octets));
  if (pem.length > 0) return pem.slice(0, MAXIMUM_CERTIFICATES_IN_BAG);
  const reader = DerReader.over(octets);
  const outer = reader.read(tag.sequence, "Certificate");
  reader.end("Certificate");
  return reader.within(outer, "ContentInfo", (content) => {
    if (content.nextTag === tag.objectIdentifier) return readContentInfo(content);
    while (!content.atEnd) content.any("Certificate");
    return [octets];
  });
}

function readContentInfo(reader: DerReader): Uint8Array[] {
  const contentType = reader.objectIdentifier("contentType");
  if (contentType !== signedData) throw reader.error("is not signed-data", "contentType");
  return reader.sequence(
    "content",
    (wrapped) => wrapped.sequence("SignedData", readSignedData),
    contextConstructed(0),
  );
}

function readSignedData(reader: DerReader): Uint8Array[] {
  reader.integer("version");
  reader.read(tag.set, "digestAlgorithms");
  reader.read(tag.sequence, "encapContentInfo");
  const certificates: Uint8Array[] = [];
  if (reader.nextTag === contextConstructed(0)) {
    reader.sequence("certificates", (set) => {
      while (!set.atEnd) {
        // CertificateChoices: the others are attribute certificates and long out of use
        const choice = set.any("CertificateChoices");
        if (choice.tag !== tag.sequence || certificates.length >= MAXIMUM_CERTIFICATES_IN_BAG) continue;
        certificates.push(set.whole(choice));
      }
    }, contextConstructed(0));
  }
  reader.optional(contextConstructed(1), "crls");
  reader.read(tag.set, "signerInfos");
  return certificates;
}
