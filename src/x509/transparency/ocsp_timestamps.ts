/** SCTs in an OCSP response, RFC 6962 §3.3: an extension of what it says about this certificate. */
import { equalBytes } from "../../bytes/mod.ts";
import { parseOcspResponse } from "../revocation/ocsp_response.ts";

const TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";

/**
 * The extension's values in every SingleResponse about a certificate with this serial number. Whether the response
 * itself is genuine is not looked at: each SCT has a signature of its own. Throws `MalformedCertificateError`.
 */
export function ocspTimestampLists(response: Uint8Array, serialNumber: Uint8Array): readonly Uint8Array[] {
  const responses = parseOcspResponse(response).basic?.responses ?? [];
  return responses
    .filter(({ certId }) => equalBytes(certId.serialNumber, serialNumber))
    .flatMap(({ extensions }) => extensions.flatMap(({ oid, value }) => oid === TIMESTAMPS ? [value] : []));
}
