/** delegated_credential, RFC 9345 §4: a short-lived key that the certificate's key has signed. */
import type { Reader } from "../../bytes/mod.ts";
import { ExtensionType, signatureSchemes } from "../../registry/mod.ts";
import type { ExtensionCodec } from "./extension.ts";

export interface DelegatedCredential {
  /** Seconds from the certificate's notBefore to the credential's end. */
  readonly validTime: number;
  /** The SignatureScheme that the credential's key makes CertificateVerify with. */
  readonly dcCertVerifyAlgorithm: number;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** The SignatureScheme of `signature`. */
  readonly algorithm: number;
  readonly signature: Uint8Array;
  /** What is signed beside the certificate: everything up to the signature. */
  readonly signedOctets: Uint8Array;
}

const readScheme = (name: string) => (reader: Reader): number =>
  reader.codePoint(name, 2, signatureSchemes.codePoint);

function readCredential(reader: Reader): DelegatedCredential {
  const [octets, start] = [reader.peek(), reader.offset];
  const credential = reader.group("cred", (reader) => ({
    validTime: reader.uint32("valid_time"),
    dcCertVerifyAlgorithm: readScheme("dc_cert_verify_algorithm")(reader),
    spki: reader.vector("ASN1_subjectPublicKeyInfo", 3, { minimum: 1 }),
  }));
  const algorithm = readScheme("algorithm")(reader);
  const signedOctets = octets.subarray(0, reader.offset - start);
  return { ...credential, algorithm, signedOctets, signature: reader.vector("signature", 2, { minimum: 1 }) };
}

export const delegatedCredential = {
  type: ExtensionType.delegated_credential,
  offer: ({ delegatedCredentialSchemes }) =>
    delegatedCredentialSchemes.length === 0
      ? null
      : (writer) =>
        writer.scope(2, (list) => delegatedCredentialSchemes.forEach((scheme) => list.uint16(scheme))),
  read: {
    ClientHello: (reader: Reader): number[] =>
      reader.list("supported_signature_algorithm", 2, readScheme("signature_scheme"), { minimum: 2 }),
    Certificate: readCredential,
  },
} as const satisfies ExtensionCodec;
