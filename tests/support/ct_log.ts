/** A certificate transparency log of the tests' own: a key, a line in a log list, and the SCTs that it signs. */
import { createHash } from "node:crypto";
import { concat } from "../../src/bytes/mod.ts";
import { generateSigningKey, type SigningKey, type SigningKeyKind } from "../../src/crypto/signing_key.ts";
import {
  type CertificateOptions,
  issue,
  type IssuedCertificate,
  selfSigned,
} from "../../src/demo/certificates.ts";
import { contentOf, octetString } from "../../src/demo/der.ts";
import { extension } from "../../src/demo/extensions.ts";
import { elements } from "../demo/elements.ts";

export interface CtLogOptions {
  readonly name?: string;
  readonly operator?: string;
  readonly kind?: SigningKeyKind;
  /** The list's `state`; `null` leaves it out. */
  readonly state?: Readonly<Record<string, { readonly timestamp: string }>> | null;
  /** More of the list's fields, or others in place of the usual ones. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly tiled?: boolean;
}

/** What is signed, and what may be wrong with how. */
export interface Signing {
  readonly at: Date | bigint;
  readonly extensions?: Uint8Array;
  readonly version?: number;
  /** The number that stands for the algorithm, 3 for ECDSA and 1 for RSA. */
  readonly signatureAlgorithm?: number;
  readonly hashAlgorithm?: number;
}

export interface TestLog {
  readonly name: string;
  readonly operator: string;
  readonly key: SigningKey;
  readonly id: Uint8Array;
  /** Its entry in a list. */
  readonly entry: Readonly<Record<string, unknown>>;
  readonly tiled: boolean;
  /** An SCT for a certificate as it stands. */
  signCertificate(certificate: Uint8Array, signing: Signing): Promise<Uint8Array>;
  /** An SCT for what will become a certificate. */
  signPrecertificate(tbs: Uint8Array, issuerSpki: Uint8Array, signing: Signing): Promise<Uint8Array>;
}

export async function testLog(options: CtLogOptions = {}): Promise<TestLog> {
  const { name = "Test Log", operator = `Operator of ${name}`, kind = "P-256", tiled = false } = options;
  const { state = { usable: { timestamp: "2026-01-01T00:00:00Z" } } } = options;
  const key = await generateSigningKey(kind);
  const id = sha256(key.spki);
  const algorithm = kind.startsWith("RSA") ? 1 : 3;

  // RFC 6962 §3.2, octet by octet: nothing of the code under test is used here.
  async function sign(entry: Uint8Array, signing: Signing): Promise<Uint8Array> {
    const { at, extensions = new Uint8Array(0), version = 0, hashAlgorithm = 4 } = signing;
    const timestamp = number(typeof at === "bigint" ? at : at.getTime(), 8);
    const extension = concat(number(extensions.length, 2), extensions);
    const signature = await key.sign(concat(Uint8Array.of(version, 0), timestamp, entry, extension), {
      hash: "SHA-256",
    });
    return concat(
      Uint8Array.of(version),
      id,
      timestamp,
      extension,
      Uint8Array.of(hashAlgorithm, signing.signatureAlgorithm ?? algorithm),
      number(signature.length, 2),
      signature,
    );
  }

  return {
    name,
    operator,
    key,
    id,
    tiled,
    entry: {
      description: name,
      log_id: id.toBase64(),
      key: key.spki.toBase64(),
      mmd: 86400,
      ...(state === null ? {} : { state }),
      ...options.fields,
    },
    signCertificate: (certificate, signing) =>
      sign(concat(Uint8Array.of(0, 0), number(certificate.length, 3), certificate), signing),
    signPrecertificate: (tbs, issuerSpki, signing) =>
      sign(concat(Uint8Array.of(0, 1), sha256(issuerSpki), number(tbs.length, 3), tbs), signing),
  };
}

/** A log list's JSON, version 3. */
export function logListOf(logs: readonly TestLog[], publishedAt: Date | null = null): string {
  const operators = Map.groupBy(logs, ({ operator }) => operator);
  return JSON.stringify({
    version: "1.0",
    ...(publishedAt === null ? {} : { log_list_timestamp: publishedAt.toISOString() }),
    operators: [...operators].map(([name, logs]) => ({
      name,
      email: ["ct@log.example"],
      logs: logs.filter(({ tiled }) => !tiled).map(({ entry }) => entry),
      tiled_logs: logs.filter(({ tiled }) => tiled).map(({ entry }) => entry),
    })),
  });
}

/** SignedCertificateTimestampList, RFC 6962 §3.3. */
export function timestampList(...timestamps: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const list = concat(...timestamps.map((one) => concat(number(one.length, 2), one)));
  return concat(number(list.length, 2), list);
}

/** The extension of an OCSP SingleResponse that holds them. */
export function ocspTimestamps(...timestamps: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return extension("1.3.6.1.4.1.11129.2.4.5", octetString(timestampList(...timestamps)));
}

export interface Logged {
  readonly issuer: IssuedCertificate | null;
  readonly options: CertificateOptions & { readonly now?: Date };
  /** The SCTs to put inside, made of what the certificate is without them. */
  timestamps(tbs: Uint8Array, issuerSpki: Uint8Array): Promise<readonly Uint8Array[]>;
}

/** A certificate with SCTs inside. It is issued twice: what the logs see is the first one's TBSCertificate. */
export async function loggedCertificate({ issuer, options, timestamps }: Logged): Promise<IssuedCertificate> {
  const fixed = {
    ...options,
    key: options.key ?? await generateSigningKey("P-256"),
    serial: options.serial ?? crypto.getRandomValues(new Uint8Array(8)).with(0, 1),
  };
  const make = (more: CertificateOptions) =>
    issuer === null
      ? selfSigned({ now: new Date(), ...fixed, ...more })
      : issue(issuer, { ...fixed, ...more });
  const before = await make({});
  const list = await timestamps(tbsOf(before.der), (issuer ?? before).key.spki);
  return await make({ signedCertificateTimestamps: timestampList(...list) });
}

export function tbsOf(certificate: Uint8Array): Uint8Array {
  return elements(contentOf(certificate))[0]!;
}

function number(value: number | bigint, length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => Number(BigInt(value) >> BigInt(8 * (length - 1 - i)) & 0xffn));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(bytes).digest());
}
