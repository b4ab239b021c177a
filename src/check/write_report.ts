/** The report, once everything is known. */
import type { CountedRuntime, Runtime } from "../net/mod.ts";
import type { InternalFailure } from "../probes/mod.ts";
import type { Deep, Native, Report } from "../report/mod.ts";
import { expirySchedule, judge } from "../rules/mod.ts";
import { milliseconds } from "../steps/mod.ts";
import { everyName } from "../x509/mod.ts";
import { attempts, connection, reportTarget, stapleIsDue, timings } from "./assemble.ts";
import { brokenRules } from "./broken_rules.ts";
import { judgeDeep } from "./judge_deep.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { messages, records } from "./wire.ts";
import { stable } from "./stable.ts";

export interface Checked {
  readonly counting: CountedRuntime;
  readonly plan: CheckPlan;
  readonly progress: Progress;
  readonly startedAt: Date;
  /** From here on, on the monotonic clock. */
  readonly startedMs: number;
}

/** `totalMs`: up to the end of our own handshake and exchange. */
export async function writeReport(
  checked: Checked,
  native: Native | null,
  asked: Deep | null,
  totalMs: number,
): Promise<Report> {
  const { counting, plan, progress, startedAt, startedMs } = checked;
  const { runtime } = counting;
  const { facts, judgement } = progress;
  const parts = {
    target: reportTarget(plan.target),
    connection: connection(facts.log, judgement?.leaf ?? null),
    stable: await stable(facts.log),
    attempts: attempts(facts),
    steps: progress.steps(),
    certificates: judgement?.certificates ?? [],
    chain: judgement?.chain ?? null,
    revocation: progress.revocation,
    native,
  };
  const deep = judgeDeep(plan, asked, parts, startedAt);
  const { findings, verdict, summary } = judge({
    ...parts,
    deep,
    transparency: progress.transparency,
    notes: judgement?.notes ?? null,
    mustStaple: stapleIsDue(facts.log, judgement?.leaf ?? null),
    renewalInfo: progress.renewalInfo,
    issuerFetches: progress.issuerFetches,
    violations: brokenRules(judgement),
    publiclyTrusted: judgement?.anchor === "public",
    thresholds: plan.thresholds,
    issuerNames: judgement?.leaf ? everyName(judgement.leaf.issuer) : null,
    expectations: plan.expectations,
    expectClientCertificate: plan.expectClientCertificate,
    now: startedAt,
  });
  return {
    schema_version: 1,
    target: parts.target,
    vantage: vantage(runtime),
    started_at: startedAt.toISOString(),
    duration_ms: milliseconds(runtime.clock.monotonic() - startedMs),
    verdict,
    summary,
    addresses: facts.dns.addresses,
    address: facts.tcp?.address.address ?? null,
    connections: connections(counting),
    timings: { ...timings(facts), total_ms: milliseconds(totalMs) },
    connection: parts.connection,
    stable: parts.stable,
    attempts: parts.attempts,
    steps: parts.steps,
    messages: messages(facts, plan.bytes),
    ...(plan.bytes && { records: records(facts) }),
    certificates: parts.certificates,
    chain: parts.chain,
    transparency: progress.transparency?.timestamps ?? null,
    revocation: parts.revocation,
    expiry: expirySchedule(parts.certificates, parts.chain, plan.thresholds),
    renewal_info: progress.renewalInfo,
    ...(deep && { deep }),
    native,
    findings,
  };
}

/** What can still be said when a bug of ours ended the check: what was seen by then, and the bug in the next step. */
export async function writeInternalReport(
  { counting, plan, progress, startedAt, startedMs }: Checked,
  failure: InternalFailure,
): Promise<Report> {
  const { runtime } = counting;
  const { facts, judgement } = progress;
  const durationMs = milliseconds(runtime.clock.monotonic() - startedMs);
  return {
    schema_version: 1,
    target: reportTarget(plan.target),
    vantage: vantage(runtime),
    started_at: startedAt.toISOString(),
    duration_ms: durationMs,
    verdict: "unknown",
    summary: `Could not check: ${failure.message.replace(/^T/, "t")}`,
    addresses: facts.dns.addresses,
    address: facts.tcp?.address.address ?? null,
    connections: connections(counting),
    timings: { dns_ms: null, tcp_ms: null, starttls_ms: null, tls_ms: null, total_ms: durationMs },
    connection: await unlessBroken(() => connection(facts.log, judgement?.leaf ?? null)),
    stable: await unlessBroken(() => stable(facts.log)),
    attempts: await unlessBroken(() => attempts(facts)) ?? [],
    steps: progress.abandon(failure),
    messages: await unlessBroken(() => messages(facts, plan.bytes)) ?? [],
    ...(plan.bytes && { records: await unlessBroken(() => records(facts)) ?? [] }),
    certificates: judgement?.certificates ?? [],
    chain: judgement?.chain ?? null,
    transparency: null,
    revocation: null,
    expiry: null,
    renewal_info: progress.renewalInfo,
    native: null,
    findings: [],
  };
}

/** The bug may be in this very part, and is told of already. */
async function unlessBroken<T>(part: () => T | Promise<T>): Promise<T | null> {
  try {
    return await part();
  } catch {
    return null;
  }
}

function connections({ connections: { opened, mostAtOnce } }: CountedRuntime): Report["connections"] {
  return { opened, most_at_once: mostAtOnce };
}

function vantage({ name, version, region }: Runtime): Report["vantage"] {
  return { runtime: name, runtime_version: version, region };
}
