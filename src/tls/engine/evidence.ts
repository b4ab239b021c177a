/**
 * What each step of a handshake proved, recorded by the state that proved it.
 *
 * One entry a step, whatever the version: the states of TLS 1.3 and of TLS 1.2 fill the same shapes.
 * Secrets are not evidence and are never in here.
 */
import type { DelegatedCredential } from "../extension/mod.ts";
import type { CertificateEntry } from "../message/certificate.ts";
import type { ClientHello } from "../message/client_hello.ts";
import type { EncryptedExtensions } from "../message/encrypted_extensions.ts";
import type { ServerHello } from "../message/server_hello.ts";

export type Evidence =
  | ClientHelloEvidence
  | ServerHelloEvidence
  | AuthenticationEvidence
  | PremasterSecretEvidence
  | PrivateKeyEvidence
  | SessionKeysEvidence
  | ClientFinishedEvidence
  | ServerFinishedEvidence;

export interface ClientHelloEvidence {
  readonly step: "client_hello";
  readonly clientHello: ClientHello;
}

export interface ServerHelloEvidence {
  readonly step: "server_hello";
  readonly serverHello: ServerHello;
  /** The negotiated version: supported_versions, else legacy_version. */
  readonly protocolVersion: number;
  readonly cipherSuite: number;
  /** TLS 1.3 only, and `null` until it has come. */
  readonly encryptedExtensions: EncryptedExtensions | null;
  readonly applicationProtocol: string | null;
  readonly helloRetryRequest: HelloRetryEvidence | null;
  /** The server took up the session that was offered: it shows no certificate, and proves no private key. */
  readonly resumed: boolean;
  /** What became of our early data; `null`: there was none, or nothing is known yet. */
  readonly earlyData: EarlyDataOutcome | null;
}

/** RFC 9846 §4.3.10: all of it, or nothing. */
export type EarlyDataOutcome = "accepted" | "rejected";

export interface HelloRetryEvidence {
  readonly helloRetryRequest: ServerHello;
  /** The group it asked for; `null` when it asked for a cookie alone. */
  readonly selectedGroup: number | null;
  /** Octets of the cookie to return; `null` when there was none. */
  readonly cookieLength: number | null;
  readonly secondClientHello: ClientHello;
  /** From the first ClientHello's last octet sent to the HelloRetryRequest. */
  readonly roundTripMs: number;
}

export interface AuthenticationEvidence {
  readonly step: "authentication";
  /** In the order sent, as DER with each entry's extensions; none with a raw public key. */
  readonly certificates: readonly CertificateEntry[];
  /** DER SubjectPublicKeyInfo that stands alone, without a certificate (RFC 7250). */
  readonly rawPublicKey: Uint8Array | null;
  /** Signed by the first certificate's key, which is verified; then its own key is the one that signs (RFC 9345). */
  readonly delegatedCredential: DelegatedCredential | null;
  /** How they came; `null`: as they are. */
  readonly compression: CertificateCompression | null;
  /** The stapled OCSPResponse, DER. */
  readonly ocspResponse: Uint8Array | null;
  /** SignedCertificateTimestamp structures from the TLS extension. */
  readonly signedCertificateTimestamps: readonly Uint8Array[];
}

/** RFC 8879. */
export interface CertificateCompression {
  readonly algorithm: number;
  /** Octets of what was compressed, and of the Certificate's body that it is. */
  readonly compressedLength: number;
  readonly uncompressedLength: number;
}

export interface PremasterSecretEvidence {
  readonly step: "premaster_secret";
  readonly keyExchange: "ECDHE" | "DHE" | "KEM" | "hybrid" | "RSA";
  /** `null` for RSA and for DHE with parameters of the server's own. */
  readonly namedGroup: number | null;
  /** DHE before TLS 1.3: the prime's bits, and its name when it is a published one. */
  readonly finiteField: { readonly bits: number; readonly name: string | null } | null;
  /** Octets of each side's public value on the wire. */
  readonly clientPublicLength: number;
  readonly serverPublicLength: number;
  /** Octets of the secret itself; the secret is not kept. */
  readonly sharedSecretLength: number;
}

export interface PrivateKeyEvidence {
  readonly step: "private_key";
  /** `signature`: verified now; `decryption`: static RSA, proven by the server's Finished. */
  readonly proof: "signature" | "decryption";
  /** `null` for a decryption, and before TLS 1.2. */
  readonly signatureScheme: number | null;
  /** IANA's name of the scheme, or in words. */
  readonly algorithm: string;
  /** As in `ECDSA P-256`. */
  readonly publicKey: string;
  readonly signatureLength: number | null;
  /** TLS 1.3: the hash of everything up to Certificate, which the signature covers. */
  readonly transcriptHash: Uint8Array | null;
}

export interface SessionKeysEvidence {
  readonly step: "session_keys";
  /** `HKDF` (TLS 1.3) or `PRF`. */
  readonly keySchedule: "HKDF" | "PRF";
  /** As in `SHA-256`. */
  readonly hash: string;
  /** As in `AES-128-GCM` or `AES-128-CBC with HMAC-SHA-1`. */
  readonly cipher: string;
  readonly keyLength: number;
  /** `null` in TLS 1.3, which always binds the transcript. */
  readonly extendedMainSecret: boolean | null;
  /** The RFC's names of what was derived. */
  readonly secrets: readonly string[];
  /** The transcript hash the last of them was derived from. */
  readonly transcriptHash: Uint8Array | null;
}

export interface ClientFinishedEvidence {
  readonly step: "client_finished";
  readonly transcriptHash: Uint8Array;
  readonly verifyDataLength: number;
  /** Sent when the server asked for a certificate: always empty. */
  readonly emptyCertificateSent: boolean;
}

export interface ServerFinishedEvidence {
  readonly step: "server_finished";
  readonly transcriptHash: Uint8Array;
  readonly verifyDataLength: number;
}
