/** Where a certificate says that its status is to be had, and whether the server promised to bring it along. */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { accessLocations, ocsp } from "../extension/authority_info_access.ts";
import { authorityInfoAccess, crlDistributionPoints, tlsFeature } from "../extension/mod.ts";

/** RFC 6960 §3.1. */
export function ocspAddresses(certificate: ParsedCertificate): string[] {
  return unique(accessLocations(certificate.readable(authorityInfoAccess) ?? [], ocsp));
}

/** RFC 5280 §4.2.1.13: of complete lists by the certificate's own issuer; the others are not used here. */
export function crlAddresses(certificate: ParsedCertificate): string[] {
  const points = certificate.readable(crlDistributionPoints) ?? [];
  return unique(
    points.filter(({ hasReasons, cRLIssuer }) => !hasReasons && cRLIssuer === null)
      .flatMap(({ fullName }) => fullName ?? [])
      .flatMap((name) => name.kind === "uniformResourceIdentifier" ? [name.text] : []),
  );
}

/** RFC 7633 §4.2.3.1: the server of this certificate answers status_request, called "must-staple". */
export function mustStaple(certificate: ParsedCertificate): boolean {
  return certificate.readable(tlsFeature)?.includes(STATUS_REQUEST) ?? false;
}

/** RFC 6066 §8. */
const STATUS_REQUEST = 5;

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses)];
}
