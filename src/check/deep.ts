/** From what the check's own connection showed to what further connections are asked. */
import type { Deadline, Runtime } from "../net/mod.ts";
import { probeDeeply, type Situation } from "../probes/mod.ts";
import type { Deep, Probe } from "../report/mod.ts";
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
  return await probeDeeply(situationOf(plan, progress), { runtime, deadline, onProbe });
}

function situationOf(
  { handshake, trustStore }: CheckPlan,
  { facts, sessions }: Progress,
): Situation | string {
  const { tcp, log, attempts, exchange } = facts;
  if (tcp === null || tcp.failure !== null || log === null) {
    return "There was no connection to speak TLS over";
  }
  if (log.failure !== null && speechless.has(log.failure.code)) return log.failure.message;
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

/** What no other ClientHello would change, and would take long to say again. */
const speechless: ReadonlySet<string> = new Set(["no_response", "timeout", "not_tls"]);
