/** From what the check's own connection showed to what further connections are asked. */
import type { Deadline, Runtime } from "../net/mod.ts";
import { askWithLess, probeDeeply, type Situation } from "../probes/mod.ts";
import type { Deep, Probe } from "../report/mod.ts";
import type { Failure } from "../tls/mod.ts";
import type { CheckPlan } from "./plan.ts";
import type { Progress } from "./progress.ts";

/** `null` when nobody asked for it. Never rejects. */
export async function lookDeeper(
  runtime: Runtime,
  plan: CheckPlan,
  progress: Progress,
  deadline: Deadline,
  onProbe: (probe: Probe) => void,
): Promise<Deep | null> {
  if (!plan.deep) return null;
  const probing = { runtime, deadline, onProbe };
  const situation = situationOf(plan, progress);
  const failure = typeof situation === "string" ? null : situation.log.failure;
  if (typeof situation === "string" || failure === null || !isSilence(failure)) {
    return await probeDeeply(situation, probing);
  }
  return await probeDeeply(await askWithLess(situation, probing) ?? failure.message, probing);
}

function situationOf(
  { handshake, trustStore }: CheckPlan,
  { facts, sessions }: Progress,
): Situation | string {
  const { tcp, log, attempts, exchange } = facts;
  if (tcp === null || tcp.failure !== null || log === null) {
    return "There was no connection to speak TLS over";
  }
  if (log.failure?.code === "not_tls") return log.failure.message;
  const answered = attempts.findLast(({ reachedServerHello }) => reachedServerHello);
  const offer = answered?.offer ?? handshake.offer;
  const common = { plan: handshake, address: tcp.address, log, trustStore };
  if (exchange === null) return { ...common, offer, isMute: false, visit: null };
  const hasAnswered = exchange.answer !== null || exchange.failure !== null;
  if (!hasAnswered && exchange.spoken === "h2") {
    // It agrees to HTTP/2 and does not speak it, and may yet speak what came before.
    const applicationProtocols = offer.applicationProtocols.filter((protocol) => protocol !== "h2");
    return { ...common, offer: { ...offer, applicationProtocols }, isMute: false, visit: null };
  }
  return { ...common, offer, isMute: !hasAnswered, visit: { log, exchange, sessions } };
}

/** Some servers keep silent on a ClientHello that needs two packets; all other silence would take long to hear again. */
function isSilence({ code }: Failure): boolean {
  return code === "no_response" || code === "timeout";
}
