/** OCSPResponse (RFC 6960 §4.2.1), read and not judged. */
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from "../certificate/algorithm.ts";
import type { CertificateExtension } from "../certificate/certificate.ts";
import { DerReader } from "../der/reader.ts";
import { contextConstructed, contextPrimitive, tag } from "../der/tag.ts";
import { time } from "../der/time.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { type Name, readName } from "../name/name.ts";
import { type CertId, readCertId } from "./cert_id.ts";

/** Octets of a response. One with the responder's certificates takes some thousands. */
export const MAXIMUM_OCSP_OCTETS = 65_536;

export interface OcspResponse {
  /** RFC 6960 §4.2.1's OCSPResponseStatus; 0 is successful. */
  readonly responseStatus: number;
  /** `null` when it is not successful. */
  readonly basic: BasicOcspResponse | null;
}

export interface BasicOcspResponse {
  /** What is signed. */
  readonly tbsResponseData: Uint8Array;
  readonly responderId: ResponderId;
  readonly responses: readonly SingleResponse[];
  /** Dotted identifiers of responseExtensions marked as critical. */
  readonly criticalExtensions: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** DER, not looked into. */
  readonly certificates: readonly Uint8Array[];
}

export type ResponderId =
  | { readonly byName: Name; readonly byKey: null }
  /** SHA-1 of the responder's subjectPublicKey. */
  | { readonly byKey: Uint8Array; readonly byName: null };

export interface SingleResponse {
  readonly certId: CertId;
  readonly certStatus: CertStatus;
  readonly thisUpdate: Date | null;
  /** `undefined` when absent, `null` when it names no moment. */
  readonly nextUpdate: Date | null | undefined;
  readonly extensions: readonly OcspExtension[];
  readonly criticalExtensions: readonly string[];
}

export type OcspExtension = Pick<CertificateExtension, "oid" | "critical" | "value">;

export type CertStatus =
  | { readonly kind: "good" | "unknown" }
  | { readonly kind: "revoked"; readonly revocationTime: Date | null; readonly reason: number | null };

/** Throws `MalformedCertificateError`. */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  if (der.length > MAXIMUM_OCSP_OCTETS) {
    const message =
      `The OCSP response has ${der.length} octets, more than the ${MAXIMUM_OCSP_OCTETS} that are looked at`;
    throw new MalformedCertificateError(message, 0, "OCSPResponse", "too_complex");
  }
  const reader = DerReader.over(der);
  const response = reader.sequence("OCSPResponse", (sequence) => {
    const responseStatus = sequence.smallInteger("responseStatus", tag.enumerated);
    const bytes = sequence.nextTag === contextConstructed(0)
      ? sequence.sequence("responseBytes", readResponseBytes, contextConstructed(0))
      : null;
    // RFC 6960 §4.2.1: responseBytes is there when the status is successful
    if (responseStatus === 0 && bytes === null) throw sequence.error("is missing", "responseBytes");
    return { responseStatus, bytes: responseStatus === 0 ? bytes : null };
  });
  reader.end("OCSPResponse");
  return {
    responseStatus: response.responseStatus,
    basic: response.bytes && parseBasicOcspResponse(response.bytes),
  };
}

function readResponseBytes(reader: DerReader): Uint8Array {
  return reader.sequence("ResponseBytes", (sequence) => {
    const responseType = sequence.objectIdentifier("responseType");
    if (responseType !== "1.3.6.1.5.5.7.48.1.1") throw sequence.error("is not basic", "responseType");
    return sequence.octetString("response");
  });
}

