/** SCTs in an OCSP response, RFC 6962 §3.3: an extension of what it says about this certificate. */
import { equalBytes } from "../../bytes/mod.ts";
import { DerReader } from "../der/reader.ts";
import { contextConstructed, tag } from "../der/tag.ts";

const TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";
const ID_PKIX_OCSP_BASIC = "1.3.6.1.5.5.7.48.1.1";

/**
 * The extension's values in every SingleResponse about a certificate with this serial number. Whether the response
 * itself is genuine is not looked at: each SCT has a signature of its own. Throws `MalformedCertificateError`.
 */
export function ocspTimestampLists(response: Uint8Array, serialNumber: Uint8Array): readonly Uint8Array[] {
  const basic = basicResponse(response);
  if (basic === null) return [];
  return DerReader.over(basic).sequence("BasicOCSPResponse", (sequence) => {
    const lists = sequence.sequence("tbsResponseData", (data) => responseLists(data, serialNumber));
    skipRest(sequence);
    return lists;
  });
}

/** OCSPResponse, RFC 6960 §4.2.1; `null` when it holds none, or not a basic one. */
function basicResponse(response: Uint8Array): Uint8Array | null {
  return DerReader.over(response).sequence("OCSPResponse", (sequence) => {
    sequence.read(tag.enumerated, "responseStatus");
    if (sequence.atEnd) return null;
    return sequence.sequence("responseBytes", (wrapped) =>
      wrapped.sequence("ResponseBytes", (bytes) => {
        const type = bytes.objectIdentifier("responseType");
        const octets = bytes.octetString("response");
        return type === ID_PKIX_OCSP_BASIC ? octets : null;
      }), contextConstructed(0));
  });
}

/** ResponseData, RFC 6960 §4.2.1. */
function responseLists(data: DerReader, serialNumber: Uint8Array): Uint8Array[] {
  data.optional(contextConstructed(0), "version");
  data.any("responderID");
  data.read(tag.generalizedTime, "producedAt");
  const lists = data.sequenceOf("responses", (reader) =>
    reader.sequence("SingleResponse", (single) => {
      const serial = single.sequence("certID", (id) => {
        id.read(tag.sequence, "hashAlgorithm");
        id.read(tag.octetString, "issuerNameHash");
        id.read(tag.octetString, "issuerKeyHash");
        return id.integer("serialNumber");
      });
      single.any("certStatus");
      single.read(tag.generalizedTime, "thisUpdate");
      single.optional(contextConstructed(0), "nextUpdate");
      const lists = single.nextTag === contextConstructed(1)
        ? single.sequence("singleExtensions", readLists, contextConstructed(1))
        : [];
      return equalBytes(serial, serialNumber) ? lists : [];
    }));
  skipRest(data);
  return lists.flat();
}

function readLists(wrapped: DerReader): Uint8Array[] {
  return wrapped.sequenceOf("Extensions", (each) =>
    each.sequence("Extension", (extension) => {
      const extnID = extension.objectIdentifier("extnID");
      extension.defaultFalse("critical");
      const value = extension.octetString("extnValue");
      return extnID === TIMESTAMPS ? [value] : [];
    })).flat();
}

function skipRest(reader: DerReader): void {
  while (!reader.atEnd) reader.any("field");
}
