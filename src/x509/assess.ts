/**
 * The work behind a judgement: read, build every path, ask every rule of each, choose the best.
 * Nothing here is described for people; `chain.ts` and `judge_chain.ts` do that.
 */
import type { ParsedCertificate } from "./certificate/certificate.ts";
import { readAll, type ReadCertificate } from "./certificate/read_all.ts";
import { readCrls, revocationViolations } from "./crl/revocation.ts";
import { precedence } from "./error_code.ts";
import { serverAuth } from "./extension/extended_key_usage.ts";
import { Budget } from "./path/budget.ts";
import { buildPaths } from "./path/build.ts";
import { type JudgedPath, PathJudge, type Strictness } from "./path/judge.ts";
import { SignatureChecks } from "./path/signatures.ts";
import { unverifiedSignatures } from "./path/unverified.ts";
import { type KnownRevocation, knownRevocations } from "./revocation/known_revocations.ts";
import { matchServerName, type NameMatch } from "./server_name/match.ts";
import type { TrustStore } from "./trust/trust_store.ts";

export interface AssessInput {
  /** DER, leaf first. */
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
  /** What other sources were found to say. */
  readonly revocations?: readonly KnownRevocation[];
  /** Whether to go on when a path is good, to show the others too. Default: true. */
  readonly everyPath?: boolean;
}

export interface Assessment {
  readonly sent: readonly ReadCertificate[];
  readonly fetched: readonly ReadCertificate[];
  /** `null` when none was sent or the first cannot be read; then there are no paths. */
  readonly leaf: ParsedCertificate | null;
  /** The best first. */
  readonly paths: readonly JudgedPath[];
  readonly best: JudgedPath | null;
  /** `null` when no name was asked for or there is no leaf. */
  readonly name: NameMatch | null;
  /** The bound that ended the search, as `more than 128 signature checks`; `null` when none did. */
  readonly exceeded: string | null;
}

export async function assess(input: AssessInput): Promise<Assessment> {
  const { trustStore, serverName, now, purposes = [serverAuth], maximumIntermediates = null } = input;
  const { strictness = "clients", everyPath = true } = input;
  const budget = new Budget();
  const sent = readAll(input.certificates, budget);
  const fetched = readAll(input.fetched ?? [], budget);
  const leaf = sent[0]?.certificate ?? null;
  if (leaf === null) return { sent, fetched, leaf, paths: [], best: null, name: null, exceeded: null };

  const signatures = new SignatureChecks(budget);
  const judge = new PathJudge({ now, budget, purposes, maximumIntermediates }, strictness, trustStore);
  const intermediates = [...sent.slice(1), ...fetched].flatMap(({ certificate }) => certificate ?? []);
  const crls = readCrls(input.crls ?? []);
  const paths: JudgedPath[] = [];
  for await (const path of buildPaths({ leaf, intermediates, trustStore, signatures, budget })) {
    if (!budget.spend("paths")) break;
    const found = [
      ...await unverifiedSignatures(path, signatures),
      ...await revocationViolations(path, crls, signatures, now),
      ...knownRevocations(path, input.revocations ?? []),
    ];
    const judged = judge.judge(path, found);
    paths.push(judged);
    if (!everyPath && judged.failures.length === 0) break;
  }
  paths.sort(better);
  return {
    sent,
    fetched,
    leaf,
    paths,
    best: paths[0] ?? null,
    name: serverName === null ? null : matchServerName(leaf, serverName),
    exceeded: budget.exceeded,
  };
}

/** The best path first: good, then trusted, then anchored, then whose first failure comes last in the precedence. */
function better(a: JudgedPath, b: JudgedPath): number {
  const [left, right] = [rank(a), rank(b)];
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : left[index]! - right[index]!;
}

function rank({ failures, trusted, end }: JudgedPath): readonly number[] {
  return [
    failures.length === 0 ? 0 : 1,
    trusted ? 0 : 1,
    end === "anchor" ? 0 : 1,
    failures[0] === undefined ? 0 : -precedence(failures[0].code),
  ];
}
