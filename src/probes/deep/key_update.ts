/** Whether the server answers a KeyUpdate that asks for its own (RFC 9846 §4.7.3). */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { Offer } from "../../tls/mod.ts";
import { noTls13 } from "./accepted_versions.ts";
import { handshakeIn } from "./offers.ts";
import { type Facts, type Probe, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { type Visit, visit } from "./visit.ts";

export const keyUpdate: Probe<"key_update"> = {
  id: "key_update",
  title: "KeyUpdate",
  allowance: 2,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const offer = handshakeIn(context.offer, ProtocolVersion.TLS_1_3);
    const ask = (offer: Offer) => visit(context, offer, (session) => session.updateKeys!());
    const overHttp1 = {
      ...offer,
      applicationProtocols: offer.applicationProtocols.filter((name) => name !== "h2"),
    };
    try {
      return describe(await ask(overHttp1));
    } catch (error) {
      // It may have HTTP/2 alone.
      if (!(error instanceof ProbeFailed) || !offer.applicationProtocols.includes("h2")) throw error;
      return describe(await ask(offer));
    }
  },
};

function describe({ log, exchange: { spoken, answer, failure } }: Visit): Facts<"key_update"> {
  const isAnswered = log.messages.some(({ direction, msgType }) =>
    direction === "received" && msgType === HandshakeType.key_update
  );
  if (isAnswered) return { answered: true, refusal: null };
  if (failure !== null) {
    // One that only goes away, or wants a client certificate, has not said what it makes of a KeyUpdate.
    return { answered: failure.code === "alert_received" ? false : null, refusal: refusal(failure) };
  }
  // RFC 9846 §4.7.3: the answer goes before its next data. A greeting, or HTTP/2's SETTINGS, may have been under way.
  const hasAnswered = answer !== null && spoken === "http/1.1";
  return { answered: hasAnswered ? false : null, refusal: null };
}
