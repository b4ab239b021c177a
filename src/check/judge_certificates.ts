/** Judges what the server sent; a bug of ours there costs one step, and not the report. */
import type { Runtime } from "../net/mod.ts";
import { internalFailure } from "../probes/mod.ts";
import { evidenceOf } from "../tls/mod.ts";
import { judgeChain, type JudgeInput } from "../x509/mod.ts";
import { judgeTimestamps } from "./judge_timestamps.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { judgeStaple } from "./revocation.ts";

/**
 * `certificates`: DER, leaf first. Sets `progress.judgement`, `progress.revocation` to what was stapled, and
 * `progress.transparency`. Contacts nobody.
 */
export async function judgeCertificates(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  certificates: readonly Uint8Array[],
): Promise<void> {
  try {
    const input = judgeInput(runtime, plan, certificates);
    let judgement = await judgeChain(input);
    const staple = stapleIn(progress);
    const told = staple && await judgeStaple(staple, judgement, input.now);
    if (told?.revocation) judgement = await judgeChain({ ...input, revocations: [told.revocation] });
    progress.judgement = judgement;
    progress.revocation = told && [told.entry];
    await judgeTimestamps(progress, plan.logList, input.now);
  } catch (error) {
    progress.judgementFailure = internalFailure(error);
  }
}

export function judgeInput(
  runtime: Runtime,
  { trustStore, verifiedName, bytes }: CheckPlan,
  certificates: readonly Uint8Array[],
): JudgeInput {
  return { certificates, trustStore, serverName: verifiedName, now: runtime.clock.now(), texts: bytes };
}

/** DER, leaf first; none when no Certificate message came. */
export function certificatesIn({ facts: { log } }: Progress): Uint8Array[] {
  const sent = log && evidenceOf(log, "authentication")?.evidence.certificates;
  return (sent ?? []).map(({ certData }) => certData);
}

/** The OCSP response that came with them, DER. */
export function stapleIn({ facts: { log } }: Progress): Uint8Array | null {
  return (log && evidenceOf(log, "authentication")?.evidence.ocspResponse) ?? null;
}
