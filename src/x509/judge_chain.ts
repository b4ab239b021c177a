/**
 * The judgement of what a server sent: every path that can be built from it to an anchor, what each one breaks,
 * the name, the time, and what a tidy server would have sent.
 *
 * How strict it is. RFC 5280 §6 says which paths are invalid; every client refuses those, and so does this. RFC
 * 5280 §4 and the CA/Browser Forum's Baseline Requirements also bind issuers, and clients differ in what they
 * enforce of that: with `strictness: "clients"` (what a check of a real server uses) such a violation is told in
 * `violations` and does not fail the path; with `"profile"` (what `validateChain` uses) it does, except that a
 * root of Mozilla's store is taken as it was admitted. Every violation says whose rule it breaks. Lifetimes and
 * an absent extKeyUsage are advice in both: no verifier refuses a privately issued certificate over them.
 *
 * A trust anchor is judged like any authority, its dates, constraints and key included, as Go, OpenSSL and
 * browsers do and RFC 5280 §6.2 allows; only its own signature is not looked at.
 */
import { equalBytes } from "../bytes/mod.ts";
import { MAXIMUM_TEXTS } from "./bounds.ts";
import { assess, type AssessInput, type Assessment } from "./assess.ts";
import type { ParsedCertificate } from "./certificate/certificate.ts";
import {
  type CertificateDescription,
  type CertificateSource,
  describeCertificate,
} from "./certificate/describe.ts";
import type { ReadCertificate } from "./certificate/read_all.ts";
import { certificateText } from "./certificate/text.ts";
import { type Chain, chainOf } from "./chain.ts";
import { type ChainNotes, chainNotes } from "./path/notes.ts";
import type { Violation } from "./rules/mod.ts";
import { isMozillaRoot } from "./trust/mozilla.ts";
import type { NameMatch } from "./server_name/match.ts";

export interface JudgeInput extends AssessInput {
  /** Whether the certificates are spelled out as text too. Default: not. */
  readonly texts?: boolean;
}

export interface Judgement {
  readonly chain: Chain;
  /** Everything sent that could be read, then what was fetched, then the anchor of the used path unless it was sent. */
  readonly certificates: readonly CertificateDescription[];
  /** `null` when none was sent or the first cannot be read. */
  readonly leaf: ParsedCertificate | null;
  /** The path that the verdict is about, leaf first: the best one; empty when there is none. */
  readonly path: readonly ParsedCertificate[];
  /** Whose anchor that path ends at: a root of Mozilla's store, or one that only the input trusts; `null`: at none. */
  readonly anchor: "public" | "private" | null;
  /** Everything that was found on that path, whether it fails it or not. */
  readonly violations: readonly Violation[];
  /** `null` when no name was asked for or there is no leaf. */
  readonly name: NameMatch | null;
  readonly notes: ChainNotes;
}

export async function judgeChain(input: JudgeInput): Promise<Judgement> {
  const assessment = await assess(input);
  const { best, leaf, name, sent } = assessment;
  return {
    chain: await chainOf(assessment, input.serverName !== null),
    certificates: await describeAll(assessment, input),
    leaf,
    path: best?.certificates ?? [],
    anchor: best?.end !== "anchor" ? null : isMozillaRoot(best.certificates.at(-1)!) ? "public" : "private",
    violations: best?.violations ?? [],
    name,
    notes: chainNotes(sent, best),
  };
}

async function describeAll(
  { sent, fetched, best }: Assessment,
  input: JudgeInput,
): Promise<CertificateDescription[]> {
  const readable = (all: readonly ReadCertificate[]) => all.flatMap(({ certificate }) => certificate ?? []);
  const anchor = best?.end === "anchor" ? best.certificates.at(-1)! : null;
  const isKnown = anchor !== null && sent.some(({ der }) => equalBytes(der, anchor.der));
  const all: (readonly [ParsedCertificate, CertificateSource])[] = [
    ...readable(sent).map((certificate) => [certificate, "sent"] as const),
    ...readable(fetched).map((certificate) => [certificate, "aia"] as const),
    ...(anchor === null || isKnown ? [] : [[anchor, "trust_store"] as const]),
  ];
  return await Promise.all(all.map(async ([certificate, source], index) => {
    const description = await describeCertificate(certificate, input.now, source);
    const text = input.texts && index < MAXIMUM_TEXTS ? await certificateText(certificate.der) : null;
    return text === null ? description : { ...description, text };
  }));
}
