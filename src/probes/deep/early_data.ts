/** Whether the server takes early data (0-RTT, RFC 9846 §2.3). It is asked, and sent none. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { ResumableSession, ResumptionPsk } from "../../tls/mod.ts";
import { unbelievedIn } from "./believed.ts";
import { handshakeIn } from "./offers.ts";
import { type Probe, ProbeFailed } from "./probe.ts";
import { noTls13 } from "./accepted_versions.ts";
import { leave, visit, visitInTls13 } from "./visit.ts";

export const earlyData: Probe<"early_data"> = {
  id: "early_data",
  title: "Early data (0-RTT)",
  // Two visits, one to resume, and its control.
  allowance: 4,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const offer = handshakeIn(context.offer, ProtocolVersion.TLS_1_3);
    const first = await visitInTls13(context, offer);
    const promise = first.sessions.find(allowsEarlyData) ?? null;
    const facts = { advertised: promise !== null, max_early_data_size: promise?.maxEarlyDataSize ?? null };
    if (promise === null) return { ...facts, accepted: null };
    // RFC 9846 §8.1: a ticket may be good for one use, and the check's first is what `session_resumption` tries.
    const own = first === context.visit ? first.sessions.slice(1) : first.sessions;
    const resume = own.find(allowsEarlyData) ??
      (await visit(context, offer)).sessions.find(allowsEarlyData);
    if (resume === undefined) return { ...facts, accepted: null };
    const { log, used } = await context.connections.shakeHands(
      { ...offer, resume, earlyData: new Uint8Array() },
      async (session) => {
        await leave(session);
        // Where the session is not taken up, as by another machine at the same address, nobody looked at early data.
        return session.resumed ? session.earlyData === "accepted" : null;
      },
    );
    const { failure } = log;
    const reason = failure && await unbelievedIn(failure, context);
    if (reason !== null) throw new ProbeFailed(reason, { ...facts, accepted: null });
    return { ...facts, accepted: failure === null ? used : false };
  },
};

function allowsEarlyData(session: ResumableSession): session is ResumptionPsk {
  return session.kind === "psk" && (session.maxEarlyDataSize ?? 0) > 0;
}
