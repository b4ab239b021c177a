/**
 * Every path from a leaf towards an anchor (RFC 4158): depth first, with backtracking, bounded.
 *
 * An issuer is a certificate whose subject is the issuer's name (RFC 5280 §7.1) and whose key made the
 * signature. Key identifiers decide only which is tried first. No path holds one subject with one key twice,
 * so cross-signatures cannot lead in circles. What is wrong with a path is judged elsewhere.
 */
import { equalBytes } from "../../bytes/mod.ts";
import { MAXIMUM_PATH_LENGTH } from "../bounds.ts";
import type { ParsedCertificate } from "../certificate/certificate.ts";
import { authorityKeyIdentifier, subjectKeyIdentifier } from "../extension/mod.ts";
import type { TrustStore } from "../trust/trust_store.ts";
import type { Budget } from "./budget.ts";
import type { SignatureChecks } from "./signatures.ts";

/**
 * How a path ends.
 * - `anchor`: at a trust anchor, the last certificate.
 * - `self_signed`: at a certificate that signed itself and is no anchor; `leaf` when it is the only one.
 * - `missing`: nobody has a certificate for the last issuer.
 * - `bad_signature`: the last certificate bears the issuer's name, and its key did not sign the one before; where
 *   several do, it is the likeliest.
 * - `circle`: every issuer is on the path already.
 * - `too_long`: more certificates than are looked at.
 */
export type PathEnd = "anchor" | "self_signed" | "missing" | "bad_signature" | "circle" | "too_long";

export interface Path {
  /** Leaf first. */
  readonly certificates: readonly ParsedCertificate[];
  readonly end: PathEnd;
}

export interface BuildInput {
  readonly leaf: ParsedCertificate;
  readonly intermediates: readonly ParsedCertificate[];
  readonly trustStore: TrustStore;
  readonly signatures: SignatureChecks;
  readonly budget: Budget;
}

/** Yields paths as they are found, most promising first. Ends early when the budget is spent. */
export async function* buildPaths(input: BuildInput): AsyncGenerator<Path> {
  const { leaf, intermediates, trustStore } = input;
  if (anchors(trustStore, leaf.subject).some((anchor) => equalBytes(anchor.der, leaf.der))) {
    yield { certificates: [leaf], end: "anchor" };
    return;
  }
  const pool = new Map<string, ParsedCertificate[]>();
  for (const certificate of intermediates) {
    const others = pool.get(certificate.subject.key);
    if (others === undefined) pool.set(certificate.subject.key, [certificate]);
    else if (!others.some((other) => equalBytes(other.der, certificate.der))) others.push(certificate);
  }
  yield* extend([leaf], pool, input);
}

async function* extend(
  trail: readonly ParsedCertificate[],
  pool: ReadonlyMap<string, readonly ParsedCertificate[]>,
  input: BuildInput,
): AsyncGenerator<Path> {
  const last = trail.at(-1)!;
  const { candidates, anchorCount } = issuersOf(last, pool, input.trustStore);
  const impostors: ParsedCertificate[] = [];
  let ledOn = false;
  let circled = false;
  for (const [index, candidate] of candidates.entries()) {
    if (!input.budget.spend("candidates")) return;
    if (trail.some((earlier) => isSameAuthority(earlier, candidate))) {
      circled = true;
      continue;
    }
    const verdict = await input.signatures.issued(candidate, last);
    if (verdict === "unchecked") return;
    if (verdict === "bad") {
      impostors.push(candidate);
      continue;
    }
    ledOn = true;
    const longer = [...trail, candidate];
    if (index < anchorCount) yield { certificates: longer, end: "anchor" };
    else if (longer.length >= MAXIMUM_PATH_LENGTH) yield { certificates: longer, end: "too_long" };
    else yield* extend(longer, pool, input);
  }
  if (ledOn) return;
  if (await isSelfSigned(last, input.signatures)) yield { certificates: trail, end: "self_signed" };
  else if (impostors[0] !== undefined) yield { certificates: [...trail, impostors[0]], end: "bad_signature" };
  else yield { certificates: trail, end: circled ? "circle" : "missing" };
}

/** Whether a certificate's own key signed it. */
async function isSelfSigned(certificate: ParsedCertificate, signatures: SignatureChecks): Promise<boolean> {
  return certificate.selfIssued && await signatures.issued(certificate, certificate) === "good";
}

/** Certificates that bear the issuer's name: anchors first, then those whose key identifier fits. */
function issuersOf(
  certificate: ParsedCertificate,
  pool: ReadonlyMap<string, readonly ParsedCertificate[]>,
  trustStore: TrustStore,
): { candidates: readonly ParsedCertificate[]; anchorCount: number } {
  const trusted = byKeyIdentifier(certificate, anchors(trustStore, certificate.issuer));
  const sent = (pool.get(certificate.issuer.key) ?? [])
    .filter((candidate) => !trusted.some((anchor) => equalBytes(anchor.der, candidate.der)));
  return { candidates: [...trusted, ...byKeyIdentifier(certificate, sent)], anchorCount: trusted.length };
}

function anchors(
  trustStore: TrustStore,
  subject: ParsedCertificate["subject"],
): readonly ParsedCertificate[] {
  const found = trustStore.findBySubject(subject);
  if (found.length < 2) return found;
  return found.filter((anchor, index) =>
    found.findIndex((other) => equalBytes(other.der, anchor.der)) === index
  );
}

/** RFC 4158 §3.5.12: a matching key identifier first, none next, another one last. */
function byKeyIdentifier(
  certificate: ParsedCertificate,
  candidates: readonly ParsedCertificate[],
): readonly ParsedCertificate[] {
  if (candidates.length < 2) return candidates;
  const wanted = certificate.readable(authorityKeyIdentifier)?.keyIdentifier ?? null;
  const rank = (candidate: ParsedCertificate) => {
    const own = candidate.readable(subjectKeyIdentifier);
    if (wanted === null || own === null) return 1;
    return equalBytes(wanted, own) ? 0 : 2;
  };
  return candidates.toSorted((a, b) => rank(a) - rank(b));
}

/** RFC 4158 §5.2: the same name with the same key is the same authority, however often it was certified. */
function isSameAuthority(a: ParsedCertificate, b: ParsedCertificate): boolean {
  return a.subject.key === b.subject.key && equalBytes(a.subjectPublicKeyInfo, b.subjectPublicKeyInfo);
}
