/** One check: target → plan → connection → judgement → report, as a promise or as events while it happens. */
import type { CheckOptions } from "./check_options.ts";
import { collectEvidence, type Collector } from "./check/collect_evidence.ts";
import { completeJudgement, isIncomplete } from "./check/complete_judgement.ts";
import { lookDeeper } from "./check/deep.ts";
import { judgeCertificates } from "./check/judge_certificates.ts";
import { witness } from "./check/native.ts";
import { type CheckPlan, planCheck } from "./check/plan.ts";
import { Progress } from "./check/progress.ts";
import { Queue } from "./check/queue.ts";
import { askRenewalInfo } from "./check/renewal_info.ts";
import { writeInternalReport, writeReport } from "./check/write_report.ts";
import { counted, Deadline, type Runtime } from "./net/mod.ts";
import { type HandshakeFacts, internalFailure, probeHandshake } from "./probes/mod.ts";
import { TLS_1_3 } from "./registry/mod.ts";
import type { Probe, Report, Step } from "./report/mod.ts";
import { evidenceOf, type ResumableSession, type ServerHelloEvidence } from "./tls/mod.ts";

export type { CheckOptions } from "./check_options.ts";
export { OptionError } from "./check_options.ts";

export type CheckEvent =
  | { readonly type: "step"; readonly step: Step }
  | { readonly type: "probe"; readonly probe: Probe }
  | { readonly type: "report"; readonly report: Report };

/**
 * Checks `target`. Rejects with `OptionError` for input that cannot be used; everything else is a report, whatever
 * the target does, and a bug of ours too (`internal`).
 */
export async function check(runtime: Runtime, target: string, options: CheckOptions = {}): Promise<Report> {
  return await checkAsPlanned(runtime, planCheck(target, options), options.signal);
}

/** The same, of what was planned before. */
export function checkAsPlanned(runtime: Runtime, plan: CheckPlan, signal?: AbortSignal): Promise<Report> {
  return runCheck(runtime, plan, {}, signal);
}

/**
 * The same check as it happens: each step once, when it is settled, in the order of the wire; of a deep check each
 * probe as it ends; and then the report.
 * Throws `OptionError` at once for input that cannot be used. A reader that stops early ends the check.
 */
export function checkEvents(
  runtime: Runtime,
  target: string,
  options: CheckOptions = {},
): AsyncIterable<CheckEvent> {
  return eventsOf(runtime, planCheck(target, options), options.signal);
}

async function* eventsOf(
  runtime: Runtime,
  plan: CheckPlan,
  signal?: AbortSignal,
): AsyncGenerator<CheckEvent, void, void> {
  const queue = new Queue<CheckEvent>();
  const stop = new AbortController();
  const ends = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const running = runCheck(runtime, plan, {
    onStep: (step) => queue.push({ type: "step", step }),
    onProbe: (probe) => queue.push({ type: "probe", probe }),
  }, ends).then(
    (report) => {
      queue.push({ type: "report", report });
      queue.end();
    },
    (error) => queue.end(error),
  );
  try {
    yield* queue;
  } finally {
    stop.abort();
    await running;
  }
}

interface CheckObserver {
  onStep?(step: Step): void;
  onProbe?(probe: Probe): void;
}

async function runCheck(
  platform: Runtime,
  plan: CheckPlan,
  observer: CheckObserver,
  stop?: AbortSignal,
): Promise<Report> {
  const counting = counted(platform);
  const { runtime } = counting;
  const startedAt = runtime.clock.now();
  const startedMs = runtime.clock.monotonic();
  const progress = new Progress(plan, startedMs, observer.onStep?.bind(observer) ?? null);
  const checked = { counting, plan, progress, startedAt, startedMs };
  using whole = new Deadline(plan.timeoutMs, runtime.clock.timer);
  using connecting = plan.deep ? whole.within(plan.connectionMs) : null;
  const deadline = connecting ?? whole;
  const collector = plan.onEvidence && collectEvidence(runtime, plan);
  const cancel = () => whole.cancel();
  if (stop?.aborted) cancel();
  stop?.addEventListener("abort", cancel, { once: true });
  try {
    await observe(runtime, plan, deadline, progress, collector);
    await completeJudgement(runtime, plan, progress, deadline);
    progress.renewalInfo = await askRenewalInfo(runtime, plan, progress.judgement?.leaf ?? null, deadline);
    const totalMs = runtime.clock.monotonic() - startedMs;
    const native = await witness(runtime, plan, progress, deadline, stop);
    const deep = await lookDeeper(runtime, plan, progress, whole, (probe) => observer.onProbe?.(probe));
    const report = await writeReport(checked, native, deep, totalMs);
    progress.tellUpTo("secure_channel");
    return report;
  } catch (error) {
    return await writeInternalReport(checked, internalFailure(error));
  } finally {
    stop?.removeEventListener("abort", cancel);
    if (collector) plan.onEvidence?.(collector.collected(startedAt, startedMs));
  }
}

/** The connection, with its certificates judged while the server answers step 9. */
async function observe(
  runtime: Runtime,
  plan: CheckPlan,
  deadline: Deadline,
  progress: Progress,
  collector: Collector | null,
): Promise<void> {
  const know = (more: Partial<HandshakeFacts>) => progress.facts = { ...progress.facts, ...more };
  let judging: Promise<void> = Promise.resolve();
  const facts = await probeHandshake(collector?.runtime ?? runtime, plan.handshake, deadline, {
    ...(collector === null ? {} : { onSecret: collector.onSecret }),
    ...(plan.deep ? { onResumable: (session: ResumableSession) => progress.sessions.push(session) } : {}),
    onStart: (startedMs) => know({ startedMs }),
    onDns: (dns) => {
      know({ dns });
      progress.tellUpTo("dns");
    },
    onTcp: (tcp) => {
      know({ tcp });
      // The runtime's own handshake may yet reach what we may not.
      if (tcp.failure?.code === "unreachable_from_vantage") return;
      progress.tellUpTo(plan.target.starttls === null ? "starttls" : "tcp");
    },
    onStarttls: (starttls) => {
      know({ starttls });
      progress.tellUpTo("starttls");
    },
    onSettled: (log, { evidence }) => {
      know({ log });
      if (evidence.step === "server_hello" && isWhole(evidence)) progress.tellUpTo("server_hello");
    },
    onHandshake: (log) => {
      know({ log });
      const sent = evidenceOf(log, "authentication")?.evidence.certificates;
      if (sent === undefined) return;
      judging = judgeCertificates(runtime, plan, progress, sent.map(({ certData }) => certData)).then(() => {
        if (log.failure === null && !isIncomplete(plan, progress)) progress.tellUpTo(lastBeforeChannel(log));
      });
      // It is awaited below; what goes wrong before that must not end the process.
      judging.catch(() => {});
    },
  });
  await judging;
  progress.facts = facts;
}

/** In TLS 1.3 the server's hello goes on in EncryptedExtensions. */
function isWhole({ protocolVersion, encryptedExtensions }: ServerHelloEvidence): boolean {
  return protocolVersion < TLS_1_3 || encryptedExtensions !== null;
}

function lastBeforeChannel(log: NonNullable<HandshakeFacts["log"]>): "client_finished" | "server_finished" {
  return log.settled.findLast(({ evidence: { step } }) =>
    step === "client_finished" || step === "server_finished"
  )!
    .evidence.step as "client_finished" | "server_finished";
}
