/** A certificate as the report shows it. */
import { toBase64, toHex } from "../../bytes/mod.ts";
import { subjectAltName } from "../extension/mod.ts";
import { nameText } from "../name/text.ts";
import { formatIpAddress } from "../server_name/ip_address.ts";
import { signatureAlgorithmName } from "./algorithm.ts";
import type { ParsedCertificate } from "./certificate.ts";
import { fingerprint } from "./fingerprint.ts";

export type CertificateSource = "sent" | "aia" | "trust_store";

/** The report's `certificates[]`, key for key. */
export interface CertificateDescription {
  readonly fingerprint_sha256: string;
  /** RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** Hex, as many digits as its octets have, without a sign octet. */
  readonly serial_number: string;
  /** RFC 3339, UTC; `null` when the field names no moment. */
  readonly not_before: string | null;
  readonly not_after: string | null;
  /** 0 to 100; `null` when a date is missing or the dates are in the wrong order. */
  readonly lifetime_remaining_percent: number | null;
  readonly dns_names: readonly string[];
  readonly ip_addresses: readonly string[];
  readonly public_key: {
    readonly algorithm: string;
    readonly curve: string | null;
    readonly bits: number | null;
  };
  readonly signature_algorithm: string;
  readonly source: CertificateSource;
  /** DER, base64. */
  readonly cert_data: string;
  /** Everything in it in lines, when that was asked for and can be had. */
  readonly text?: string;
}

export async function describeCertificate(
  certificate: ParsedCertificate,
  now: Date,
  source: CertificateSource,
): Promise<CertificateDescription> {
  const { notBefore, notAfter } = certificate.validity;
  const names = certificate.readable(subjectAltName) ?? [];
  const key = certificate.publicKey;
  return {
    fingerprint_sha256: await fingerprint(certificate),
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serial_number: toHex(magnitude(certificate.serialNumber)),
    not_before: notBefore?.toISOString().replace(".000Z", "Z") ?? null,
    not_after: notAfter?.toISOString().replace(".000Z", "Z") ?? null,
    lifetime_remaining_percent: remainingPercent(notBefore, notAfter, now),
    dns_names: names.flatMap((name) => name.kind === "dNSName" ? [name.text] : []),
    ip_addresses: names.flatMap((name) => name.kind === "iPAddress" ? [formatIpAddress(name.bytes)] : []),
    public_key: {
      algorithm: key?.algorithm ?? certificate.subjectPublicKeyAlgorithm.algorithm,
      curve: key?.curve ?? null,
      bits: key?.bits ?? null,
    },
    signature_algorithm: signatureAlgorithmName(certificate.signatureAlgorithm),
    source,
    cert_data: toBase64(certificate.der),
  };
}

/** A positive number without the octet that only says so; a negative one as it stands. */
function magnitude(serialNumber: Uint8Array): Uint8Array {
  return serialNumber.length > 1 && serialNumber[0] === 0 ? serialNumber.subarray(1) : serialNumber;
}

function remainingPercent(notBefore: Date | null, notAfter: Date | null, now: Date): number | null {
  if (notBefore === null || notAfter === null || notAfter <= notBefore) return null;
  const share = (notAfter.getTime() - now.getTime()) / (notAfter.getTime() - notBefore.getTime());
  return Math.round(Math.min(Math.max(share, 0), 1) * 1000) / 10;
}
