/** Certificates, what is asked of them, and the proofs that their keys make. */
import type { Notes } from "./note.ts";

export const certificateNotes: Notes = {
  certificate_request_context: [
    "Ties a client's certificates to the request that asked for them; a server's own Certificate leaves it empty.",
    "RFC 9846 §4.5.1",
  ],
  certificate_list: [
    "The certificates, the sender's own first, then those that lead from it to an authority.",
    "RFC 9846 §4.5.1",
  ],
  certificate_entry: ["One certificate with the extensions that are about it.", "RFC 9846 §4.5.1"],
  cert_data: ["The certificate: a name and a public key, signed by an authority, in DER.", "RFC 9846 §4.5.1"],
  ASN1_subjectPublicKeyInfo: ["A public key alone, in DER: no authority says whose it is.", "RFC 7250 §3"],
  "ASN.1_subjectPublicKeyInfo": [
    "A public key alone, in DER: no authority says whose it is.",
    "RFC 7250 §3",
  ],
  "ASN.1Cert": [
    "The certificate: a name and a public key, signed by an authority, in DER.",
    "RFC 5246 §7.4.2",
  ],
};

export const compressedCertificateNotes: Notes = {
  compression_algorithm: ["How it is compressed, from what the client can undo.", "RFC 8879 §4"],
  uncompressed_length: [
    "How many octets it was before; the client stops where there are more.",
    "RFC 8879 §4",
    "number",
  ],
  compressed_certificate_message: [
    "The Certificate message, compressed: certificates repeat much of what others say.",
    "RFC 8879 §4",
  ],
};

export const delegatedCredentialNotes: Notes = {
  supported_signature_algorithm: ["What a delegated credential's key may sign with.", "RFC 9345 §4.1.1"],
  signature_scheme: ["One kind of signature: its algorithm with its hash.", "RFC 9345 §4.1.1"],
  cred: ["The short-lived key, and for what it is.", "RFC 9345 §4"],
  valid_time: [
    "How many seconds after the certificate's own beginning the key may still be used.",
    "RFC 9345 §4",
    "number",
  ],
  dc_cert_verify_algorithm: ["What the key signs CertificateVerify with, and nothing else.", "RFC 9345 §4"],
  ASN1_subjectPublicKeyInfo: ["The short-lived public key, in DER.", "RFC 9345 §4"],
  algorithm: ["What the certificate's key has signed all this with.", "RFC 9345 §4"],
  signature: ["The certificate's key says: this key speaks for me.", "RFC 9345 §4"],
};

export const certificateRequestNotes: Notes = {
  certificate_request_context: [
    "Names this request, so that an answer given to one cannot be used for another; empty during the handshake.",
    "RFC 9846 §4.4.2",
  ],
  certificate_types: ["The kinds of certificate that the server takes from a client.", "RFC 5246 §7.4.4"],
  certificate_type: ["One kind of certificate: what it signs or agrees keys with.", "RFC 5246 §7.4.4"],
  supported_signature_algorithms: [
    "The signatures that the server can verify, most wanted first.",
    "RFC 5246 §7.4.4",
  ],
  signature_scheme: ["One kind of signature: its algorithm with its hash.", "RFC 5246 §7.4.4"],
  authorities: [
    "The authorities whose certificates the server takes; none named means any.",
    "RFC 5246 §7.4.4",
  ],
  distinguished_name: ["The name of one authority, in DER.", "RFC 5246 §7.4.4"],
};

export const certificateStatusNotes: Notes = {
  status_type: ["What kind of statement follows: ocsp is an OCSP response.", "RFC 6066 §8"],
  OCSPResponse: [
    "What the authority last signed about this certificate: good or revoked, and until when that word holds.",
    "RFC 6960 §4.2.1",
  ],
  response: ["A statement in a form that this program does not decode.", "RFC 6066 §8"],
};

export const certificateVerifyNotes: Notes = {
  algorithm: ["The kind of signature, from those that the other side can verify.", "RFC 9846 §4.5.2"],
  signature: [
    "A signature over the hash of every message so far: only the owner of the certificate's private key can make it.",
    "RFC 9846 §4.5.2",
  ],
};

export const finishedNotes: Notes = {
  verify_data: [
    "A keyed hash of every message so far: it proves that both sides have the same keys and saw the same handshake.",
    "RFC 9846 §4.5.3",
  ],
};
