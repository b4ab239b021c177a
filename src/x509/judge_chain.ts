/**
 * The judgement of what a server sent: every path that can be built from it to an anchor, what each one breaks,
 * the name, the time, and what a tidy server would have sent.
 *
 * How strict it is. RFC 5280 §6 says which paths are invalid; every client refuses those, and so does this. RFC
 * 5280 §4 and the CA/Browser Forum's Baseline Requirements also bind issuers, and clients differ in what they
 * enforce of that: with `strictness: "clients"` (what a check of a real server uses) such a violation is told in
 * `violations` and does not fail the path; with `"profile"` (what `validateChain` uses) it does. Every violation
 * says whose rule it breaks. Lifetimes and an absent extKeyUsage are advice in both: no verifier refuses a
 * privately issued certificate over them.
 *
 * A trust anchor is judged like any authority, its dates, constraints and key included, as Go, OpenSSL and
 * browsers do and RFC 5280 §6.2 allows; only its own signature is not looked at.
 */
import { equalBytes } from "../bytes/mod.ts";
import { MAXIMUM_CERTIFICATES } from "./bounds.ts";
import type { ParsedCertificate } from "./certificate/certificate.ts";
import { type CertificateDescription, describeCertificate, fingerprint } from "./certificate/describe.ts";
import { readAll, type ReadCertificate } from "./certificate/read_all.ts";
import type { Chain, ChainError } from "./chain.ts";
import { type ChainErrorCode, precedence } from "./error_code.ts";
import { serverAuth } from "./extension/extended_key_usage.ts";
import { readCrls, revocationViolations } from "./crl/revocation.ts";
import { Budget } from "./path/budget.ts";
import { buildPaths } from "./path/build.ts";
import { type JudgedPath, PathJudge, type Strictness } from "./path/judge.ts";
import { SignatureChecks } from "./path/signatures.ts";
import { type ChainNotes, chainNotes } from "./path/notes.ts";
import type { Violation } from "./rules/mod.ts";
import { matchServerName, type NameMatch } from "./server_name/match.ts";
import type { TrustStore } from "./trust/trust_store.ts";

export interface JudgeInput {
  /** DER, as sent, leaf first. */
  readonly certificates: readonly Uint8Array[];
  /** DER, fetched from where the sent ones say that their issuers are to be had. */
  readonly fetched?: readonly Uint8Array[];
  readonly trustStore: TrustStore;
  /** DNS name or address; `null`: no name check. */
  readonly serverName: string | null;
  readonly now: Date;
  /** Default: `clients`. */
  readonly strictness?: Strictness;
  /** KeyPurposeIds, dotted. Default: serverAuth. */
  readonly purposes?: readonly string[];
  /** How many intermediates a path may have, self-issued ones not counted. Default: as many as its own constraints allow. */
  readonly maximumIntermediates?: number | null;
  /** DER; see `crl/`. */
  readonly crls?: readonly Uint8Array[];
  /** Whether to go on when a path is good, to show the others too. Default: true. */
  readonly everyPath?: boolean;
}

export interface Judgement {
  readonly chain: Chain;
  /** Everything sent that could be read, then what was fetched, then the anchor of the used path unless it was sent. */
  readonly certificates: readonly CertificateDescription[];
  /** `null` when none was sent or the first cannot be read. */
  readonly leaf: ParsedCertificate | null;
  /** The path that the verdict is about, leaf first: the best one; empty when there is none. */
  readonly path: readonly ParsedCertificate[];
  /** Everything that was found on that path, whether it fails it or not. */
  readonly violations: readonly Violation[];
  /** `null` when no name was asked for or there is no leaf. */
  readonly name: NameMatch | null;
  readonly notes: ChainNotes;
}

export async function judgeChain(input: JudgeInput): Promise<Judgement> {
  const { trustStore, serverName, now, strictness = "clients", everyPath = true } = input;
  const { purposes = [serverAuth], maximumIntermediates = null } = input;
  const sent = readAll(input.certificates.slice(0, MAXIMUM_CERTIFICATES));
  const fetched = readAll(input.fetched ?? []);
  const leaf = sent[0]?.certificate ?? null;
  if (leaf === null) return withoutLeaf(input, sent);

  const budget = new Budget();
  budget.spend("certificates", input.certificates.length);
  const signatures = new SignatureChecks(budget);
  const judge = new PathJudge({ now, budget, purposes, maximumIntermediates }, strictness, trustStore);
  const intermediates = [...sent.slice(1), ...fetched].flatMap(({ certificate }) => certificate ?? []);
  const crls = readCrls(input.crls ?? []);
  const judged: JudgedPath[] = [];
  for await (const path of buildPaths({ leaf, intermediates, trustStore, signatures, budget })) {
    if (!budget.spend("paths")) break;
    const revocation = crls.length === 0
      ? []
      : await revocationViolations(path.certificates, path.end === "anchor", crls, signatures, now);
    const next = judge.judge(path, revocation);
    judged.push(next);
    if (!everyPath && next.failures.length === 0) break;
  }

  const best = judged.toSorted(better)[0] ?? null;
  const name = serverName === null ? null : matchServerName(leaf, serverName);
  const anchor = best?.end === "anchor" ? best.certificates.at(-1)! : null;
  return {
    chain: await chainOf(judged, best, name, budget),
    certificates: await describeAll(sent, fetched, anchor, now),
    leaf,
    path: best?.certificates ?? [],
    violations: best?.violations ?? [],
    name,
    notes: chainNotes(sent, best),
  };
}

