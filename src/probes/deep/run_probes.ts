/**
 * Runs the probes of a deep check: each as soon as those have ended that it builds on, all of them within one
 * deadline and over few connections at once. What becomes of one probe costs the others nothing.
 */
import type { Deadline, Runtime } from "../../net/mod.ts";
import type { Deep, DeepFacts, Probe as ProbeReport, ProbeId } from "../../report/mod.ts";
import { internalFailure } from "../internal_failure.ts";
import { budget } from "./budget.ts";
import { Connections, newShared, type Shared } from "./connections.ts";
import { noFacts } from "./no_facts.ts";
import { type Probe, ProbeFailed, type Situation } from "./probe.ts";

export interface Probing {
  readonly runtime: Runtime;
  readonly deadline: Deadline;
  /** Told of each probe as it ends. */
  readonly onProbe?: ((probe: ProbeReport) => void) | undefined;
}

type Outcome = Pick<ProbeReport, "status" | "reason" | "connections" | "duration_ms">;

export async function runProbes(
  probes: readonly Probe[],
  situation: Situation,
  probing: Probing,
): Promise<Deep> {
  const facts: { [Id in ProbeId]: DeepFacts[Id] } = noFacts();
  const shared = newShared();
  const ended = new Map<ProbeId, Promise<ProbeReport>>();
  const { promise: allAreKnown, resolve: begin } = Promise.withResolvers<void>();
  for (const probe of probes) {
    const run = async (): Promise<ProbeReport> => {
      await allAreKnown;
      await Promise.all(probe.after.map((id) => ended.get(id)));
      const { facts: found, ...outcome } = await runProbe(probe, situation, facts, shared, probing);
      Object.assign(facts, { [probe.id]: found });
      const report = { id: probe.id, title: probe.title, allowance: probe.allowance, ...outcome };
      probing.onProbe?.(report);
      return report;
    };
    ended.set(probe.id, run());
  }
  begin();
  return { probes: await Promise.all(ended.values()), facts };
}

/** As a whole not even begun: `reason` is why. */
export function noProbes(probes: readonly Probe[], reason: string): Deep {
  const outcome = notBegun("not_scheduled", reason);
  return {
    probes: probes.map(({ id, title, allowance }) => ({ id, title, allowance, ...outcome })),
    facts: noFacts(),
  };
}

async function runProbe(
  probe: Probe,
  situation: Situation,
  facts: DeepFacts,
  shared: Shared,
  { runtime, deadline }: Probing,
): Promise<Outcome & { readonly facts: DeepFacts[ProbeId] }> {
  if (deadline.expired) return { ...notBegun("not_scheduled", "The time was up"), facts: null };
  const reason = probe.notApplicable(situation, facts);
  if (reason !== null) return { ...notBegun("not_applicable", reason), facts: null };
  const counted = budget(runtime, probe.allowance);
  const connections = new Connections(counted.runtime, situation, deadline, shared);
  const startedMs = runtime.clock.monotonic();
  const spent = () => ({
    connections: counted.used,
    duration_ms: Math.round((runtime.clock.monotonic() - startedMs) * 10) / 10,
  });
  try {
    const found = await probe.run({ ...situation, runtime: counted.runtime, connections, deadline, facts });
    return { status: "completed", reason: null, ...spent(), facts: found };
  } catch (error) {
    const isFailure = error instanceof ProbeFailed;
    const reason = isFailure ? error.message : internalFailure(error).message;
    return { status: "failed", reason, ...spent(), facts: isFailure ? error.facts : null };
  }
}

function notBegun(status: ProbeReport["status"], reason: string): Outcome {
  return { status, reason, connections: 0, duration_ms: null };
}
