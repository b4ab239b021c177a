/** Certificate, RFC 5246 §7.4.2, and the CertificateStatus that may follow it, RFC 6066 §8. */
import { CertificateType, HandshakeType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { Output, State, Transition } from "../engine/state.ts";
import { find, readCertificateStatus, signedCertificateTimestamp } from "../extension/mod.ts";
import { barePublicKey, type LeafPublicKey, leafPublicKey } from "../hello/leaf_public_key.ts";
import { type CertificateEntry, readCertificate12, readRawPublicKey12 } from "../message/mod.ts";
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
    const { certificateList } = message.expect(HandshakeType.certificate).decode(
      isRaw(negotiated) ? readRawPublicKey12 : readCertificate12,
    );
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
    certificates: isRaw(negotiated) ? [] : certificates,
    rawPublicKey: isRaw(negotiated) ? certificates[0]!.certData : null,
    delegatedCredential: null,
    compression: null,
    ocspResponse,
    signedCertificateTimestamps: find(serverHello.extensions, signedCertificateTimestamp, "ServerHello") ??
      [],
  });
  const publicKey = isRaw(negotiated)
    ? barePublicKey(certificates[0]!.certData, "raw public key")
    : leafPublicKey(certificates);
  return afterCertificate({ ...negotiated, publicKey, ocspResponse });
}

/** A public key stands alone, without a certificate. */
function isRaw({ certificateType }: Negotiated): boolean {
  return certificateType === CertificateType["Raw Public Key"];
}
