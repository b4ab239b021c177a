/**
 * Where certificate authorities have their ACME directories (RFC 8555 §7.1.1). No certificate says so, and so these
 * are the ones that are known here to give renewal information, as their documentation had them in November 2026.
 */
import { canonicalText, everyName, type ParsedCertificate } from "../x509/mod.ts";

/** By the issuer's organization. */
const directories: readonly (readonly [organization: string, directory: string])[] = [
  ["Let's Encrypt", "https://acme-v02.api.letsencrypt.org/directory"],
  ["(STAGING) Let's Encrypt", "https://acme-staging-v02.api.letsencrypt.org/directory"],
  ["Google Trust Services", "https://dv.acme-v02.api.pki.goog/directory"],
  ["Google Trust Services LLC", "https://dv.acme-v02.api.pki.goog/directory"],
  ["ZeroSSL", "https://acme.zerossl.com/v2/DV90"],
];

/** `null` for an issuer that is not among them. */
export function acmeDirectory({ issuer }: ParsedCertificate): string | null {
  const names = everyName(issuer).map(canonicalText);
  return directories.find(([organization]) => names.includes(canonicalText(organization)))?.[1] ?? null;
}
