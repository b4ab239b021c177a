/** Signed certificate timestamps inside a certificate, RFC 6962 §3.3: a list in TLS encoding in an OCTET STRING. */
import { DecodeError } from "../bytes/mod.ts";
import type { ParsedCertificate } from "./certificate/certificate.ts";
import { MalformedCertificateError } from "./malformed.ts";
import { timestampsExtension } from "./transparency/precertificate_tbs.ts";
import { readTimestampList } from "./transparency/signed_certificate_timestamp.ts";

/** Each SCT as serialized; empty when there are none or the list cannot be read. */
export function embeddedTimestamps({ extensions }: ParsedCertificate): readonly Uint8Array[] {
  const value = extensions.find(({ oid }) => oid === timestampsExtension)?.value;
  if (value === undefined) return [];
  try {
    return readTimestampList(value);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof MalformedCertificateError) return [];
    throw error;
  }
}
