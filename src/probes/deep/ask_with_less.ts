/** A server that kept silent on the check's ClientHello, asked once with one that fits in a packet. */
import { evidenceOf, otherOffers } from "../../tls/mod.ts";
import { Connections, newShared } from "./connections.ts";
import { ProbeFailed, type Situation } from "./probe.ts";
import type { Probing } from "./run_probes.ts";

/** The situation as that handshake has it; `null` when it is not answered either. */
export async function askWithLess(
  situation: Situation,
  { runtime, deadline }: Probing,
): Promise<Situation | null> {
  const offer = otherOffers.onePacket(situation.offer);
  const connections = new Connections(runtime, situation, deadline, newShared());
  try {
    const { log } = await connections.shakeHands(offer);
    return evidenceOf(log, "server_hello") === null ? null : { ...situation, offer, log };
  } catch (error) {
    if (error instanceof ProbeFailed) return null;
    throw error;
  }
}
