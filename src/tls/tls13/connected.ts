/** CONNECTED: what may still come after the handshake, RFC 9846 §4.7. */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { readWith, sendHandshake, writeWith } from "../engine/output.ts";
import type { ConnectedState, Output, Transition } from "../engine/state.ts";
import { checkRequests } from "../hello/server_hello_rules.ts";
import {
  encodeKeyUpdate,
  readKeyUpdate,
  readNewSessionTicket,
  UPDATE_NOT_REQUESTED,
  UPDATE_REQUESTED,
} from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { nextTrafficSecret, type TrafficSecrets } from "./key_schedule.ts";
import { resumable } from "./resumable.ts";
import { trafficKeys } from "./traffic_keys.ts";
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
  async *receive(message: IncomingMessage): Transition {
    const next = (secrets: TrafficSecrets) => connected(negotiated, secrets, resumptionSecret);
    if (message.msgType === HandshakeType.key_update) {
      return next(yield* updateKeys(negotiated, secrets, message));
    }
    if (message.msgType !== HandshakeType.new_session_ticket) throw message.unexpected("application data");
    const ticket = message.decode(readNewSessionTicket);
    checkRequests(ticket.extensions, "NewSessionTicket");
    // RFC 9846 §4.7.1: a lifetime of zero asks us to forget it at once.
    if (resumptionSecret !== null && ticket.ticketLifetime > 0) {
      const session = await resumable(negotiated, resumptionSecret, ticket, message.atMs);
      yield { kind: "resumable", session };
    }
    return next(secrets);
  },
});

/** RFC 9846 §4.7.3: the peer's next records use its next secret; asked to, we change ours too. */
async function* updateKeys(
  negotiated: Authenticated,
  secrets: TrafficSecrets,
  message: IncomingMessage,
): AsyncGenerator<Output, TrafficSecrets, void> {
  const { suite } = negotiated;
  const requestUpdate = message.decode(readKeyUpdate);
  if (requestUpdate > UPDATE_REQUESTED) {
    throw new ProtocolError("illegal_parameter", `"request_update" is ${requestUpdate}, neither 0 nor 1`);
  }
  const server = await nextTrafficSecret(suite.hash, secrets.server);
  yield readWith("application", await trafficKeys(suite, server));
  if (requestUpdate === UPDATE_NOT_REQUESTED) return { ...secrets, server };
  yield sendHandshake(encodeKeyUpdate(UPDATE_NOT_REQUESTED), "secure_channel", readKeyUpdate);
  const client = await nextTrafficSecret(suite.hash, secrets.client);
  yield writeWith("application", await trafficKeys(suite, client));
  return { client, server };
}
