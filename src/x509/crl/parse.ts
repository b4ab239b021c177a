/** CertificateList (RFC 5280 §5.1), without its list: a serial number is looked for in it when somebody asks. */
import { equalBytes } from "../../bytes/mod.ts";
import { MAXIMUM_CRL_OCTETS, MAXIMUM_REVOKED_CERTIFICATES } from "../bounds.ts";
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from "../certificate/algorithm.ts";
import { type DerFault, DerReader } from "../der/reader.ts";
import { contextConstructed, contextPrimitive, tag } from "../der/tag.ts";
import { time } from "../der/time.ts";
import { readDistributionPointName } from "../extension/crl_distribution_points.ts";
import { MalformedCertificateError } from "../malformed.ts";
import type { GeneralName } from "../name/general_name.ts";
import { type Name, readName } from "../name/name.ts";

export interface CertificateList {
  readonly version: number;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly thisUpdate: Date | null;
  readonly nextUpdate: Date | null;
  readonly extensions: readonly CrlExtension[];
  readonly issuingDistributionPoint: IssuingDistributionPoint | "unreadable" | null;
  readonly tbsCertList: Uint8Array;
  readonly signatureValue: Uint8Array;
  readonly faults: readonly DerFault[];
  /** The entry for a serial number; `null` when there is none. */
  find(serialNumber: Uint8Array): RevokedCertificate | null;
}

export interface CrlExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export interface RevokedCertificate {
  readonly revocationDate: Date | null;
  /** RFC 5280 §5.3.1's CRLReason; `null` when none is given. */
  readonly reason: number | null;
}

/** RFC 5280 §5.2.5. */
export interface IssuingDistributionPoint {
  readonly fullName: readonly GeneralName[] | null;
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  readonly onlySomeReasons: boolean;
  readonly indirectCRL: boolean;
  readonly onlyContainsAttributeCerts: boolean;
}

export const crlNumber = "2.5.29.20";
export const deltaCrlIndicator = "2.5.29.27";
export const issuingDistributionPoint = "2.5.29.28";

/** Reads a DER CRL. Throws `MalformedCertificateError`. */
export function parseCrl(der: Uint8Array): CertificateList {
  if (der.length > MAXIMUM_CRL_OCTETS) {
    const message =
      `The CRL has ${der.length} octets, more than the ${MAXIMUM_CRL_OCTETS} that are looked at`;
    throw new MalformedCertificateError(message, 0, "CertificateList", "too_complex");
  }
  const faults: DerFault[] = [];
  const reader = DerReader.over(der, { faults });
  const list = reader.sequence("CertificateList", (sequence) => {
    const element = sequence.read(tag.sequence, "tbsCertList");
    const fields = sequence.within(element, "tbsCertList", readTbsCertList);
    const signatureAlgorithm = readAlgorithmIdentifier(sequence, "signatureAlgorithm");
    // RFC 5280 §5.1.1.2: the same inside and outside
    if (!equalBytes(signatureAlgorithm.der, fields.signature.der)) {
      sequence.fault("differs from signature", "signatureAlgorithm");
    }
    const { bytes } = sequence.bitString("signatureValue");
    return { ...fields, tbsCertList: sequence.whole(element), signatureAlgorithm, signatureValue: bytes };
  });
  reader.end("CertificateList");
  const { revoked, ...fields } = list;
  return {
    ...fields,
    faults,
    issuingDistributionPoint: distributionPoint(list.extensions),
    find: (serialNumber) => revoked === null ? null : findEntry(revoked, serialNumber),
  };
}

function readTbsCertList(reader: DerReader) {
  const version = reader.nextTag === tag.integer ? reader.smallInteger("version") + 1 : 1;
  const signature = readAlgorithmIdentifier(reader, "signature");
  const issuer = readName(reader, "issuer");
  const thisUpdate = time(reader, "thisUpdate");
  const hasNext = reader.nextTag === tag.utcTime || reader.nextTag === tag.generalizedTime;
  const nextUpdate = hasNext ? time(reader, "nextUpdate") : null;
  const list = reader.optional(tag.sequence, "revokedCertificates");
  const extensions = reader.nextTag === contextConstructed(0)
    ? reader.sequence("crlExtensions", readExtensions, contextConstructed(0))
    : [];
  return {
    version,
    signature,
    issuer,
    thisUpdate,
    nextUpdate,
    revoked: list && reader.content(list),
    extensions,
  };
}

function readExtensions(reader: DerReader): CrlExtension[] {
  return reader.sequenceOf("Extensions", (each) =>
    each.sequence("Extension", (extension) => ({
      oid: extension.objectIdentifier("extnID"),
      critical: extension.defaultFalse("critical"),
      value: extension.octetString("extnValue"),
    })));
}

function decode<T>(
  extensions: readonly CrlExtension[],
  wanted: string,
  read: (reader: DerReader) => T,
): T | null {
  const found = extensions.find(({ oid }) => oid === wanted);
  return found === undefined ? null : read(DerReader.over(found.value));
}

function distributionPoint(extensions: readonly CrlExtension[]): CertificateList["issuingDistributionPoint"] {
  try {
    return decode(extensions, issuingDistributionPoint, readIssuingDistributionPoint);
  } catch (error) {
    if (error instanceof MalformedCertificateError) return "unreadable";
    throw error;
  }
}

function readIssuingDistributionPoint(reader: DerReader): IssuingDistributionPoint {
  return reader.sequence("IssuingDistributionPoint", (point) => {
    const fullName = point.nextTag === contextConstructed(0)
      ? point.sequence("distributionPoint", readDistributionPointName, contextConstructed(0))
      : null;
    const flag = (number: number, field: string) =>
      point.nextTag === contextPrimitive(number) &&
      point.octetString(field, contextPrimitive(number))[0] !== 0;
    const onlyContainsUserCerts = flag(1, "onlyContainsUserCerts");
    const onlyContainsCACerts = flag(2, "onlyContainsCACerts");
    const onlySomeReasons = point.optional(contextPrimitive(3), "onlySomeReasons") !== null;
    const indirectCRL = flag(4, "indirectCRL");
    const onlyContainsAttributeCerts = flag(5, "onlyContainsAttributeCerts");
    return {
      fullName,
      onlyContainsUserCerts,
      onlyContainsCACerts,
      onlySomeReasons,
      indirectCRL,
      onlyContainsAttributeCerts,
    };
  });
}

/** Walks the list; the other entries are not decoded. */
function findEntry(revoked: Uint8Array, wanted: Uint8Array): RevokedCertificate | null {
  const reader = DerReader.over(revoked, { nodes: MAXIMUM_REVOKED_CERTIFICATES * 2 });
  while (!reader.atEnd) {
    const element = reader.read(tag.sequence, "revokedCertificate");
    const [serialNumber, rest] = splitEntry(reader.content(element));
    if (equalBytes(serialNumber, wanted)) return readEntry(rest);
  }
  return null;
}

function splitEntry(entry: Uint8Array): [serialNumber: Uint8Array, rest: DerReader] {
  const reader = DerReader.over(entry);
  return [reader.integer("userCertificate"), reader];
}

const crlReason = "2.5.29.21";

function readEntry(reader: DerReader): RevokedCertificate {
  const revocationDate = time(reader, "revocationDate");
  const extensions = reader.nextTag === tag.sequence ? readExtensions(reader) : [];
  const reason = decode(extensions, crlReason, (value) => value.smallInteger("CRLReason", tag.enumerated));
  return { revocationDate, reason };
}
