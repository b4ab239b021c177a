/** After a handshake of TLS 1.2 or older: the server may ask for another one, and is refused, RFC 5246 §7.4.1.1. */
import { AlertDescription, AlertLevel, ContentType, HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { ConnectedParameters, ConnectedState, Transition } from "../engine/state.ts";
import { readEmptyBody } from "../message/mod.ts";
import { anotherHandshake, type VerifyData } from "./renegotiation.ts";
import type { Secured } from "./wait_change_cipher_spec.ts";

export const connected = (secured: Secured, verifyData: VerifyData): ConnectedState => ({
  name: "connected",
  step: "secure_channel",
  connected: {
    protocolVersion: secured.version,
    cipherSuite: secured.suite.value,
    applicationProtocol: secured.applicationProtocol,
    extendedMainSecret: secured.extendedMainSecret,
    earlyData: null,
    ...agreed(secured),
  },
  another: anotherHandshake(secured, verifyData),
  updateKeys: null,
  async *receive(message: IncomingMessage): Transition {
    message.expect(HandshakeType.hello_request).decode(readEmptyBody);
    yield {
      kind: "send",
      contentType: ContentType.alert,
      bytes: new Uint8Array([AlertLevel.warning, AlertDescription.no_renegotiation]),
      step: "secure_channel",
    };
    return connected(secured, verifyData);
  },
});

function agreed(
  { handshake }: Secured,
): Pick<ConnectedParameters, "resumed" | "namedGroup" | "signatureScheme" | "ocspResponse"> {
  if (handshake.kind === "abbreviated") {
    return { resumed: true, namedGroup: null, signatureScheme: null, ocspResponse: null };
  }
  const { keyExchange, proof, ocspResponse } = handshake.keyed;
  return {
    resumed: false,
    namedGroup: keyExchange.keyExchange === "ECDHE" ? keyExchange.namedCurve : null,
    signatureScheme: proof,
    ocspResponse,
  };
}
