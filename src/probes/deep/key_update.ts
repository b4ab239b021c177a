/** Whether the server answers a KeyUpdate that asks for its own (RFC 9846 §4.7.3). */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import { noTls13 } from "./accepted_versions.ts";
import { handshakeIn } from "./offers.ts";
import type { Facts, Probe } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { type Visit, visit } from "./visit.ts";

export const keyUpdate: Probe<"key_update"> = {
  id: "key_update",
  title: "KeyUpdate",
  allowance: 1,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const offer = handshakeIn(context.offer, ProtocolVersion.TLS_1_3);
    return describe(await visit(context, offer, (session) => session.updateKeys!()));
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
  // RFC 9846 §4.7.3: the answer goes before its next data; what comes unasked may have been under way.
  const hasSpoken = answer !== null && spoken !== "none";
  return { answered: hasSpoken ? false : null, refusal: null };
}
