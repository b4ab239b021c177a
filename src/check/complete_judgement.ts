/**
 * What more there is to know of the certificates, fetched when our own connection has ended: those that the server
 * did not send, and what the issuers' sources say of them. All of it within the check's one deadline.
 */
import type { Deadline, Runtime } from "../net/mod.ts";
import { internalFailure } from "../probes/mod.ts";
import { judgeWithFetched } from "../x509/mod.ts";
import { certificatesIn, judgeInput, stapleIn } from "./judge_certificates.ts";
import { judgeTimestamps } from "./judge_timestamps.ts";
import { fetchMissingIssuers, isMissingIssuers } from "./missing_issuers.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { askSources, judgeStaple } from "./revocation.ts";

/** Whether step 3 may yet change: until it is known not to, nothing is told of it. */
export function isIncomplete(plan: CheckPlan, { judgement }: Progress): boolean {
  if (judgement === null) return false;
  return plan.revocation || plan.fetchIssuers && isMissingIssuers(judgement);
}

/** Sets what `judgeCertificates` set, once more; a bug of ours costs one step, and not the report. */
export async function completeJudgement(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  deadline: Deadline,
): Promise<void> {
  if (progress.judgement === null || !isIncomplete(plan, progress)) return;
  try {
    await complete(runtime, plan, progress, deadline);
  } catch (error) {
    progress.judgementFailure = internalFailure(error);
  }
}

async function complete(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  deadline: Deadline,
): Promise<void> {
  const { userAgent } = plan.handshake;
  let judgement = progress.judgement!;
  let input = judgeInput(runtime, plan, certificatesIn(progress));
  if (plan.fetchIssuers && isMissingIssuers(judgement)) {
    const found = await fetchMissingIssuers(runtime, userAgent, input, judgement, deadline);
    progress.issuerFetches = found.fetches;
    input = { ...input, fetched: found.certificates };
    judgement = await judgeWithFetched(input);
  }
  const staple = stapleIn(progress);
  const told = [
    ...staple === null ? [] : [await judgeStaple(staple, judgement, input.now)],
    ...plan.revocation ? await askSources(runtime, userAgent, judgement, input.now, deadline) : [],
  ].filter((each) => each !== null);
  const revocations = told.flatMap(({ revocation }) => revocation ?? []);
  if (revocations.length > 0) judgement = await judgeWithFetched({ ...input, revocations });
  progress.judgement = judgement;
  progress.revocation = plan.revocation || told.length > 0 ? told.map(({ entry }) => entry) : null;
  await judgeTimestamps(progress, plan.logList, input.now);
}
