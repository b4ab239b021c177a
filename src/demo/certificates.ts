/**
 * The certificate factory of the demonstration and the tests.
 *
 * What is not asked for is as RFC 5280 and the CA/Browser Forum's profile for servers want it; everything can be
 * asked for otherwise, up to structures no authority would sign. The time is `now`, an issuer's unless it is given.
 */
import { createHash } from "node:crypto";
import { generateSigningKey, type SigningHash, type SigningKey } from "../crypto/signing_key.ts";
import { bitString, contentOf, type Der, explicit, integer, sequence, time } from "./der.ts";
import { certificateExtensions, type ExtensionOptions } from "./certificate_extensions.ts";
import { distinguishedName, type NameInput } from "./names.ts";
import { toPem } from "./pem.ts";
import { signatureAlgorithm } from "./signed.ts";

/** A certificate with what is needed to issue others from it. */
export interface IssuedCertificate {
  readonly der: Der;
  readonly pem: string;
  readonly key: SigningKey;
  /** The Name it is for, DER. */
  readonly subject: Der;
  readonly subjectKeyIdentifier: Uint8Array<ArrayBuffer>;
  /** The content octets of its serial number. */
  readonly serialNumber: Uint8Array<ArrayBuffer>;
  /** The time it was made for: what is issued from it starts from the same. */
  readonly now: Date;
}

export interface CertificateOptions extends ExtensionOptions {
  /** Text is a common name; without one, the first DNS name is, when it fits. */
  readonly subject?: NameInput;
  /** A new P-256 key without one. */
  readonly key?: SigningKey;
  /** Without one, an hour before now. */
  readonly notBefore?: Date | Uint8Array;
  /** Without one, 45 days after now. As an element in DER, it is put down as it is; so is `notBefore`. */
  readonly notAfter?: Date | Uint8Array;
  /** A number, or content octets; 16 random ones without it. */
  readonly serial?: bigint | Uint8Array;
  /** 1, 2, 3 or any other; version 1 is encoded by its absence, and has no extensions. */
  readonly version?: number;
  readonly signatureHash?: SigningHash;
  /** RSASSA-PSS, for an RSA issuer. */
  readonly signaturePss?: boolean;
  /** The name of the issuer, whatever the issuer's name is. */
  readonly issuerName?: NameInput;
  /** Signs in the issuer's stead: a forgery when the issuer's key is another. */
  readonly signedBy?: SigningKey;
  /** SubjectPublicKeyInfo in DER, in place of the key's own. */
  readonly spki?: Uint8Array;
  /** AlgorithmIdentifiers in DER, within and beside what is signed, in place of the true one. */
  readonly innerSignatureAlgorithm?: Uint8Array;
  readonly outerSignatureAlgorithm?: Uint8Array;
  /** The signature's octets, in place of a true signature. */
  readonly signature?: Uint8Array;
}

export interface AuthorityOptions extends CertificateOptions {
  readonly subject: NameInput;
  /** Without one, the authority is a root, signed by itself. */
  readonly issuer?: IssuedCertificate;
  /** Needed where no issuer brings its own. */
  readonly now?: Date;
}

/** A certificate authority: a root that lives 20 years, or an intermediate under `issuer` that lives 5. */
export function certificateAuthority(options: AuthorityOptions): Promise<IssuedCertificate> {
  const { issuer } = options;
  const now = options.now ?? issuer?.now;
  if (now === undefined) throw new TypeError('A root needs a time: give "now"');
  return certificate({ isAuthority: true, ...options }, issuer ?? null, now, issuer ? 5 * 365 : 20 * 365);
}

/** A server's certificate, or any other that `options` make of it, signed by `issuer`. */
export function issue(
  issuer: IssuedCertificate,
  options: CertificateOptions & { readonly now?: Date } = {},
): Promise<IssuedCertificate> {
  return certificate(options, issuer, options.now ?? issuer.now, serverLifetimeDays);
}

