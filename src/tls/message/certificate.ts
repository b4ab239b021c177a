/** Certificate: RFC 9846 §4.5.1 for TLS 1.3, RFC 5246 §7.4.2 before it. */
import type { Reader } from "../../bytes/mod.ts";
import { HandshakeType } from "../../registry/mod.ts";
import { type Extension, readExtensions } from "../extension/mod.ts";
import { encodeHandshake } from "./handshake.ts";

export interface Certificate {
  /** Empty before TLS 1.3, and from a server. */
  readonly certificateRequestContext: Uint8Array;
  readonly certificateList: readonly CertificateEntry[];
}

export interface CertificateEntry {
  /** DER: a certificate, or the SubjectPublicKeyInfo that stands for one. */
  readonly certData: Uint8Array;
  /** Empty before TLS 1.3. */
  readonly extensions: readonly Extension[];
}

/** No real chain is near this long. */
const MAXIMUM_CERTIFICATES = 100;

/** `name`: of what stands in an entry. */
const certificateOf = (name: string) => (reader: Reader): Certificate => ({
  certificateRequestContext: reader.vector("certificate_request_context", 1),
  certificateList: reader.list(
    "certificate_list",
    3,
    (reader) =>
      reader.group("certificate_entry", (reader) => ({
        certData: reader.vector(name, 3, { minimum: 1 }),
        extensions: readExtensions(reader, "Certificate"),
      })),
    { limit: MAXIMUM_CERTIFICATES },
  ),
});

export const readCertificate = certificateOf("cert_data");

/** With a raw public key where a certificate would be, RFC 7250 §3. */
export const readRawPublicKey = certificateOf("ASN1_subjectPublicKeyInfo");

/** RFC 7250 §3: before TLS 1.3 there is no list around it. */
export function readRawPublicKey12(reader: Reader): Certificate {
  const certData = reader.vector("ASN.1_subjectPublicKeyInfo", 3, { minimum: 1 });
  return { certificateRequestContext: new Uint8Array(), certificateList: [{ certData, extensions: [] }] };
}

export function readCertificate12(reader: Reader): Certificate {
  return {
    certificateRequestContext: new Uint8Array(),
    certificateList: reader.list("certificate_list", 3, (reader) => ({
      certData: reader.vector("ASN.1Cert", 3, { minimum: 1 }),
      extensions: [],
    }), { limit: MAXIMUM_CERTIFICATES }),
  };
}

/** The answer to a CertificateRequest by a client that has none. */
export function encodeEmptyCertificate(certificateRequestContext: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeHandshake(
    HandshakeType.certificate,
    (writer) => writer.vector(1, certificateRequestContext).uint24(0),
  );
}

export function encodeEmptyCertificate12(): Uint8Array<ArrayBuffer> {
  return encodeHandshake(HandshakeType.certificate, (writer) => writer.uint24(0));
}
