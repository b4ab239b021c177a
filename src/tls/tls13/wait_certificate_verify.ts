/** WAIT_CV, RFC 9846 §4.5.2: the proof that the peer holds the certificate's private key. */
import { HandshakeType, signatureSchemes } from "../../registry/mod.ts";
import type { IncomingMessage } from "../engine/incoming_message.ts";
import { settle } from "../engine/output.ts";
import type { State, Transition } from "../engine/state.ts";
import type { DelegatedCredential } from "../extension/mod.ts";
import { type LeafPublicKey, publicKeyName } from "../hello/leaf_public_key.ts";
import { verifyProof } from "../hello/verify_proof.ts";
import { type CertificateRequest, readCertificateVerify, serverSignedContent } from "../message/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import type { Extended } from "./wait_certificate_or_request.ts";
import { waitFinished } from "./wait_finished.ts";

export interface Authenticating extends Extended {
  readonly certificateRequest: CertificateRequest | null;
  readonly ocspResponse: Uint8Array | null;
  /** The certificate's, or the one of a delegated credential. */
  readonly publicKey: LeafPublicKey;
  readonly delegatedCredential: DelegatedCredential | null;
  /** ClientHello … Certificate. */
  readonly transcriptHash: Uint8Array;
}

export const waitCertificateVerify = (negotiated: Authenticating): State => ({
  name: "WAIT_CV",
  step: "private_key",
  async *receive(message: IncomingMessage): Transition {
    const { client, publicKey, delegatedCredential, transcriptHash } = negotiated;
    const { algorithm, signature } = message.expect(HandshakeType.certificate_verify).decode(
      readCertificateVerify,
    );
    const scheme = await verifyProof({
      offered: delegatedCredential === null
        ? client.offer.signatureSchemes
        // RFC 9345 §4.1.3: the one that the credential is for.
        : [delegatedCredential.dcCertVerifyAlgorithm],
      publicKey,
      algorithm,
      signature,
      data: serverSignedContent(transcriptHash),
      what: "CertificateVerify",
    });
    checkTls13Scheme(scheme, publicKey);
    client.transcript.add(message.bytes);
    yield settle({
      step: "private_key",
      proof: "signature",
      signatureScheme: algorithm,
      algorithm: scheme.name,
      publicKey: publicKeyName(publicKey),
      signatureLength: signature.length,
      transcriptHash,
    });
    return waitFinished({ ...negotiated, signatureScheme: algorithm });
  },
});

/** RFC 9846 §4.3.3: PKCS #1 v1.5 and SHA-1 are for certificates only, and ECDSA schemes name their curve. */
function checkTls13Scheme(scheme: Awaited<ReturnType<typeof verifyProof>>, publicKey: LeafPublicKey): void {
  const { name } = signatureSchemes.codePoint(scheme.value);
  if (!scheme.tls13) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server signed with ${name}, which TLS 1.3 does not allow there`,
    );
  }
  if (scheme.curve !== null && scheme.curve !== publicKey.curve) {
    throw new ProtocolError(
      "illegal_parameter",
      `The server signed with ${name} and a key on ${publicKey.curve}`,
    );
  }
}
