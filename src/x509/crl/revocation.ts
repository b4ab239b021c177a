/**
 * What CRLs say about a path (RFC 5280 §6.3): each certificate is looked for in its issuer's lists.
 *
 * Complete lists signed by the issuer itself; no deltas, no indirect lists, no partition by reason. A genuine list
 * that has a certificate revokes it, be the list old or not as the profile wants it; only a list without fault
 * clears one. Where lists of the issuer are at hand and none of them does either, the status is unknown, and that
 * is told. Where there is none, nothing is.
 */
import type { ParsedCertificate } from "../certificate/certificate.ts";
import {
  authorityKeyIdentifier,
  basicConstraints,
  crlDistributionPoints,
  keyUsage,
} from "../extension/mod.ts";
import { MalformedCertificateError } from "../malformed.ts";
import { shortName } from "../name/text.ts";
import { generalNameText } from "../constraints/subtrees.ts";
import type { Path } from "../path/build.ts";
import type { SignatureChecks } from "../path/signatures.ts";
import { mention, roleAt, type Violation } from "../rules/mod.ts";
import {
  type CertificateList,
  crlNumber,
  deltaCrlIndicator,
  issuingDistributionPoint,
  parseCrl,
  type RevokedCertificate,
} from "./parse.ts";
import { reasonName } from "./reason.ts";

/** Reads what can be read; what cannot is no source of any status. */
export function readCrls(crls: readonly Uint8Array[]): CertificateList[] {
  return crls.flatMap((der) => {
    try {
      return [parseCrl(der)];
    } catch (error) {
      if (error instanceof MalformedCertificateError) return [];
      throw error;
    }
  });
}

/** The last certificate's status is not asked: its issuer is not on the path. */
export async function revocationViolations(
  { certificates: path, end }: Path,
  crls: readonly CertificateList[],
  signatures: SignatureChecks,
  now: Date,
): Promise<Violation[]> {
  const violations: Violation[] = [];
  if (crls.length === 0) return violations;
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1]!;
    const subject = mention(certificate, roleAt(index, path.length, end === "anchor"));
    const lists = crls.filter((crl) => crl.issuer.key === certificate.issuer.key);
    const doubts: string[] = [];
    let cleared = false;
    for (const crl of lists) {
      const unusable = await unusableBecause(crl, certificate, issuer, signatures);
      const entry = unusable ?? lookUp(crl, certificate.serialNumber);
      if (typeof entry === "string") doubts.push(entry);
      else if (entry !== null) violations.push(revoked(certificate, subject, entry, issuer));
      const doubt = doubtAbout(crl, now);
      if (doubt !== null) doubts.push(doubt);
      else if (typeof entry !== "string") cleared = true;
    }
    if (!cleared && doubts[0] !== undefined) {
      violations.push(unknown(certificate, subject, issuer, doubts[0]));
    }
  }
  return violations;
}

/** Why a list of the right name says nothing about a certificate; `null` when it does. */
export async function unusableBecause(
  crl: CertificateList,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  signatures: SignatureChecks,
): Promise<string | null> {
  if (hasExtension(crl, deltaCrlIndicator)) return "is a delta, without the list that it changes";
  // RFC 5280 §5.2: with an unrecognized critical extension, it is not to be used
  const critical = crl.extensions.find((extension) =>
    extension.critical && !MAY_BE_CRITICAL.has(extension.oid)
  );
  if (critical !== undefined) {
    return `has the critical extension ${critical.oid}, which is not understood here`;
  }
  const scope = outOfScope(crl, certificate);
  if (scope !== null) return scope;
  // RFC 5280 §4.2.1.3, §6.3.3 (f)
  if (issuer.readable(keyUsage)?.has("cRLSign") === false) {
    return "is signed with a key whose keyUsage has no cRLSign";
  }
  const verdict = await signatures.verify(issuer, {
    signatureAlgorithm: crl.signatureAlgorithm,
    signed: crl.tbsCertList,
    signature: crl.signatureValue,
  });
  return verdict === "good" ? null : "is not signed by its issuer's key";
}

