/** CertificateRequest (RFC 5246 §7.4.4), which may come, and ServerHelloDone (§7.4.5); then it is our turn. */
import { HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import type { State, Transition } from "../engine/state.ts";
import {
  type CertificateRequest,
  readCertificateRequest12,
  readEmptyBody,
  type ServerParameters,
} from "../message/mod.ts";
import { clientFlight } from "./client_flight.ts";
import type { Certified } from "./wait_certificate.ts";

export interface Keyed extends Certified {
  /** With the server's public value, where the suite has one. */
  readonly keyExchange: ServerParameters | { readonly keyExchange: "RSA" };
  /** The SignatureScheme of ServerKeyExchange; `null` before TLS 1.2 and for static RSA. */
  readonly proof: number | null;
}

export const waitServerHelloDone = (
  negotiated: Keyed,
  certificateRequest: CertificateRequest | null,
): State => ({
  name: certificateRequest === null ? "CertificateRequest or ServerHelloDone" : "ServerHelloDone",
  step: "premaster_secret",
  async *receive(message: IncomingMessage): Transition {
    const { client: { transcript }, version } = negotiated;
    if (message.msgType === HandshakeType.certificate_request && certificateRequest === null) {
      const request = message.decode(readCertificateRequest12(version));
      transcript.add(message.bytes);
      yield { kind: "certificate_request", certificateRequest: request };
      return waitServerHelloDone(negotiated, request);
    }
    message.expect(HandshakeType.server_hello_done).decode(readEmptyBody);
    transcript.add(message.bytes);
    return yield* clientFlight(negotiated, certificateRequest);
  },
});
