/** Signed certificate timestamps inside a certificate, RFC 6962 §3.3: a list in TLS encoding in an OCTET STRING. */
import { DecodeError, Reader } from "../bytes/mod.ts";
import type { ParsedCertificate } from "./certificate/certificate.ts";
import { DerReader } from "./der/reader.ts";
import { MalformedCertificateError } from "./malformed.ts";

const OID = "1.3.6.1.4.1.11129.2.4.2";
const OCTET_STRING = 0x04;

/** Each SCT as serialized; empty when there are none or the list cannot be read. */
export function embeddedTimestamps({ extensions }: ParsedCertificate): readonly Uint8Array[] {
  const value = extensions.find(({ oid }) => oid === OID)?.value;
  if (value === undefined) return [];
  try {
    const { content, end } = DerReader.over(value).read(OCTET_STRING, "SignedCertificateTimestampList");
    return new Reader(value.subarray(content, end)).list("sct_list", 2, (reader) => reader.vector("sct", 2));
  } catch (error) {
    if (error instanceof DecodeError || error instanceof MalformedCertificateError) return [];
    throw error;
  }
}
