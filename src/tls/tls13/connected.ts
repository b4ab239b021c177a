/** CONNECTED: what may still come after the handshake, RFC 9846 §4.7. */
import { HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { readWith, sendHandshake, writeWith } from "../engine/output.ts";
import type { ConnectedState, Transition } from "../engine/state.ts";
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
import { trafficKeys } from "./traffic_keys.ts";
import type { Authenticated } from "./wait_finished.ts";

export const connected = (negotiated: Authenticated, secrets: TrafficSecrets): ConnectedState => ({
  name: "CONNECTED",
  step: "secure_channel",
  connected: {
    protocolVersion: ProtocolVersion.TLS_1_3,
    cipherSuite: negotiated.suite.value,
    namedGroup: negotiated.namedGroup,
    signatureScheme: negotiated.signatureScheme,
    applicationProtocol: negotiated.applicationProtocol,
    ocspResponse: negotiated.ocspResponse,
    extendedMainSecret: null,
  },
  async *receive(message: IncomingMessage): Transition {
    if (message.msgType === HandshakeType.key_update) return yield* updateKeys(negotiated, secrets, message);
    if (message.msgType !== HandshakeType.new_session_ticket) throw message.unexpected("application data");
    const { extensions } = message.decode(readNewSessionTicket);
    checkRequests(extensions, "NewSessionTicket");
    return connected(negotiated, secrets);
  },
});

/** RFC 9846 §4.7.3: the peer's next records use its next secret; asked to, we change ours too. */
async function* updateKeys(
  negotiated: Authenticated,
  secrets: TrafficSecrets,
  message: IncomingMessage,
): Transition {
  const { suite } = negotiated;
  const requestUpdate = message.decode(readKeyUpdate);
  if (requestUpdate > UPDATE_REQUESTED) {
    throw new ProtocolError("illegal_parameter", `"request_update" is ${requestUpdate}, neither 0 nor 1`);
  }
  const server = await nextTrafficSecret(suite.hash, secrets.server);
  yield readWith("application", await trafficKeys(suite, server));
  if (requestUpdate === UPDATE_NOT_REQUESTED) return connected(negotiated, { ...secrets, server });
  yield sendHandshake(encodeKeyUpdate(UPDATE_NOT_REQUESTED), "secure_channel", readKeyUpdate);
  const client = await nextTrafficSecret(suite.hash, secrets.client);
  yield writeWith("application", await trafficKeys(suite, client));
  return connected(negotiated, { client, server });
}
