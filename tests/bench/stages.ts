/** The stages of a check by themselves, over one connection's facts. */
import { judgeCertificates } from "../../src/check/judge_certificates.ts";
import { planCheck } from "../../src/check/plan.ts";
import { Progress } from "../../src/check/progress.ts";
import { writeReport } from "../../src/check/write_report.ts";
import type { CheckOptions } from "../../src/check_options.ts";
import { counted, Deadline } from "../../src/net/mod.ts";
import { probeHandshake } from "../../src/probes/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { evidenceOf } from "../../src/tls/mod.ts";
import { type Costs, measure } from "./measure.ts";

export interface Stages {
  readonly connection: Costs;
  readonly certificates: Costs;
  readonly report: Costs;
}

export async function measureStages(
  target: string,
  options: CheckOptions,
  calls: number,
  batches: number,
): Promise<Stages> {
  const runtime = denoRuntime();
  const plan = planCheck(target, options);
  async function connect() {
    using deadline = new Deadline(plan.timeoutMs);
    return await probeHandshake(runtime, plan.handshake, deadline, {});
  }
  const startedAt = runtime.clock.now();
  const startedMs = runtime.clock.monotonic();
  const progress = new Progress(plan, startedMs, null);
  progress.facts = await connect();
  const sent = evidenceOf(progress.facts.log!, "authentication")!.evidence.certificates;
  const certificates = sent.map(({ certData }) => certData);
  const judge = () => judgeCertificates(runtime, plan, progress, certificates);
  await judge();
  const checked = { counting: counted(runtime), plan, progress, startedAt, startedMs };
  const write = async () => JSON.stringify(await writeReport(checked, null, null, 0));
  return {
    connection: await measure(connect, calls, batches),
    certificates: await measure(judge, calls, batches),
    report: await measure(write, calls, batches),
  };
}
