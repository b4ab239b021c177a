/** The runtime's own handshake, when ours has ended: a second opinion, or all there is where we may not connect. */
import { Deadline, type NativeOutcome, type Runtime } from "../net/mod.ts";
import type { Native } from "../report/mod.ts";
import { judgeChain } from "../x509/mod.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";

/** The witness has its own time: a check that used all of its own may still be compared. */
const PATIENCE_MS = 5_000;

/** `null` when it was left out, or there is no address. Sets `progress.fallback` when it stands in for our own. */
export async function witness(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  deadline: Deadline,
): Promise<Native | null> {
  const { tcp, starttls } = progress.facts;
  const standsIn = tcp?.failure?.code === "unreachable_from_vantage";
  if (!plan.native && !standsIn) return null;
  if (tcp === null || plan.target.starttls !== null || starttls !== null) return null;
  if (tcp.failure !== null && !standsIn) return null;
  if (deadline.expired && !standsIn) return null;
  using patience = new Deadline(Math.min(PATIENCE_MS, plan.timeoutMs));
  const outcome = await runtime.native({
    address: tcp.address.address,
    port: plan.target.port,
    serverName: plan.target.serverName,
    applicationProtocols: plan.handshake.offer.applicationProtocols,
    anchors: plan.anchors,
    wantCertificates: standsIn,
  }, patience);
  const native = shown(outcome);
  if (standsIn && outcome.outcome !== "not_available" && outcome.outcome !== "unreachable") {
    progress.fallback = native;
    await judgeShown(runtime, plan, progress, outcome);
  }
  return native;
}

function shown({ api, outcome, applicationProtocol, error }: NativeOutcome): Native {
  return { api, outcome, application_protocol: applicationProtocol, error };
}

async function judgeShown(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  { certificates }: NativeOutcome,
): Promise<void> {
  if (certificates.length === 0) return;
  progress.judgement = await judgeChain({
    certificates,
    trustStore: plan.trustStore,
    serverName: plan.verifiedName,
    now: runtime.clock.now(),
  });
}