function parseBasicOcspResponse(der: Uint8Array): BasicOcspResponse {
  const reader = DerReader.over(der);
  const basic = reader.sequence("BasicOCSPResponse", (sequence) => {
    const element = sequence.read(tag.sequence, "tbsResponseData");
    const data = sequence.within(element, "tbsResponseData", readResponseData);
    const signatureAlgorithm = readAlgorithmIdentifier(sequence, "signatureAlgorithm");
    const { unusedBits, bytes: signature } = sequence.bitString("signature");
    if (unusedBits !== 0) throw sequence.error("does not end with an octet", "signature");
    const certificates = sequence.nextTag === contextConstructed(0)
      ? sequence.sequence("certs", readCertificates, contextConstructed(0))
      : [];
    return {
      ...data,
      tbsResponseData: sequence.whole(element),
      signatureAlgorithm,
      signature,
      certificates,
    };
  });
  reader.end("BasicOCSPResponse");
  return basic;
}

function readCertificates(reader: DerReader): Uint8Array[] {
  return reader.sequenceOf("certs", (each) => each.whole(each.read(tag.sequence, "Certificate")));
}

function readResponseData(reader: DerReader) {
  if (reader.nextTag === contextConstructed(0)) reader.any("version");
  const responderId = readResponderId(reader);
  time(reader, "producedAt");
  const responses = reader.sequenceOf("responses", readSingleResponse);
  const extensions = readExtensions(reader, "responseExtensions");
  return { responderId, responses, criticalExtensions: criticalOnes(extensions) };
}

function readResponderId(reader: DerReader): ResponderId {
  if (reader.nextTag === contextConstructed(1)) {
    const byName = reader.sequence("byName", (name) => readName(name, "byName"), contextConstructed(1));
    return { byName, byKey: null };
  }
  const byKey = reader.sequence("byKey", (key) => key.octetString("KeyHash"), contextConstructed(2));
  return { byKey, byName: null };
}

function readSingleResponse(reader: DerReader): SingleResponse {
  return reader.sequence("SingleResponse", (sequence) => {
    const certId = readCertId(sequence);
    const certStatus = readCertStatus(sequence);
    const thisUpdate = time(sequence, "thisUpdate");
    const nextUpdate = sequence.nextTag === contextConstructed(0)
      ? sequence.sequence("nextUpdate", (wrapped) => time(wrapped, "nextUpdate"), contextConstructed(0))
      : undefined;
    const extensions = readExtensions(sequence, "singleExtensions");
    const criticalExtensions = criticalOnes(extensions);
    return { certId, certStatus, thisUpdate, nextUpdate, extensions, criticalExtensions };
  });
}

function readCertStatus(reader: DerReader): CertStatus {
  switch (reader.nextTag) {
    case contextPrimitive(0):
      reader.any("good");
      return { kind: "good" };
    case contextPrimitive(2):
      reader.any("unknown");
      return { kind: "unknown" };
    case contextConstructed(1):
      return reader.sequence("revoked", (revoked) => {
        const revocationTime = time(revoked, "revocationTime");
        const reason = revoked.nextTag === contextConstructed(0)
          ? revoked.sequence(
            "revocationReason",
            (wrapped) => wrapped.smallInteger("CRLReason", tag.enumerated),
            contextConstructed(0),
          )
          : null;
        return { kind: "revoked", revocationTime, reason };
      }, contextConstructed(1));
    default:
      throw reader.error("is none of the three that there are", "certStatus");
  }
}

/** `[1] EXPLICIT Extensions`, in both places where OCSP has them. */
function readExtensions(reader: DerReader, field: string): OcspExtension[] {
  if (reader.nextTag !== contextConstructed(1)) return [];
  return reader.sequence(
    field,
    (wrapped) =>
      wrapped.sequenceOf("Extensions", (each) =>
        each.sequence("Extension", (extension) => {
          const oid = extension.objectIdentifier("extnID");
          const critical = extension.defaultFalse("critical");
          return { oid, critical, value: extension.octetString("extnValue") };
        })),
    contextConstructed(1),
  );
}

function criticalOnes(extensions: readonly OcspExtension[]): string[] {
  return extensions.filter(({ critical }) => critical).map(({ oid }) => oid);
}
