/** A revocation list that was fetched for one certificate of a path, verified and searched (RFC 5280 §6.3.3). */
import { type CertificateList, parseCrl } from "../crl/parse.ts";
import { doubtAbout, lookUp, unusableBecause } from "../crl/revocation.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { Budget } from "../path/budget.ts";
import { SignatureChecks } from "../path/signatures.ts";
import { plainStatement, problem, type RevocationStatement, revokedStatement } from "./statement.ts";

export interface JudgeCrlInput {
  /** DER CertificateList. */
  readonly crl: Uint8Array;
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
  readonly now: Date;
}

export async function judgeCrl(
  { crl, certificate, issuer, now }: JudgeCrlInput,
): Promise<RevocationStatement> {
  let list: CertificateList;
  try {
    list = parseCrl(crl);
  } catch (error) {
    if (!(error instanceof MalformedCertificateError)) throw error;
    return problem("malformed", `cannot be read: ${error.message}`);
  }
  const period = { thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate };
  if (list.issuer.key !== certificate.issuer.key) {
    return problem("unusable", "is another issuer's", period);
  }
  const unusable = await unusableBecause(list, certificate, issuer, new SignatureChecks(new Budget()));
  if (unusable !== null) return problem("unusable", unusable, period);
  const entry = lookUp(list, certificate.serialNumber);
  if (typeof entry === "string") return problem("malformed", entry, period);
  if (entry !== null) return revokedStatement(entry.revocationDate, entry.reason, period);
  const doubt = doubtAbout(list, now);
  if (doubt !== null) {
    const isStale = list.nextUpdate !== null && list.nextUpdate.getTime() < now.getTime();
    return problem(isStale ? "stale" : "unusable", doubt, period);
  }
  return plainStatement("good", "does not list the certificate", period);
}
