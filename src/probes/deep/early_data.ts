/** Whether the server takes early data (0-RTT, RFC 9846 §2.3). It is asked, and sent none. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { ResumableSession, ResumptionPsk } from "../../tls/mod.ts";
import { handshakeIn } from "./offers.ts";
import { type Probe, ProbeFailed } from "./probe.ts";
import { isAnswer } from "./refusal.ts";
import { noTls13 } from "./accepted_versions.ts";
import { leave, visitInTls13 } from "./visit.ts";

export const earlyData: Probe<"early_data"> = {
  id: "early_data",
  title: "Early data (0-RTT)",
  allowance: 2,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const offer = handshakeIn(context.offer, ProtocolVersion.TLS_1_3);
    const { sessions } = await visitInTls13(context, offer);
    const resume = sessions.find(allowsEarlyData) ?? null;
    const facts = { advertised: resume !== null, max_early_data_size: resume?.maxEarlyDataSize ?? null };
    if (resume === null) return { ...facts, accepted: null };
    const { log, used } = await context.connections.shakeHands(
      { ...offer, resume, earlyData: new Uint8Array() },
      async (session) => {
        await leave(session);
        return session.earlyData === "accepted";
      },
    );
    const { failure } = log;
    if (failure !== null && !isAnswer(failure)) {
      throw new ProbeFailed(failure.message, { ...facts, accepted: null });
    }
    return { ...facts, accepted: used ?? false };
  },
};

function allowsEarlyData(session: ResumableSession): session is ResumptionPsk {
  return session.kind === "psk" && (session.maxEarlyDataSize ?? 0) > 0;
}
