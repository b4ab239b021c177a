/** The runtime's own handshake, when ours has ended: a second opinion, or all there is where we may not connect. */
import { Deadline, type NativeOutcome, type NativeRequest, type Runtime } from "../net/mod.ts";
import { internalFailure } from "../probes/mod.ts";
import type { Native } from "../report/mod.ts";
import { judgeCertificates } from "./judge_certificates.ts";
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
  stop?: AbortSignal,
): Promise<Native | null> {
  const { tcp, starttls } = progress.facts;
  const standsIn = tcp?.failure?.code === "unreachable_from_vantage";
  if (!plan.native && !standsIn) return null;
  if (tcp === null || plan.target.starttls !== null || starttls !== null) return null;
  if (tcp.failure !== null && !standsIn) return null;
  if (stop?.aborted || deadline.expired && !standsIn) return null;
  using patience = new Deadline(Math.min(PATIENCE_MS, plan.timeoutMs));
  const leave = () => patience.cancel();
  stop?.addEventListener("abort", leave, { once: true });
  const outcome = await shakeHands(runtime, {
    address: tcp.address.address,
    port: plan.target.port,
    serverName: plan.target.serverName,
    applicationProtocols: plan.handshake.offer.applicationProtocols,
    anchors: plan.anchors,
    wantCertificates: standsIn,
  }, patience);
  stop?.removeEventListener("abort", leave);
  const native = shown(outcome);
  if (standsIn && outcome.outcome !== "not_available" && outcome.outcome !== "unreachable") {
    progress.fallback = native;
    const { certificates } = outcome;
    if (certificates.length > 0) await judgeCertificates(runtime, plan, progress, certificates);
  }
  return native;
}

/** A witness that fails by our own fault has nothing to say; what we saw ourselves stands. */
async function shakeHands(
  runtime: Runtime,
  request: NativeRequest,
  patience: Deadline,
): Promise<NativeOutcome> {
  try {
    return await runtime.native(request, patience);
  } catch (error) {
    return {
      api: runtime.name,
      outcome: "not_available",
      applicationProtocol: null,
      error: internalFailure(error).message,
      certificates: [],
      protocolVersion: null,
      cipherSuite: null,
    };
  }
}

function shown({ api, outcome, applicationProtocol, error }: NativeOutcome): Native {
  return { api, outcome, application_protocol: applicationProtocol, error };
}
