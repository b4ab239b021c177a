/** WAIT_CERT_CR, RFC 9846 §4.4.2: the server may ask for a client certificate before it shows its own. */
import { AlertDescription, ExtensionType, HandshakeType } from "../../registry/mod.ts";
import type { EarlyDataOutcome } from "../engine/evidence.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { State, Transition } from "../engine/state.ts";
import { checkRequests } from "../hello/server_hello_rules.ts";
import { type CertificateRequest, readCertificateRequest } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { isCertificate } from "./decode_certificate.ts";
import type { Negotiated } from "./negotiated.ts";
import { afterCertificate, waitCertificate } from "./wait_certificate.ts";

export interface Extended extends Negotiated {
  readonly applicationProtocol: string | null;
  readonly earlyData: EarlyDataOutcome | null;
  /** Of the server. */
  readonly certificateType: number;
}

export const waitCertificateOrRequest = (negotiated: Extended): State => ({
  name: "WAIT_CERT_CR",
  step: "authentication",
  async *receive(message: IncomingMessage): Transition {
    if (isCertificate(negotiated.client, message)) {
      return yield* afterCertificate(negotiated, null, message);
    }
    if (message.msgType !== HandshakeType.certificate_request) {
      throw message.unexpected("certificate or certificate_request");
    }
    const certificateRequest = message.decode(readCertificateRequest);
    checkCertificateRequest(certificateRequest);
    negotiated.client.transcript.add(message.bytes);
    yield { kind: "certificate_request", certificateRequest };
    return waitCertificate(negotiated, certificateRequest);
  },
});

function checkCertificateRequest({ certificateRequestContext, extensions }: CertificateRequest): void {
  checkRequests(extensions, "CertificateRequest");
  // RFC 9846 §4.4.2: the context is empty during the handshake.
  if (certificateRequestContext.length > 0) {
    throw new ProtocolError(
      "illegal_parameter",
      'The CertificateRequest has a "certificate_request_context"',
    );
  }
  if (!extensions.some(({ type }) => type === ExtensionType.signature_algorithms)) {
    throw new ProtocolError("illegal_parameter", "The CertificateRequest has no signature_algorithms", {
      alert: AlertDescription.missing_extension,
    });
  }
}
