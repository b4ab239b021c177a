/** What an authority's renewal information about a certificate is asked for by (RFC 9773 §4.1). */
import { toBase64Url } from "../bytes/mod.ts";
import type { ParsedCertificate } from "./certificate/certificate.ts";
import { authorityKeyIdentifier } from "./extension/mod.ts";

/** `null` for a certificate that does not identify its authority's key. */
export function renewalIdentifier(certificate: ParsedCertificate): string | null {
  const keyIdentifier = certificate.readable(authorityKeyIdentifier)?.keyIdentifier;
  if (!keyIdentifier) return null;
  return `${toBase64Url(keyIdentifier)}.${toBase64Url(certificate.serialNumber)}`;
}
