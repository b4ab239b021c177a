/** status_request, RFC 6066 §8; in TLS 1.3 the response comes with the certificate, RFC 9846 §4.5.1. */
import type { Reader } from "../../bytes/mod.ts";
import { certificateStatusTypes, ExtensionType } from "../../registry/mod.ts";
import { empty } from "./empty.ts";
import type { ExtensionCodec } from "./extension.ts";

const OCSP = 1;

export interface CertificateStatusRequest {
  readonly statusType: number;
  readonly request: Uint8Array;
}

/** A CertificateStatus structure: the response is DER for `ocsp`, undecoded for other types. */
export interface CertificateStatus {
  readonly statusType: number;
  readonly response: Uint8Array;
}

export function readCertificateStatus(reader: Reader): CertificateStatus {
  const statusType = reader.codePoint("status_type", 1, certificateStatusTypes.codePoint);
  const response = statusType === OCSP
    ? reader.vector("OCSPResponse", 3, { minimum: 1 })
    : reader.rest("response");
  return { statusType, response };
}

export const statusRequest = {
  type: ExtensionType.status_request,
  offer: ({ statusRequest }) => statusRequest ? (writer) => writer.uint8(OCSP).uint16(0).uint16(0) : null,
  read: {
    ClientHello: (reader: Reader): CertificateStatusRequest => ({
      statusType: reader.codePoint("status_type", 1, certificateStatusTypes.codePoint),
      request: reader.rest("request"),
    }),
    ServerHello: empty,
    CertificateRequest: (reader: Reader): Uint8Array => reader.rest("request"),
    Certificate: readCertificateStatus,
  },
} as const satisfies ExtensionCodec;
