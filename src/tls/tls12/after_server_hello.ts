/** ServerHello of TLS 1.2, RFC 5246 §7.4.1.3, and of the versions before it. */
import { ExtensionType, ProtocolVersion } from "../../registry/mod.ts";
import { tls12Suite } from "../cipher_suite.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { expectChangeCipherSpec, settle, writeWith } from "../engine/output.ts";
import type { Transition } from "../engine/state.ts";
import { find, renegotiationInfo } from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import { refuseMisplaced, suiteName } from "../hello/server_hello_rules.ts";
import { recordLimits } from "../hello/record_limits.ts";
import { selectedApplicationProtocol } from "../hello/selected_application_protocol.ts";
import { selectedCertificateType } from "../hello/selected_certificate_type.ts";
import type { ServerHello } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { plaintext } from "../record/mod.ts";
import { checkResumed, resumedSession, resumeSession } from "./resumption.ts";
import { waitCertificate } from "./wait_certificate.ts";

/** Those that TLS 1.2 answers in its ServerHello; supported_groups is there because servers put it there. */
const IN_SERVER_HELLO: ReadonlySet<number> = new Set([
  ExtensionType.server_name,
  ExtensionType.max_fragment_length,
  ExtensionType.status_request,
  ExtensionType.supported_groups,
  ExtensionType.ec_point_formats,
  ExtensionType.application_layer_protocol_negotiation,
  ExtensionType.signed_certificate_timestamp,
  ExtensionType.encrypt_then_mac,
  ExtensionType.extended_main_secret,
  ExtensionType.session_ticket,
  ExtensionType.client_certificate_type,
  ExtensionType.server_certificate_type,
  ExtensionType.record_size_limit,
  ExtensionType.renegotiation_info,
]);

export async function* afterServerHello(
  client: Client,
  serverHello: ServerHello,
  version: number,
  message: IncomingMessage,
): Transition {
  const { extensions, cipherSuite } = serverHello;
  refuseMisplaced(extensions, IN_SERVER_HELLO, "a ServerHello of TLS 1.2", client.offer);
  const has = (type: number) => extensions.some((extension) => extension.type === type);
  // RFC 5746 §3.4: in a first handshake there is no earlier Finished to quote.
  if (find(extensions, renegotiationInfo, "ServerHello")?.length) {
    throw new ProtocolError(
      "illegal_parameter",
      '"renegotiated_connection" is not empty in a first handshake',
    );
  }
  const applicationProtocol = selectedApplicationProtocol(client.offer, extensions, "ServerHello");
  yield* recordLimits(client.offer, version, extensions, "ServerHello");
  const suite = tls12Suite(cipherSuite)!;
  const negotiated = {
    client,
    serverHello,
    version,
    suite,
    hash: version < ProtocolVersion.TLS_1_2 ? "MD5+SHA-1" as const : suite.hash,
    applicationProtocol,
    certificateType: selectedCertificateType(client.offer, extensions, "ServerHello"),
    extendedMainSecret: has(ExtensionType.extended_main_secret),
    encryptThenMac: has(ExtensionType.encrypt_then_mac),
    willStaple: has(ExtensionType.status_request),
    willIssueTicket: has(ExtensionType.session_ticket),
  };
  const session = resumedSession(client, serverHello);
  if (session !== null) checkResumed(negotiated, session);
  client.transcript.add(message.bytes);
  yield expectChangeCipherSpec;
  yield writeWith("none", plaintext(version));
  yield settle({
    step: "server_hello",
    serverHello,
    protocolVersion: version,
    cipherSuite,
    encryptedExtensions: null,
    applicationProtocol,
    helloRetryRequest: null,
    resumed: session !== null,
    earlyData: null,
  });
  if (session !== null) return yield* resumeSession(negotiated, session);
  if (suite.authentication === "none") {
    throw new ProtocolError(
      "unsupported_suite",
      `The server chose ${suiteName(cipherSuite)}, in which it shows no certificate: this engine ends here`,
      { step: "authentication", fault: "us" },
    );
  }
  return waitCertificate(negotiated);
}
