/** WAIT_EE, RFC 9846 §4.4.1. */
import { ExtensionType, HandshakeType, ProtocolVersion } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle, writeWith } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { refuseDuplicates, refuseMisplaced, refuseUnsolicited } from "../hello/server_hello_rules.ts";
import { recordLimits } from "../hello/record_limits.ts";
import { selectedApplicationProtocol } from "../hello/selected_application_protocol.ts";
import { selectedCertificateType } from "../hello/selected_certificate_type.ts";
import { readEncryptedExtensions } from "../message/mod.ts";
import { earlyDataOutcome, isUndecided } from "./early_data.ts";
import type { Negotiated } from "./negotiated.ts";
import { serverHelloEvidence } from "./server_hello_evidence.ts";
import { trafficKeys } from "./traffic_keys.ts";
import { waitCertificateOrRequest } from "./wait_certificate_or_request.ts";
import { waitFinished } from "./wait_finished.ts";

/** RFC 9846 §4.3's table, as far as the client offers any of them. */
const IN_ENCRYPTED_EXTENSIONS: ReadonlySet<number> = new Set([
  ExtensionType.server_name,
  ExtensionType.max_fragment_length,
  ExtensionType.supported_groups,
  ExtensionType.application_layer_protocol_negotiation,
  ExtensionType.early_data,
  ExtensionType.client_certificate_type,
  ExtensionType.server_certificate_type,
  ExtensionType.record_size_limit,
  ExtensionType.encrypted_client_hello,
]);

export const waitEncryptedExtensions = (negotiated: Negotiated): State => ({
  name: "WAIT_EE",
  step: "server_hello",
  async *receive(message: IncomingMessage): Transition {
    const { client, suite, psk, handshakeSecrets } = negotiated;
    const encryptedExtensions = message
      .expect(HandshakeType.encrypted_extensions)
      .decode(readEncryptedExtensions);
    const { extensions } = encryptedExtensions;
    refuseDuplicates(extensions);
    refuseUnsolicited(client.clientHello, extensions);
    refuseMisplaced(extensions, IN_ENCRYPTED_EXTENSIONS, "EncryptedExtensions", client.offer);
    const applicationProtocol = selectedApplicationProtocol(client.offer, extensions, "EncryptedExtensions");
    client.transcript.add(message.bytes);
    const earlyData = earlyDataOutcome(negotiated, extensions, applicationProtocol);
    yield settle(serverHelloEvidence(negotiated, { encryptedExtensions, applicationProtocol, earlyData }));
    yield* recordLimits(client.offer, ProtocolVersion.TLS_1_3, extensions, "EncryptedExtensions");
    if (earlyData === "rejected" && isUndecided(negotiated)) {
      yield writeWith("handshake", await trafficKeys(suite, handshakeSecrets.client));
    }
    const certificateType = selectedCertificateType(client.offer, extensions, "EncryptedExtensions");
    const extended = { ...negotiated, applicationProtocol, certificateType, earlyData };
    // RFC 9846 §2.2: with a PSK the server has authenticated already, and no certificate comes, nor is one asked for.
    return psk === null ? waitCertificateOrRequest(extended) : waitFinished({
      ...extended,
      certificateRequest: null,
      ocspResponse: null,
      signatureScheme: null,
    });
  },
});
