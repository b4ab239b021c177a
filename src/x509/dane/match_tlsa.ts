/**
 * Whether a TLSA record fits the certificates that a server sent (RFC 6698 §2.1 and RFC 7671 §5). Pure, and about
 * the association alone: that PKIX-TA(0) and PKIX-EE(1) want a path to a public root beside it is judged elsewhere.
 */
import { equalBytes } from "../../bytes/mod.ts";
import { hash } from "../../crypto/mod.ts";
import type { TlsaRecord } from "../../dns/mod.ts";
import { TlsaCertificateUsage, TlsaMatchingType, TlsaSelector } from "../../registry/mod.ts";
import { readAll } from "../certificate/read_all.ts";
import { judgeChain } from "../judge_chain.ts";
import { storeOf } from "../trust/trust_store.ts";

export interface TlsaInput {
  /** DER, as sent, leaf first. */
  readonly certificates: readonly Uint8Array[];
  /** Names that the certificate may be for: the TLSA records' base domain, and what it was reached from (RFC 7671 §7). */
  readonly names: readonly string[];
  /** Mail servers among themselves: RFC 7672. */
  readonly isMailTransfer: boolean;
  readonly now: Date;
}

export interface TlsaMatch {
  /** `null` when the record cannot be used. */
  readonly matches: boolean | null;
  /** The place of the matching certificate among those sent; `null` when none is, or the record holds it itself. */
  readonly certificate: number | null;
  /** Why not, a sentence without its period; `null` when it matches. */
  readonly problem: string | null;
}

export async function matchTlsa(record: TlsaRecord, input: TlsaInput): Promise<TlsaMatch> {
  const unusable = whyUnusable(record, input);
  if (unusable !== null) return { matches: null, certificate: null, problem: unusable };
  const { certificateUsage } = record;
  const isAboutLeaf = certificateUsage === TlsaCertificateUsage["DANE-EE"] ||
    certificateUsage === TlsaCertificateUsage["PKIX-EE"];
  const certificate = await find(record, input.certificates, isAboutLeaf ? 0 : 1, isAboutLeaf ? 1 : Infinity);
  if (certificateUsage === TlsaCertificateUsage["DANE-TA"]) {
    return await matchTrustAnchor(record, certificate, input);
  }
  // RFC 7671 §5.1: with DANE-EE neither name nor dates count.
  if (certificate !== null) return { matches: true, certificate, problem: null };
  return no(
    isAboutLeaf ? "It is not the server's certificate" : "None of the authorities' certificates is it",
  );
}

/** RFC 7671 §5.2: what matches is the trust anchor, and a path has to lead there. */
async function matchTrustAnchor(
  record: TlsaRecord,
  certificate: number | null,
  { certificates, names, now }: TlsaInput,
): Promise<TlsaMatch> {
  // §5.2.2: a certificate that the record has whole need not be sent; the server's own is no authority.
  const isWhole = record.selector === TlsaSelector.Cert && record.matchingType === TlsaMatchingType.Full &&
    !equalBytes(record.data, certificates[0]!);
  const der = certificate === null ? isWhole ? record.data : null : certificates[certificate]!;
  if (der === null) return no("None of the authorities' certificates is it");
  const [anchor] = readAll([der]);
  if (anchor?.certificate == null) return no("It is a certificate that cannot be read");
  let problem = "";
  for (const serverName of names) {
    const trustStore = storeOf([anchor.certificate], "the TLSA record");
    const { chain } = await judgeChain({ certificates, trustStore, serverName, now, everyPath: false });
    if (chain.error === null) return { matches: true, certificate, problem: null };
    problem ||= chain.error.message;
  }
  return { matches: false, certificate, problem };
}

/** The first of `certificates` from `start` on and before `end` that the record is about. */
async function find(
  { selector, matchingType, data }: TlsaRecord,
  certificates: readonly Uint8Array[],
  start: number,
  end: number,
): Promise<number | null> {
  for (let index = start; index < Math.min(end, certificates.length); index++) {
    const content = select(certificates[index]!, selector);
    if (content !== null && equalBytes(await present(content, matchingType), data)) return index;
  }
  return null;
}

/** §2.1.2; `null`: the certificate cannot be read. */
function select(der: Uint8Array, selector: number): Uint8Array | null {
  if (selector === TlsaSelector.Cert) return der;
  return readAll([der])[0]?.certificate?.subjectPublicKeyInfo ?? null;
}

/** §2.1.3. */
async function present(content: Uint8Array, matchingType: number): Promise<Uint8Array> {
  if (matchingType === TlsaMatchingType.Full) return content;
  return await hash(matchingType === TlsaMatchingType["SHA2-256"] ? "SHA-256" : "SHA-512").digest(content);
}

/** RFC 7671 §10.3: such a record is left alone, as if it were not there. */
function whyUnusable(
  { certificateUsage, selector, matchingType, data }: TlsaRecord,
  { certificates, isMailTransfer }: TlsaInput,
): string | null {
  if (certificateUsage > TlsaCertificateUsage["DANE-EE"]) return "Its certificate usage is not known";
  if (selector > TlsaSelector.SPKI) return "Its selector is not known";
  if (matchingType > TlsaMatchingType["SHA2-512"]) return "Its matching type is not known";
  const isPkix = certificateUsage <= TlsaCertificateUsage["PKIX-EE"];
  // RFC 7672 §3.1.3
  if (isMailTransfer && isPkix) return "Mail servers cannot use PKIX-TA and PKIX-EE";
  const length = { [TlsaMatchingType["SHA2-256"]]: 32, [TlsaMatchingType["SHA2-512"]]: 64 }[matchingType];
  if (length === undefined ? data.length === 0 : data.length !== length) {
    return "Its data has the wrong length";
  }
  return certificates.length === 0 ? "The server sent no certificate" : null;
}

function no(problem: string): TlsaMatch {
  return { matches: false, certificate: null, problem };
}
