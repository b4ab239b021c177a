/**
 * What CRLs say about a path (RFC 5280 §6.3): each certificate is looked for in its issuer's lists.
 *
 * Complete lists signed by the issuer itself; no deltas, no indirect lists, no partition by reason. Where lists
 * of the issuer are at hand and none can be used, the status is unknown, and that is told. Where there is none,
 * nothing is.
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
    const refusals: string[] = [];
    let used = false;
    for (const crl of lists) {
      const refusal = await refusalOf(crl, certificate, issuer, signatures, now);
      const entry = refusal === null ? lookUp(crl, certificate.serialNumber) : refusal;
      if (typeof entry === "string") refusals.push(entry);
      else {
        used = true;
        if (entry !== null) violations.push(revoked(certificate, subject, entry, issuer));
      }
    }
    if (!used && refusals[0] !== undefined) {
      violations.push(unknown(certificate, subject, issuer, refusals[0]));
    }
  }
  return violations;
}

/** Why a list of the right issuer says nothing about a certificate; `null` when it does. */
async function refusalOf(
  crl: CertificateList,
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  signatures: SignatureChecks,
  now: Date,
): Promise<string | null> {
  const has = (wanted: string) => crl.extensions.find(({ oid }) => oid === wanted);
  if (crl.faults[0] !== undefined) return `is malformed: ${crl.faults[0].message}`;
  if (crl.version !== 2) return `is of version ${crl.version}, not 2`; // RFC 5280 §5.1.2.1
  // RFC 5280 §5.2: unrecognized critical extensions
  const critical = crl.extensions.find((extension) =>
    extension.critical && extension.oid !== issuingDistributionPoint
  );
  if (has(deltaCrlIndicator)) return "is a delta, without the list that it changes";
  if (critical !== undefined) return `has the critical extension ${critical.oid}, which it should not have`;
  if (!has(crlNumber)) return "has no CRL number"; // RFC 5280 §5.2.3
  if (!has(authorityKeyIdentifier.oid)) return "has no authorityKeyIdentifier"; // RFC 5280 §5.2.1
  const moment = Math.floor(now.getTime() / 1000) * 1000;
  if (crl.thisUpdate === null || crl.thisUpdate.getTime() > moment) return "is from the future";
  if (crl.nextUpdate === null) return "does not say when the next one comes"; // RFC 5280 §5.1.2.5
  if (crl.nextUpdate.getTime() < moment) {
    return `was to be replaced on ${crl.nextUpdate.toISOString().slice(0, 10)}`;
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

/** RFC 5280 §6.3.3 (b) (2): what the list says that it is for. */
function outOfScope(crl: CertificateList, certificate: ParsedCertificate): string | null {
  const point = crl.issuingDistributionPoint;
  if (point === null) return null;
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

function lookUp(crl: CertificateList, serialNumber: Uint8Array): RevokedCertificate | null | string {
  try {
    const entry = crl.find(serialNumber);
    // RFC 5280 §5.3: an entry that cannot be processed still lists the certificate
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
  const why = reason === null ? "" : `, reason ${REASONS[reason] ?? reason}`;
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

/** RFC 5280 §5.3.1. */
const REASONS: readonly (string | undefined)[] = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  undefined,
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
];
const REMOVE_FROM_CRL = 8;
