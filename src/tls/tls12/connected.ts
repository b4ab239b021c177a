/** After a handshake of TLS 1.2 or older: the server may ask for another one, and is refused, RFC 5246 §7.4.1.1. */
import { AlertDescription, AlertLevel, ContentType, HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { ConnectedState, Transition } from "../engine/state.ts";
import { readEmptyBody } from "../message/mod.ts";
import { anotherHandshake, type VerifyData } from "./renegotiation.ts";
import type { Secured } from "./wait_change_cipher_spec.ts";

export const connected = (negotiated: Secured, verifyData: VerifyData): ConnectedState => ({
  name: "connected",
  step: "secure_channel",
  connected: {
    protocolVersion: negotiated.version,
    cipherSuite: negotiated.suite.value,
    namedGroup: negotiated.keyExchange.keyExchange === "ECDHE" ? negotiated.keyExchange.namedCurve : null,
    signatureScheme: negotiated.proof,
    applicationProtocol: negotiated.applicationProtocol,
    resumed: false,
    ocspResponse: negotiated.ocspResponse,
    extendedMainSecret: negotiated.extendedMainSecret,
  },
  another: anotherHandshake(negotiated, verifyData),
  async *receive(message: IncomingMessage): Transition {
    message.expect(HandshakeType.hello_request).decode(readEmptyBody);
    yield {
      kind: "send",
      contentType: ContentType.alert,
      bytes: new Uint8Array([AlertLevel.warning, AlertDescription.no_renegotiation]),
      step: "secure_channel",
    };
    return connected(negotiated, verifyData);
  },
});
