/** From what the check's own connection showed to what further connections are asked. */
import type { Deadline, Runtime } from "../net/mod.ts";
import { askWithLess, probeDeeply, type Probing, type Situation } from "../probes/mod.ts";
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
  return await probeDeeply(await heard(situationOf(plan, progress), probing), probing);
}

/** Some servers keep silent on a ClientHello that needs two packets. */
async function heard(situation: Situation | string, probing: Probing): Promise<Situation | string> {
  if (typeof situation === "string") return situation;
  const { failure } = situation.log;
  if (failure === null || !isSilence(failure)) return situation;
  return await askWithLess(situation, probing) ?? failure.message;
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

function isSilence({ code }: Failure): boolean {
  return code === "no_response" || code === "timeout";
}
