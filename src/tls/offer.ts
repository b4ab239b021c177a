/** What a ClientHello says, as a value: every list can be chosen, in order of preference. */
import type { ResumableSession } from "./resumable_session.ts";

export interface Offer {
  /** SNI (RFC 6066 §3); `null` sends none. An address is never sent. */
  readonly serverName: string | null;
  /** supported_versions; the highest below TLS 1.3 also stands in legacy_version. Without 0x0304 the extension is not sent. */
  readonly versions: readonly number[];
  /** legacy_version as it is, for what no client says; `null`: as `versions` has it. */
  readonly legacyVersion: number | null;
  /** The version in the header of the first ClientHello's records; `null`: TLS 1.0, as ever (RFC 9846 §5.1). */
  readonly legacyRecordVersion: number | null;
  /** legacy_session_id; `null`: as `compatibilityMode` has it. */
  readonly legacySessionId: Uint8Array | null;
  /** Signalling values such as TLS_FALLBACK_SCSV among them; they are never chosen. */
  readonly cipherSuites: readonly number[];
  /** RFC 3749; a ClientHello of TLS 1.3 has 0, "NULL", alone (RFC 9846 §4.2.2). */
  readonly compressionMethods: readonly number[];
  /** supported_groups. */
  readonly groups: readonly number[];
  /** The groups to send a key share for at once; each is in `groups`, in the same order. */
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** signature_algorithms_cert; `null` sends none. */
  readonly signatureSchemesCert: readonly number[] | null;
  /** ALPN protocol names, one octet a character (ISO 8859-1); empty sends none. */
  readonly applicationProtocols: readonly string[];
  /** server_certificate_type and client_certificate_type (RFC 7250); empty sends none. */
  readonly serverCertificateTypes: readonly number[];
  readonly clientCertificateTypes: readonly number[];
  /** delegated_credential (RFC 9345): what such a credential may sign with; empty sends none. */
  readonly delegatedCredentialSchemes: readonly number[];
  /** compress_certificate (RFC 8879); empty sends none. */
  readonly certificateCompression: readonly number[];
  readonly statusRequest: boolean;
  readonly signedCertificateTimestamp: boolean;
  readonly extendedMainSecret: boolean;
  readonly encryptThenMac: boolean;
  readonly renegotiationInfo: boolean;
  readonly sessionTicket: boolean;
  readonly pskKeyExchangeModes: readonly number[];
  /** The session to take up again, if the server will; `null`: a handshake from the ground up. */
  readonly resume: ResumableSession | null;
  /**
   * Data to send with the ClientHello (0-RTT, RFC 9846 §4.3.10), as much as the PSK's ticket allows; `null`: none.
   * Whoever sees it go by can send it again, so let it be harmless; empty, it only asks whether it would be taken.
   */
  readonly earlyData: Uint8Array | null;
  readonly ecPointFormats: readonly number[];
  /** RFC 8701 values among suites, groups, versions, shares and extensions. */
  readonly grease: boolean;
  /** record_size_limit (RFC 8449); `null` sends none. */
  readonly recordSizeLimit: number | null;
  /** max_fragment_length (RFC 6066 §4), 1 to 4 for 512 to 4096 octets; `null` sends none. */
  readonly maxFragmentLength: number | null;
  /** A ClientHello of 256 to 511 octets is padded to 512, for servers that hang on those (RFC 7685 §4). */
  readonly padding: boolean;
  /** Extension types in the order in which they are to stand; `null`: our own order. Those not named come last. */
  readonly extensionOrder: readonly number[] | null;
  /** encrypted_client_hello with nothing in it (RFC 9849 §6.2), which servers with ECH answer with their keys. */
  readonly greaseEncryptedClientHello: boolean;
  /** Extensions as they are, behind those of our own unless `extensionOrder` names them. An answer to one is kept undecoded. */
  readonly rawExtensions: readonly RawExtension[];
  /** The ClientHello goes in records of this many octets at most; `null`: in as few as it needs. */
  readonly clientHelloRecordSize: number | null;
  /** The ClientHello goes to the transport in two writes, the first of this many octets; `null`: in one. */
  readonly clientHelloSplit: number | null;
  /** A random legacy_session_id, for middleboxes (RFC 9846 appendix E.4). */
  readonly compatibilityMode: boolean;
}

export interface RawExtension {
  readonly type: number;
  /** `extension_data`. */
  readonly data: Uint8Array;
}
