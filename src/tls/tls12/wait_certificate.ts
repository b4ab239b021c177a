/** Certificate, RFC 5246 §7.4.2, and the CertificateStatus that may follow it, RFC 6066 §8. */
import { HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { Output, State, Transition } from "../engine/state.ts";
import { find, readCertificateStatus, signedCertificateTimestamp } from "../extension/mod.ts";
import { type LeafPublicKey, leafPublicKey } from "../hello/leaf_public_key.ts";
import { type CertificateEntry, readCertificate12 } from "../message/mod.ts";
import type { Negotiated } from "./negotiated.ts";
import { afterCertificate } from "./after_certificate.ts";

export interface Certified extends Negotiated {
  readonly publicKey: LeafPublicKey;
  readonly ocspResponse: Uint8Array | null;
}

export const waitCertificate = (negotiated: Negotiated): State => ({
  name: "Certificate",
  step: "authentication",
  async *receive(message: IncomingMessage): Transition {
    const { certificateList } = message.expect(HandshakeType.certificate).decode(readCertificate12);
    negotiated.client.transcript.add(message.bytes);
    if (negotiated.willStaple) return waitCertificateStatus(negotiated, certificateList);
    return yield* certified(negotiated, certificateList, null);
  },
});

/** RFC 6066 §8: a server that agreed to staple may still send nothing. */
const waitCertificateStatus = (negotiated: Negotiated, certificates: readonly CertificateEntry[]): State => ({
  name: "CertificateStatus or ServerKeyExchange",
  step: "authentication",
  async *receive(message: IncomingMessage): Transition {
    if (message.msgType !== HandshakeType.certificate_status) {
      const next = yield* certified(negotiated, certificates, null);
      return yield* next.receive(message);
    }
    const { response } = message.decode(readCertificateStatus);
    negotiated.client.transcript.add(message.bytes);
    return yield* certified(negotiated, certificates, response);
  },
});

async function* certified(
  negotiated: Negotiated,
  certificates: readonly CertificateEntry[],
  ocspResponse: Uint8Array | null,
): AsyncGenerator<Output, State, void> {
  const { serverHello } = negotiated;
  yield settle({
    step: "authentication",
    certificates,
    compression: null,
    ocspResponse,
    signedCertificateTimestamps: find(serverHello.extensions, signedCertificateTimestamp, "ServerHello") ??
      [],
  });
  return afterCertificate({ ...negotiated, publicKey: leafPublicKey(certificates), ocspResponse });
}
