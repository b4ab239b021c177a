/** Many certificates at once, the readable and the others. */
import { MalformedCertificateError } from "../malformed.ts";
import type { Budget } from "../path/budget.ts";
import type { ParsedCertificate } from "./certificate.ts";
import { parseCertificate } from "./parse.ts";

/** One DER certificate, read or refused. */
export interface ReadCertificate {
  readonly der: Uint8Array;
  /** `null` when it cannot be read; then `error` says why. */
  readonly certificate: ParsedCertificate | null;
  readonly error: MalformedCertificateError | null;
}

/** Those within the budget, when there is one; the rest is left alone. */
export function readAll(all: readonly Uint8Array[], budget?: Budget): ReadCertificate[] {
  const within = budget === undefined
    ? all
    : all.filter(({ length }) => budget.spend("certificates") && budget.spend("octets", length));
  return within.map((der) => {
    try {
      return { der, certificate: parseCertificate(der), error: null };
    } catch (error) {
      if (error instanceof MalformedCertificateError) return { der, certificate: null, error };
      throw error;
    }
  });
}
