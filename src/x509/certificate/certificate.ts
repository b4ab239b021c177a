/** A certificate that was read: its fields at once, its extensions when somebody asks. */
import type { PublicKeyDescription } from "../../crypto/mod.ts";
import type { DerFault } from "../der/reader.ts";
import type { ExtensionType } from "../extension/mod.ts";
import type { Name } from "../name/name.ts";
import type { AlgorithmIdentifier } from "./algorithm.ts";

/** RFC 5280 §4.1.2.2: the most that a serial number has. */
export const MAXIMUM_SERIAL_OCTETS = 20;

export interface CertificateExtension {
  /** Dotted OBJECT IDENTIFIER. */
  readonly oid: string;
  readonly critical: boolean;
  /** What the OCTET STRING extnValue holds. */
  readonly value: Uint8Array;
  /** Where the value starts, in octets from the start of the certificate. */
  readonly offset: number;
}

/** `null`: the field holds octets that name no moment. */
export interface Validity {
  readonly notBefore: Date | null;
  readonly notAfter: Date | null;
}

export interface ParsedCertificate {
  readonly der: Uint8Array;
  /** 1, 2 or 3; what else the field says, plus one. */
  readonly version: number;
  /** Content octets of the INTEGER, two's complement. */
  readonly serialNumber: Uint8Array;
  /** signatureAlgorithm, outside what is signed. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** tbsCertificate.signature, inside what is signed: the same, or the certificate is malformed. */
  readonly signature: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly subject: Name;
  /** DER SubjectPublicKeyInfo. */
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly subjectPublicKeyAlgorithm: AlgorithmIdentifier;
  /** `null` when the key is not one. */
  readonly publicKey: PublicKeyDescription | null;
  readonly extensions: readonly CertificateExtension[];
  /** What is signed. */
  readonly tbsCertificate: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** issuer and subject are the same Name: RFC 5280 §3.2's self-issued. */
  readonly selfIssued: boolean;
  /** What could be read and is not DER, or not what the type allows; extensions add theirs when they are decoded. */
  readonly faults: readonly DerFault[];
  /** An extension's value, decoded once; `null` when the certificate has none. Throws `MalformedCertificateError`. */
  extension<T>(type: ExtensionType<T>): T | null;
  /** As `extension`, and `null` as well for a value that cannot be read. */
  readable<T>(type: ExtensionType<T>): T | null;
}
