/** WAIT_CERT, RFC 9846 §4.5.1. Whether the chain is to be trusted is judged elsewhere, afterwards. */
import { CertificateType, ExtensionType } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import {
  type DelegatedCredential,
  delegatedCredential,
  find,
  signedCertificateTimestamp,
  statusRequest,
} from "../extension/mod.ts";
import type { Client } from "../hello/client.ts";
import { barePublicKey, type LeafPublicKey, leafPublicKey } from "../hello/leaf_public_key.ts";
import { refuseDuplicates, refuseMisplaced, refuseUnsolicited } from "../hello/server_hello_rules.ts";
import { verifyDelegatedCredential } from "../hello/verify_delegated_credential.ts";
import type { Certificate, CertificateEntry, CertificateRequest } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { decodeCertificate } from "./decode_certificate.ts";
import { waitCertificateVerify } from "./wait_certificate_verify.ts";
import type { Extended } from "./wait_certificate_or_request.ts";

const IN_CERTIFICATE: ReadonlySet<number> = new Set([
  ExtensionType.status_request,
  ExtensionType.signed_certificate_timestamp,
  ExtensionType.delegated_credential,
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
  const { client, suite, certificateType } = negotiated;
  const { certificate, compression } = await decodeCertificate(client, certificateType, message);
  checkCertificate(negotiated, certificate);
  const isRaw = certificateType === CertificateType["Raw Public Key"];
  const [leaf] = certificate.certificateList;
  const extensions = leaf?.extensions ?? [];
  const ocspResponse = find(extensions, statusRequest, "Certificate")?.response ?? null;
  const credential = isRaw ? null : find(extensions, delegatedCredential, "Certificate");
  const transcriptHash = await client.transcript.add(message.bytes).hash(suite.hash);
  yield settle({
    step: "authentication",
    certificates: isRaw ? [] : certificate.certificateList,
    rawPublicKey: isRaw ? leaf?.certData ?? null : null,
    delegatedCredential: credential,
    compression,
    ocspResponse,
    signedCertificateTimestamps: find(extensions, signedCertificateTimestamp, "Certificate") ?? [],
  });
  const publicKey = isRaw
    ? rawPublicKey(certificate.certificateList)
    : leafPublicKey(certificate.certificateList);
  return waitCertificateVerify({
    ...negotiated,
    certificateRequest,
    ocspResponse,
    publicKey: credential === null ? publicKey : await delegatedKey(client, leaf!, publicKey, credential),
    delegatedCredential: credential,
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

/** RFC 9846 §4.5.1: one, and nothing that leads from it to anybody. */
function rawPublicKey([key, ...others]: readonly CertificateEntry[]): LeafPublicKey {
  if (key !== undefined && others.length === 0) return barePublicKey(key.certData, "raw public key");
  const count = key === undefined ? 0 : others.length + 1;
  throw new ProtocolError("illegal_parameter", `The server sent ${count} raw public keys instead of one`);
}

async function delegatedKey(
  { offer }: Client,
  { certData }: CertificateEntry,
  publicKey: LeafPublicKey,
  credential: DelegatedCredential,
): Promise<LeafPublicKey> {
  await verifyDelegatedCredential(offer, certData, publicKey, credential);
  return barePublicKey(credential.spki, "delegated credential");
}
