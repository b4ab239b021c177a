/** Which extensions a certificate of the factory carries: the profile's, changed as the caller asks. */
import type { SigningKeyKind } from "../crypto/signing_key.ts";
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoints,
  extendedKeyUsage,
  type KeyUsage,
  keyUsage,
  nameConstraints,
  signedCertificateTimestamps,
  subjectAltName,
  subjectKeyIdentifier,
  tlsFeature,
  withCriticality,
} from "./extensions.ts";
import { dnsName, emailAddress, ipAddress, uri } from "./names.ts";

export interface ExtensionOptions {
  readonly isAuthority?: boolean;
  /** How many intermediates may follow; absent for any number. */
  readonly pathLength?: number;
  /** Put down as they are. */
  readonly dnsNames?: readonly string[];
  /** As people write them, or the octets as they shall stand. */
  readonly ipAddresses?: readonly (string | Uint8Array)[];
  readonly emailAddresses?: readonly string[];
  readonly uris?: readonly string[];
  /** GeneralName elements in DER, after the others. */
  readonly otherNames?: readonly Uint8Array[];
  /** `null`: without the extension. */
  readonly keyUsage?: readonly KeyUsage[] | null;
  /** By their names in RFC 5280, or dotted decimal; `null`: without the extension. */
  readonly extendedKeyUsage?: readonly string[] | null;
  /** In dotted decimal; `null`: without the extension. */
  readonly certificatePolicies?: readonly string[] | null;
  /** GeneralName elements; see `dnsName`, `ipRange` and their like. */
  readonly nameConstraints?: {
    readonly permitted?: readonly Uint8Array[];
    readonly excluded?: readonly Uint8Array[];
  };
  readonly authorityInfoAccess?: {
    readonly caIssuers?: readonly string[];
    readonly ocsp?: readonly string[];
  };
  readonly crlDistributionPoints?: readonly string[];
  readonly mustStaple?: boolean;
  /** A SignedCertificateTimestampList. */
  readonly signedCertificateTimestamps?: Uint8Array;
  /** Whole Extensions in DER in place of the default one of that name; `null` leaves it out. */
  readonly extensions?: Partial<Readonly<Record<ExtensionName, Uint8Array | null>>>;
  /** Criticality, where it shall differ from the profile's. */
  readonly critical?: Partial<Readonly<Record<ExtensionName, boolean>>>;
  /** More Extensions in DER, at the end: unknown ones, or the same twice. */
  readonly rawExtensions?: readonly Uint8Array[];
}

export type ExtensionName =
  | "basicConstraints"
  | "keyUsage"
  | "extendedKeyUsage"
  | "subjectKeyIdentifier"
  | "authorityKeyIdentifier"
  | "subjectAltName"
  | "certificatePolicies"
  | "nameConstraints"
  | "authorityInfoAccess"
  | "crlDistributionPoints"
  | "tlsFeature"
  | "signedCertificateTimestamps";

/** What the profile's choices depend on. */
export interface ExtensionFacts {
  readonly isRoot: boolean;
  readonly subjectIsEmpty: boolean;
  readonly keyKind: SigningKeyKind;
  readonly subjectKeyIdentifier: Uint8Array;
  readonly authorityKeyIdentifier: Uint8Array;
}

/** The Extensions in the order in which they are written. */
export function certificateExtensions(options: ExtensionOptions, facts: ExtensionFacts): Uint8Array[] {
  const named = { ...profileExtensions(options, facts), ...options.extensions };
  const critical: Readonly<Record<string, boolean>> = options.critical ?? {};
  const written = Object.entries(named).flatMap(([name, der]) => {
    if (der === null) return [];
    const asked = critical[name];
    return [asked === undefined ? der : withCriticality(der, asked)];
  });
  return [...written, ...options.rawExtensions ?? []];
}

function profileExtensions(
  options: ExtensionOptions,
  facts: ExtensionFacts,
): Record<ExtensionName, Uint8Array | null> {
  const { isAuthority = false, pathLength = null, nameConstraints: constraints } = options;
  const names = generalNames(options);
  const usage = pick(options.keyUsage, defaultKeyUsage(isAuthority, facts.keyKind));
  const purposes = pick(options.extendedKeyUsage, facts.isRoot ? null : ["serverAuth"]);
  const policies = pick(options.certificatePolicies, facts.isRoot ? null : [domainValidated]);
  return {
    basicConstraints: basicConstraints(isAuthority, pathLength),
    keyUsage: usage && keyUsage(usage),
    extendedKeyUsage: purposes && extendedKeyUsage(purposes),
    subjectKeyIdentifier: subjectKeyIdentifier(facts.subjectKeyIdentifier),
    authorityKeyIdentifier: authorityKeyIdentifier(facts.authorityKeyIdentifier),
    // RFC 5280 §4.2.1.6: critical when nothing else names the subject.
    subjectAltName: names.length === 0 ? null : subjectAltName(names, facts.subjectIsEmpty),
    certificatePolicies: policies && certificatePolicies(policies),
    nameConstraints: constraints
      ? nameConstraints(constraints.permitted ?? [], constraints.excluded ?? [])
      : null,
    authorityInfoAccess: options.authorityInfoAccess
      ? authorityInfoAccess(options.authorityInfoAccess)
      : null,
    crlDistributionPoints: options.crlDistributionPoints
      ? crlDistributionPoints(options.crlDistributionPoints)
      : null,
    tlsFeature: options.mustStaple ? tlsFeature([statusRequest]) : null,
    signedCertificateTimestamps: options.signedCertificateTimestamps
      ? signedCertificateTimestamps(options.signedCertificateTimestamps)
      : null,
  };
}

/** The forum's policy identifier for "domain validated". */
const domainValidated = "2.23.140.1.2.1";

/** The TLS extension `status_request`. */
const statusRequest = 5;

function defaultKeyUsage(isAuthority: boolean, keyKind: SigningKeyKind): KeyUsage[] {
  if (isAuthority) return ["keyCertSign", "cRLSign"];
  // A static RSA key exchange of TLS 1.2 encrypts to the key, RFC 5246 §7.4.2; RSA-PSS keys only sign.
  const encrypts = keyKind.startsWith("RSA") && !keyKind.startsWith("RSA-PSS");
  return encrypts ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"];
}

function generalNames(options: ExtensionOptions): Uint8Array[] {
  return [
    ...(options.dnsNames ?? []).map(dnsName),
    ...(options.ipAddresses ?? []).map(ipAddress),
    ...(options.emailAddresses ?? []).map(emailAddress),
    ...(options.uris ?? []).map(uri),
    ...options.otherNames ?? [],
  ];
}

function pick<T>(asked: T | undefined, otherwise: T): T {
  return asked === undefined ? otherwise : asked;
}
