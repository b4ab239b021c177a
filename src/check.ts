/** One check: target → plan → connection → judgement → report, as a promise or as events while it happens. */
import type { CheckOptions } from "./check_options.ts";
import { attempts, connection, messages, reportTarget, timings } from "./check/assemble.ts";
import { witness } from "./check/native.ts";
import { type CheckPlan, planCheck } from "./check/plan.ts";
import { Progress } from "./check/progress.ts";
import { Queue } from "./check/queue.ts";
import { Deadline, type Runtime } from "./net/mod.ts";
import { type HandshakeFacts, probeHandshake } from "./probes/mod.ts";
import type { Report, Step } from "./report/mod.ts";
import { judge } from "./rules/mod.ts";
import { milliseconds } from "./steps/mod.ts";
import { evidenceOf } from "./tls/mod.ts";
import { judgeChain } from "./x509/mod.ts";

export type { CheckOptions } from "./check_options.ts";
export { OptionError } from "./check_options.ts";

export type CheckEvent =
  | { readonly type: "step"; readonly step: Step }
  | { readonly type: "report"; readonly report: Report };

/** Checks `target`. Rejects with `OptionError` for input that cannot be used; whatever the target does is a report. */
export async function check(runtime: Runtime, target: string, options: CheckOptions = {}): Promise<Report> {
  return await runCheck(runtime, planCheck(target, options), null, options.signal);
}

/**
 * The same check as it happens: each step once, when it is settled, in the order of the wire, and then the report.
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
  const running = runCheck(runtime, plan, (step) => queue.push({ type: "step", step }), ends).then(
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

async function runCheck(
  runtime: Runtime,
  plan: CheckPlan,
  onStep: ((step: Step) => void) | null,
  stop?: AbortSignal,
): Promise<Report> {
  const startedAt = runtime.clock.now();
  const startedMs = runtime.clock.monotonic();
  using deadline = new Deadline(plan.timeoutMs);
  const cancel = () => deadline.cancel();
  if (stop?.aborted) cancel();
  stop?.addEventListener("abort", cancel, { once: true });

  const progress = await observe(runtime, plan, deadline, onStep);
  const facts = progress.facts;
  const totalMs = runtime.clock.monotonic() - startedMs;
  const native = await witness(runtime, plan, progress, deadline);
  progress.tellUpTo("secure_channel");

  const target = reportTarget(plan.target);
  const { judgement } = progress;
  const parts = {
    target,
    connection: connection(facts.log, judgement?.leaf ?? null),
    attempts: attempts(facts),
    steps: progress.steps(),
    certificates: judgement?.certificates ?? [],
    chain: judgement?.chain ?? null,
    native,
  };
  const { findings, verdict, summary } = judge({
    ...parts,
    thresholds: plan.thresholds,
    expectClientCertificate: plan.expectClientCertificate,
    now: startedAt,
  });
  const { connection: negotiated, attempts: tried, steps, certificates, chain } = parts;
  return {
    schema_version: 1,
    target,
    vantage: { runtime: runtime.name, runtime_version: runtime.version, region: runtime.region },
    started_at: startedAt.toISOString(),
    duration_ms: milliseconds(runtime.clock.monotonic() - startedMs),
    verdict,
    summary,
    addresses: facts.dns.addresses,
    address: facts.tcp?.address.address ?? null,
    timings: { ...timings(facts), total_ms: milliseconds(totalMs) },
    connection: negotiated,
    attempts: tried,
    steps,
    messages: messages(facts, plan.bytes),
    certificates,
    chain,
    native,
    findings,
  };
}

/** The connection, with its certificates judged while the server answers step 9. */
async function observe(
  runtime: Runtime,
  plan: CheckPlan,
  deadline: Deadline,
  onStep: ((step: Step) => void) | null,
): Promise<Progress> {
  const nothing: HandshakeFacts = {
    startedMs: runtime.clock.monotonic(),
    dns: { source: "resolver", addresses: [], failure: null, startedMs: 0, endedMs: 0 },
    tcp: null,
    starttls: null,
    attempts: [],
    log: null,
    exchange: null,
    endedMs: 0,
  };
  const progress = new Progress(plan, nothing, onStep);
  const know = (more: Partial<HandshakeFacts>) => progress.facts = { ...progress.facts, ...more };
  let judging: Promise<void> = Promise.resolve();
  const facts = await probeHandshake(runtime, plan.handshake, deadline, {
    onStart: (startedMs) => know({ startedMs }),
    onDns: (dns) => {
      know({ dns });
      progress.tellUpTo("dns");
    },
    onTcp: (tcp) => {
      know({ tcp });
      progress.tellUpTo(plan.target.starttls === null ? "starttls" : "tcp");
    },
    onStarttls: (starttls) => {
      know({ starttls });
      progress.tellUpTo("starttls");
    },
    onSettled: (log, { evidence }) => {
      know({ log });
      if (evidence.step === "server_hello") progress.tellUpTo("server_hello");
    },
    onHandshake: (log) => {
      know({ log });
      judging = judgeCertificates(runtime, plan, progress).then(() => {
        if (log.failure === null) progress.tellUpTo(lastBeforeChannel(log));
      });
    },
  });
  await judging;
  progress.facts = facts;
  return progress;
}

function lastBeforeChannel(log: NonNullable<HandshakeFacts["log"]>): "client_finished" | "server_finished" {
  return log.settled.findLast(({ evidence: { step } }) =>
    step === "client_finished" || step === "server_finished"
  )!
    .evidence.step as "client_finished" | "server_finished";
}

async function judgeCertificates(runtime: Runtime, plan: CheckPlan, progress: Progress): Promise<void> {
  const { log } = progress.facts;
  const sent = log && evidenceOf(log, "authentication")?.evidence.certificates;
  if (!sent) return;
  progress.judgement = await judgeChain({
    certificates: sent.map(({ certData }) => certData),
    trustStore: plan.trustStore,
    serverName: plan.verifiedName,
    now: runtime.clock.now(),
  });
}
