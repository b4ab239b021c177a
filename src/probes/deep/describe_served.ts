/** A certificate in the words of `served_certificates`. */
import { describeCertificate, MalformedCertificateError, parseCertificate } from "../../x509/mod.ts";
import type { Facts, ProbeContext } from "./probe.ts";

export type Served = Facts<"served_certificates">["by_key"][number];

/** `null` for one that cannot be read, or names no end: the check itself tells of those. */
export async function describeServed(der: Uint8Array, { runtime }: ProbeContext): Promise<Served | null> {
  try {
    const description = await describeCertificate(parseCertificate(der), runtime.clock.now(), "sent");
    const { fingerprint_sha256, subject, issuer, not_after, dns_names, public_key } = description;
    if (not_after === null) return null;
    return { fingerprint_sha256, subject, issuer, not_after, dns_names: [...dns_names], public_key };
  } catch (error) {
    if (error instanceof MalformedCertificateError) return null;
    throw error;
  }
}
