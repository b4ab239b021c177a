/** Judges what the server sent; a bug of ours there costs one step, and not the report. */
import type { Runtime } from "../net/mod.ts";
import { internalFailure } from "../probes/mod.ts";
import { judgeChain } from "../x509/mod.ts";
import { judgeTimestamps } from "./judge_timestamps.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";

/** `certificates`: DER, leaf first. Sets `progress.judgement` and `progress.transparency`. */
export async function judgeCertificates(
  runtime: Runtime,
  { trustStore, verifiedName, bytes, logList }: CheckPlan,
  progress: Progress,
  certificates: readonly Uint8Array[],
): Promise<void> {
  try {
    const now = runtime.clock.now();
    progress.judgement = await judgeChain({
      certificates,
      trustStore,
      serverName: verifiedName,
      now,
      texts: bytes,
    });
    await judgeTimestamps(progress, logList, now);
  } catch (error) {
    progress.judgementFailure = internalFailure(error);
  }
}
