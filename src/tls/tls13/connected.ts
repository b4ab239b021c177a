/** CONNECTED: what may still come after the handshake, RFC 9846 §4.7. */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { ConnectedState, Transition } from "../engine/state.ts";
import { checkRequests } from "../hello/server_hello_rules.ts";
import { readNewSessionTicket, UPDATE_REQUESTED } from "../message/mod.ts";
import type { TrafficSecrets } from "./key_schedule.ts";
import { afterKeyUpdate, updateKeys } from "./key_update.ts";
import { resumable } from "./resumable.ts";
import type { Authenticated } from "./wait_finished.ts";

/** `resumptionSecret`: `null` when nobody wants to resume. */
export const connected = (
  negotiated: Authenticated,
  secrets: TrafficSecrets,
  resumptionSecret: Uint8Array | null,
): ConnectedState => ({
  name: "CONNECTED",
  step: "secure_channel",
  connected: {
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: negotiated.suite.value,
    namedGroup: negotiated.namedGroup,
    signatureScheme: negotiated.signatureScheme,
    applicationProtocol: negotiated.applicationProtocol,
    resumed: negotiated.psk !== null,
    earlyData: negotiated.earlyData,
    ocspResponse: negotiated.ocspResponse,
    extendedMainSecret: null,
  },
  another: null,
  updateKeys: async function* (): Transition {
    const next = yield* updateKeys(negotiated.suite, secrets, UPDATE_REQUESTED);
    return connected(negotiated, next, resumptionSecret);
  },
  async *receive(message: IncomingMessage): Transition {
    if (message.msgType === HandshakeType.key_update) {
      const next = yield* afterKeyUpdate(negotiated.suite, secrets, message);
      return connected(negotiated, next, resumptionSecret);
    }
    if (message.msgType !== HandshakeType.new_session_ticket) throw message.unexpected("application data");
    const ticket = message.decode(readNewSessionTicket);
    checkRequests(ticket.extensions, "NewSessionTicket");
    // RFC 9846 §4.7.1: a lifetime of zero asks us to forget it at once.
    if (resumptionSecret !== null && ticket.ticketLifetime > 0) {
      const session = await resumable(negotiated, resumptionSecret, ticket, message.atMs);
      yield { kind: "resumable", session };
    }
    return connected(negotiated, secrets, resumptionSecret);
  },
});