/** The best path first: good, then trusted, then anchored, then whose first failure comes last in the precedence. */
function better(a: JudgedPath, b: JudgedPath): number {
  const rank = (path: JudgedPath) => [
    path.failures.length === 0 ? 0 : 1,
    path.trusted ? 0 : 1,
    path.end === "anchor" ? 0 : 1,
    path.failures[0] === undefined ? 0 : -precedence(path.failures[0].code),
  ];
  const [left, right] = [rank(a), rank(b)];
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : left[index]! - right[index]!;
}

async function chainOf(
  judged: readonly JudgedPath[],
  best: JudgedPath | null,
  name: NameMatch | null,
  budget: Budget,
): Promise<Chain> {
  const trusted = judged.some((path) => path.trusted);
  return {
    trusted,
    name_matches: name?.matches ?? null,
    valid_now: trusted ? judged.some((path) => path.trusted && path.validNow) : best?.validNow ?? false,
    paths: await Promise.all(judged.map(async (path) => ({
      trusted: path.trusted,
      certificates: await Promise.all(path.certificates.map(fingerprint)),
      error: path.failures[0] === undefined ? null : errorOf(path.failures[0]),
    }))),
    error: chainError(best, trusted, name, budget),
  };
}

function chainError(
  best: JudgedPath | null,
  trusted: boolean,
  name: NameMatch | null,
  budget: Budget,
): ChainError | null {
  // What was not looked at might have held a good path: nothing else that was found is the reason.
  if (!trusted && budget.exceeded !== null) return tooComplex(budget.exceeded);
  const failure = best?.failures[0];
  if (failure !== undefined) return errorOf(failure);
  return name !== null && !name.matches
    ? { code: "name_mismatch", message: name.message, hint: name.hint }
    : null;
}

function errorOf({ code, message, hint }: Violation): ChainError {
  return { code, message, hint };
}

function tooComplex(exceeded: string): ChainError {
  return {
    code: "too_complex",
    message: `The certificates take ${exceeded} to judge, and no trusted path was found within that`,
    hint: "Send only the certificates that lead from the leaf to a root",
  };
}

async function describeAll(
  sent: readonly ReadCertificate[],
  fetched: readonly ReadCertificate[],
  anchor: ParsedCertificate | null,
  now: Date,
): Promise<CertificateDescription[]> {
  const readable = (all: readonly ReadCertificate[]) => all.flatMap(({ certificate }) => certificate ?? []);
  const isKnown = anchor !== null && sent.some(({ der }) => equalBytes(der, anchor.der));
  return await Promise.all([
    ...readable(sent).map((certificate) => describeCertificate(certificate, now, "sent")),
    ...readable(fetched).map((certificate) => describeCertificate(certificate, now, "aia")),
    ...(anchor === null || isKnown ? [] : [describeCertificate(anchor, now, "trust_store")]),
  ]);
}

/** The judgement when there is no leaf to judge. */
async function withoutLeaf(input: JudgeInput, sent: readonly ReadCertificate[]): Promise<Judgement> {
  const error = sent[0]?.error ?? null;
  const code: ChainErrorCode = error?.code ?? "no_certificate";
  const chainError: ChainError = error === null
    ? {
      code,
      message: "The server sent no certificate",
      hint: "Configure a certificate for this name on the server",
    }
    : {
      code,
      message: `The certificate cannot be read: ${error.message} (octet ${error.offset})`,
      hint: "Install the certificate again as it was issued, in PEM or DER as the server wants it",
    };
  return {
    chain: {
      trusted: false,
      name_matches: input.serverName === null ? null : false,
      valid_now: false,
      paths: [],
      error: chainError,
    },
    certificates: await describeAll(sent, [], null, input.now),
    leaf: null,
    path: [],
    violations: [],
    name: null,
    notes: chainNotes(sent, null),
  };
}
