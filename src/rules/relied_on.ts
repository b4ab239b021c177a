/** The certificates whose end would end a visitor's trust. */
import type { Certificate, Chain } from "../report/mod.ts";

/**
 * The leaf and what the best path needs beside it. An anchor is trusted for what it is, and a certificate that
 * was sent but is on no path worries nobody.
 */
export function reliedOn(certificates: readonly Certificate[], chain: Chain | null): Certificate[] {
  const paths = chain?.paths ?? [];
  const best = paths.find(({ trusted, error }) => trusted && error === null) ?? paths[0];
  const wanted = new Set(best?.certificates);
  const leaf = certificates.find(({ source }) => source === "sent");
  return certificates.filter((certificate) =>
    certificate === leaf || wanted.has(certificate.fingerprint_sha256) && certificate.source !== "trust_store"
  );
}
