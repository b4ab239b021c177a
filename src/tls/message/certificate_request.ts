/** CertificateRequest: RFC 9846 §4.4.2 for TLS 1.3, RFC 5246 §7.4.4 for TLS 1.2, RFC 4346 §7.4.4 before it. */
import type { Reader } from "../../bytes/mod.ts";
import { clientCertificateTypes, ProtocolVersion, signatureSchemes } from "../../registry/mod.ts";
import {
  certificateAuthorities,
  type Extension,
  find,
  readDistinguishedNames,
  readExtensions,
  signatureAlgorithms,
} from "../extension/mod.ts";

/** What the server wants of a client certificate, in one shape for all versions. */
export interface CertificateRequest {
  /** TLS 1.3 only; empty before it. */
  readonly certificateRequestContext: Uint8Array;
  /** ClientCertificateType values; empty in TLS 1.3. */
  readonly certificateTypes: readonly number[];
  /** Empty before TLS 1.2. */
  readonly signatureSchemes: readonly number[];
  /** DER Names of acceptable authorities; empty: any. */
  readonly certificateAuthorities: readonly Uint8Array[];
  readonly extensions: readonly Extension[];
}

export function readCertificateRequest(reader: Reader): CertificateRequest {
  const certificateRequestContext = reader.vector("certificate_request_context", 1);
  const extensions = readExtensions(reader, "CertificateRequest");
  return {
    certificateRequestContext,
    certificateTypes: [],
    signatureSchemes: find(extensions, signatureAlgorithms, "CertificateRequest") ?? [],
    certificateAuthorities: find(extensions, certificateAuthorities, "CertificateRequest") ?? [],
    extensions,
  };
}

export const readCertificateRequest12 = (version: number) => (reader: Reader): CertificateRequest => ({
  certificateRequestContext: new Uint8Array(),
  certificateTypes: reader.list(
    "certificate_types",
    1,
    (reader) => reader.codePoint("certificate_type", 1, clientCertificateTypes.codePoint),
    { minimum: 1 },
  ),
  signatureSchemes: version < ProtocolVersion.TLS_1_2 ? [] : reader.list(
    "supported_signature_algorithms",
    2,
    (reader) => reader.codePoint("signature_scheme", 2, signatureSchemes.codePoint),
    { minimum: 2 },
  ),
  certificateAuthorities: readDistinguishedNames(reader, 0),
  extensions: [],
});
