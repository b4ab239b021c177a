/** WAIT_CERT, RFC 9846 §4.5.1. Whether the chain is to be trusted is judged elsewhere, afterwards. */
import { ExtensionType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import { find, signedCertificateTimestamp, statusRequest } from "../extension/mod.ts";
import { leafPublicKey } from "../hello/leaf_public_key.ts";
import { refuseDuplicates, refuseMisplaced, refuseUnsolicited } from "../hello/server_hello_rules.ts";
import type { Certificate, CertificateRequest } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { decodeCertificate } from "./decode_certificate.ts";
import { waitCertificateVerify } from "./wait_certificate_verify.ts";
import type { Extended } from "./wait_certificate_or_request.ts";

const IN_CERTIFICATE: ReadonlySet<number> = new Set([
  ExtensionType.status_request,
  ExtensionType.signed_certificate_timestamp,
]);

export const waitCertificate = (negotiated: Extended, certificateRequest: CertificateRequest): State => ({
  name: "WAIT_CERT",
  step: "authentication",
  receive: (message) => afterCertificate(negotiated, certificateRequest, message),
});

export async function* afterCertificate(
  negotiated: Extended,
  certificateRequest: CertificateRequest | null,
  message: IncomingMessage,
): Transition {
  const { client, suite } = negotiated;
  const { certificate, compression } = await decodeCertificate(client, message);
  checkCertificate(negotiated, certificate);
  const [leaf] = certificate.certificateList;
  const ocspResponse = find(leaf?.extensions ?? [], statusRequest, "Certificate")?.response ?? null;
  const transcriptHash = await client.transcript.add(message.bytes).hash(suite.hash);
  yield settle({
    step: "authentication",
    certificates: certificate.certificateList,
    compression,
    ocspResponse,
    signedCertificateTimestamps: find(leaf?.extensions ?? [], signedCertificateTimestamp, "Certificate") ??
      [],
  });
  return waitCertificateVerify({
    ...negotiated,
    certificateRequest,
    ocspResponse,
    publicKey: leafPublicKey(certificate.certificateList),
    transcriptHash,
  });
}

function checkCertificate({ client }: Extended, certificate: Certificate): void {
  if (certificate.certificateRequestContext.length > 0) {
    throw new ProtocolError(
      "illegal_parameter",
      'The server\'s Certificate has a "certificate_request_context"',
    );
  }
  for (const { extensions } of certificate.certificateList) {
    refuseDuplicates(extensions);
    refuseUnsolicited(client.clientHello, extensions);
    refuseMisplaced(extensions, IN_CERTIFICATE, "a CertificateEntry", client.offer);
  }
}
