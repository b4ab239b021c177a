/** Many certificates at once, the readable and the others. */
import { MalformedCertificateError } from "../malformed.ts";
import type { ParsedCertificate } from "./certificate.ts";
import { parseCertificate } from "./parse.ts";

/** One DER certificate, read or refused. */
export interface ReadCertificate {
  readonly der: Uint8Array;
  /** `null` when it cannot be read; then `error` says why. */
  readonly certificate: ParsedCertificate | null;
  readonly error: MalformedCertificateError | null;
}

export function readAll(all: readonly Uint8Array[]): ReadCertificate[] {
  return all.map((der) => {
    try {
      return { der, certificate: parseCertificate(der), error: null };
    } catch (error) {
      if (error instanceof MalformedCertificateError) return { der, certificate: null, error };
      throw error;
    }
  });
}