/** Why a genuine list does not clear the certificates that it does not have; `null` when it does. */
export function doubtAbout(crl: CertificateList, now: Date): string | null {
  if (crl.faults[0] !== undefined) return `is malformed: ${crl.faults[0].message}`;
  if (crl.version !== 2) return `is of version ${crl.version}, not 2`; // RFC 5280 §5.1.2.1
  if (!hasExtension(crl, crlNumber)) return "has no CRL number"; // RFC 5280 §5.2.3
  if (!hasExtension(crl, authorityKeyIdentifier.oid)) return "has no authorityKeyIdentifier"; // RFC 5280 §5.2.1
  const wrongly = crl.extensions.find(({ oid, critical }) => critical && oid !== issuingDistributionPoint);
  if (wrongly !== undefined) return `has the extension ${wrongly.oid} marked as critical`;
  const moment = Math.floor(now.getTime() / 1000) * 1000;
  if (crl.thisUpdate === null || crl.thisUpdate.getTime() > moment) return "is from the future";
  if (crl.nextUpdate === null) return "does not say when the next one comes"; // RFC 5280 §5.1.2.5
  if (crl.nextUpdate.getTime() < moment) {
    return `was to be replaced on ${crl.nextUpdate.toISOString().slice(0, 10)}`;
  }
  return null;
}

function hasExtension(crl: CertificateList, wanted: string): boolean {
  return crl.extensions.some(({ oid }) => oid === wanted);
}

/** Understood, so that they do not make a list unusable; which of them are rightly critical is another question. */
const MAY_BE_CRITICAL: ReadonlySet<string> = new Set([
  issuingDistributionPoint,
  crlNumber,
  authorityKeyIdentifier.oid,
]);

/** RFC 5280 §6.3.3 (b) (2): what the list says that it is for. */
function outOfScope(crl: CertificateList, certificate: ParsedCertificate): string | null {
  const point = crl.issuingDistributionPoint;
  if (point === null) return null;
  if (point === "unreadable") return "does not say readably what it is for";
  if (point.indirectCRL) return "lists certificates of several issuers";
  if (point.onlySomeReasons) return "lists only some reasons";
  if (point.onlyContainsAttributeCerts) return "is for attribute certificates";
  const cA = certificate.readable(basicConstraints)?.cA ?? false;
  if (point.onlyContainsUserCerts && cA) return "is not for authorities";
  if (point.onlyContainsCACerts && !cA) return "is for authorities only";
  if (point.fullName === null) return null;
  const named = (certificate.readable(crlDistributionPoints) ?? [])
    .flatMap(({ fullName }) => fullName ?? []).map(generalNameText);
  const ours = point.fullName.map(generalNameText);
  return ours.some((name) => named.includes(name))
    ? null
    : "is for certificates of another distribution point";
}

/** The entry for a serial number, `null` when there is none; why the list cannot be searched otherwise. */
export function lookUp(crl: CertificateList, serialNumber: Uint8Array): RevokedCertificate | null | string {
  try {
    const entry = crl.find(serialNumber);
    return entry?.reason === REMOVE_FROM_CRL ? null : entry;
  } catch (error) {
    if (error instanceof MalformedCertificateError) return `cannot be read: ${error.message}`;
    throw error;
  }
}

function revoked(
  certificate: ParsedCertificate,
  subject: string,
  { revocationDate, reason }: RevokedCertificate,
  issuer: ParsedCertificate,
): Violation {
  const since = revocationDate === null ? "" : ` on ${revocationDate.toISOString().slice(0, 10)}`;
  const why = reason === null ? "" : `, reason ${reasonName(reason)}`;
  return {
    rule: "revoked",
    code: "revoked",
    breaks: "path",
    certificate,
    message: `${subject} was revoked${since} by "${shortName(issuer.subject)}"${why}`,
    hint: "Replace it at once, with a new key if the old one may be known to others",
    reference: "RFC 5280 §6.3",
  };
}

function unknown(
  certificate: ParsedCertificate,
  subject: string,
  issuer: ParsedCertificate,
  refusal: string,
): Violation {
  return {
    rule: "revocation_unknown",
    code: "policy_violation",
    breaks: "rfc5280",
    certificate,
    message: `${subject} may have been revoked: the CRL of "${shortName(issuer.subject)}" ${refusal}`,
    hint: "Have the issuer publish a current CRL that its own key signed",
    reference: "RFC 5280 §6.3.3",
  };
}

const REMOVE_FROM_CRL = 8;
