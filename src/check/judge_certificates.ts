/** Judges what the server sent; a bug of ours there costs one step, and not the report. */
import type { Runtime } from "../net/mod.ts";
import { internalFailure } from "../probes/mod.ts";
import { judgeChain } from "../x509/mod.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";

/** `certificates`: DER, leaf first. Sets `progress.judgement`. */
export async function judgeCertificates(
  runtime: Runtime,
  { trustStore, verifiedName }: CheckPlan,
  progress: Progress,
  certificates: readonly Uint8Array[],
): Promise<void> {
  try {
    progress.judgement = await judgeChain({
      certificates,
      trustStore,
      serverName: verifiedName,
      now: runtime.clock.now(),
    });
  } catch (error) {
    progress.judgementFailure = internalFailure(error);
  }
}