/** A server's certificate signed by its own key. */
export function selfSigned(options: CertificateOptions & { readonly now: Date }): Promise<IssuedCertificate> {
  return certificate(options, null, options.now, serverLifetimeDays);
}

/** Within the 47 days that the CA/Browser Forum allows from March 2029, and so within every earlier limit. */
const serverLifetimeDays = 45;

const millisecondsOfHour = 3_600_000;

async function certificate(
  options: CertificateOptions,
  issuer: IssuedCertificate | null,
  now: Date,
  lifetimeDays: number,
): Promise<IssuedCertificate> {
  const key = options.key ?? await generateSigningKey("P-256");
  const signer = options.signedBy ?? issuer?.key ?? key;
  const spki = options.spki ?? key.spki;
  const subject = distinguishedName(options.subject ?? defaultSubject(options.dnsNames));
  const subjectKeyIdentifier = keyIdentifier(spki);
  const serialNumber = typeof options.serial === "bigint"
    ? contentOf(integer(options.serial))
    : options.serial ?? randomSerial();
  const { version = 3, notBefore = after(now, -1), notAfter = after(now, 24 * lifetimeDays) } = options;
  const signing = { ...hashOption(options.signatureHash), pss: options.signaturePss === true };
  const algorithm = signatureAlgorithm(signer, signing);

  const extensions = certificateExtensions(options, {
    isRoot: issuer === null && options.isAuthority === true,
    subjectIsEmpty: contentOf(subject).length === 0,
    keyKind: key.kind,
    subjectKeyIdentifier,
    authorityKeyIdentifier: issuer?.subjectKeyIdentifier ?? subjectKeyIdentifier,
  });
  // RFC 5280 §4.1
  const toBeSigned = sequence(
    ...version === 1 ? [] : [explicit(0, integer(version - 1))],
    integer(serialNumber),
    options.innerSignatureAlgorithm ?? algorithm,
    options.issuerName === undefined ? issuer?.subject ?? subject : distinguishedName(options.issuerName),
    sequence(encodedTime(notBefore), encodedTime(notAfter)),
    subject,
    spki,
    ...version < 3 || extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))],
  );
  const signature = options.signature ?? await signer.sign(toBeSigned, signing);
  const der = sequence(toBeSigned, options.outerSignatureAlgorithm ?? algorithm, bitString(signature));
  return {
    der,
    pem: toPem("CERTIFICATE", der),
    key,
    subject,
    subjectKeyIdentifier,
    serialNumber: Uint8Array.from(serialNumber),
    now,
  };
}

/** RFC 7093 §2, method 1: the leftmost 160 bits of the SHA-256 of the key's BIT STRING. */
export function keyIdentifier(spki: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(publicKeyOctets(spki)).digest().subarray(0, 20));
}

/** The BIT STRING of a SubjectPublicKeyInfo without tag, length and number of unused bits. */
export function publicKeyOctets(spki: Uint8Array): Uint8Array {
  const content = contentOf(spki);
  const algorithmLength = 2 + content[1]!;
  return contentOf(content.subarray(algorithmLength)).subarray(1);
}

/** Positive, 16 octets, 126 bits of them random: the forum asks for 64 at least. */
function randomSerial(): Uint8Array<ArrayBuffer> {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return octets;
}

/** A common name is a repetition of a DNS name or nothing, and holds 64 characters at most. RFC 5280 appendix A.1 */
function defaultSubject(dnsNames: readonly string[] = []): NameInput {
  const [name] = dnsNames;
  return name !== undefined && name.length <= 64 ? name : [];
}

function hashOption(hash: SigningHash | undefined): { readonly hash?: SigningHash } {
  return hash === undefined ? {} : { hash };
}

function after(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * millisecondsOfHour);
}

function encodedTime(value: Date | Uint8Array): Uint8Array {
  return value instanceof Date ? time(value) : value;
}

/** The certificates' PEM, one after another: a server's chain, or a file of anchors. */
export function pemChain(...certificates: readonly { readonly pem: string }[]): string {
  return certificates.map(({ pem }) => pem).join("");
}
